import Causality
import Identity
import Replication
import SeedTestKit

/// A county with one enrolled device, made anew for each test.
struct Fixture {
    let authority: CountyAuthority
    let pair: DeviceKeyPair
    let certificate: NodeCertificate

    init(county: String = "清河县", isTraining: Bool = false) throws {
        authority = try CountyAuthority(county: county, isTraining: isTraining)
        pair = DeviceKeyPair.generate()
        certificate = try authority.issueCertificate(
            for: CertificateRequest(for: pair, name: "石桥村电脑"), nodeID: pair.key.device, name: "石桥村电脑",
            role: .device)
    }

    var root: CountyRoot { authority.root }
}

/// The bytes of `original` with one to four bytes changed.
func mutated(_ original: [UInt8], with generator: inout SeededStream) -> [UInt8] {
    var bytes = original
    for _ in 0..<Int.random(in: 1...4, using: &generator) {
        let index = Int.random(in: bytes.indices, using: &generator)
        bytes[index] ^= UInt8.random(in: 1...255, using: &generator)
    }
    return bytes
}
