import FoundationEssentials
import Replication

extension Tingsu_V1_BlobState {
    init(_ state: BlobState) {
        self.init()
        sha256 = Data(state.sha256.bytes)
        received = UInt64(state.received)
        held = state.isHeld
    }

    func state() throws(WireError) -> BlobState {
        guard received <= Limits.blobBytes else {
            throw .invalid("BlobState.received", "is \(received), more than the \(Limits.blobBytes) bytes of any blob")
        }
        return BlobState(
            sha256: try Field.hash(sha256, "BlobState.sha256"), received: Int(received), isHeld: held)
    }
}
