import ReplicaStore
import Replication

/// The blobs of one machine: the production store over the files of a simulated disk.
final class MachineBlobs {
    /// As a copy of the data folder holds them.
    struct Copy {
        var files: SimulatedFiles.Copy = [:]
        var atUpstream: Set<Hash> = []
    }

    let files = SimulatedFiles()
    let store: BlobStore<SimulatedFiles>
    /// Those that the upstream said to have: rows of the store, durable with their commit.
    private(set) var atUpstream: Set<Hash> = []

    init() {
        store = BlobStore(path: "blobs", in: files)
    }

    /// Keeps what the upstream said of blobs, which replaces what it said before.
    func note(_ states: [BlobState]) {
        for state in states {
            if state.isHeld { atUpstream.insert(state.sha256) } else { atUpstream.remove(state.sha256) }
        }
    }

    func copy() -> Copy { Copy(files: files.copy(), atUpstream: atUpstream) }

    func put(_ copy: Copy) {
        files.put(copy.files)
        atUpstream = copy.atUpstream
    }
}
