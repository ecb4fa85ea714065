import CaseStore
import Causality
import Identity
import Replication

/// Checks that each change of an export is one that a machine of the county signed, by its log, its hash and the directory.
struct ChangeProof<Codec: ChangeCodec> {
    private let source: CaseSource
    private let codec: Codec
    private(set) var problems: [ExportProblem] = []

    init(_ source: CaseSource, codec: Codec) {
        self.source = source
        self.codec = codec
    }

    /// Checks all of them.
    mutating func check() {
        // Looked up by log; never iterated.
        let logs = Dictionary(source.logs.map { ($0.log, $0) }) { first, _ in first }
        var headers: [LogID: [UInt64: ChangeHeader]] = [:]
        let keys = deviceKeys(logs)
        for log in source.logs {
            if let key = keys[log.genesis.deviceKeyHash] { headers[log.log] = log.proven(by: key) }
        }
        var places: Set<Place> = []
        for change in source.changes {
            guard places.insert(Place(log: change.log, seq: change.seq)).inserted else {
                report(.changeTwice, change)
                continue
            }
            guard let log = logs[change.log] else {
                report(.changeUnproven, change)
                continue
            }
            guard keys[log.genesis.deviceKeyHash] != nil else {
                report(.unknownSigner, change)
                continue
            }
            guard let header = headers[change.log]?[change.seq] else {
                report(.changeUnproven, change)
                continue
            }
            check(change, header, signer: log.genesis.deviceKeyHash, keys)
        }
    }

    private struct Place: Hashable {
        let log: LogID
        let seq: UInt64
    }

    /// What one change says of itself, against the header that its log proves.
    private mutating func check(
        _ change: ExportedChange, _ header: ChangeHeader, signer: Hash, _ keys: [Hash: DeviceKey]
    ) {
        if let origin = change.origin {
            guard let key = keys[origin.genesis.deviceKeyHash] else { return report(.unknownSigner, change) }
            guard origin.proves(bodyHash: header.bodyHash, signedBy: key) else {
                return report(.changeUnproven, change)
            }
        }
        let isWhole = Hash(of: change.body) == header.bodyHash
        // A masked change has other bytes than those that were signed, and no salt by which they could be guessed.
        guard header.bodyHash.changeID == change.change, isWhole != change.isMasked else {
            return report(.changeDiffers, change)
        }
        guard change.log.scope == change.record.scope else { return report(.changeDiffers, change) }
        // Nobody but a center writes the directory, by which everybody else is known.
        let isCenters =
            source.county.centerKeys.contains { $0.hash == signer } || isCenterOrigin(change.origin, header.bodyHash)
        guard change.log.scope != .directory || isCenters || change.standing != .applied else {
            return report(.unknownSigner, change)
        }
        // What this program cannot read has no record, and takes no part in what is shown.
        guard let body = try? codec.decodeBody(change.body) else {
            if change.standing == .applied { report(.changeDiffers, change) }
            return
        }
        if body.kind != change.record.kind || body.record != change.record.id { report(.changeDiffers, change) }
    }

    /// The keys of the county's machines by their hash: the centers', and those that a center wrote into the directory.
    private func deviceKeys(_ logs: [LogID: LogEvidence]) -> [Hash: DeviceKey] {
        var keys: [Hash: DeviceKey] = [:]
        for key in source.county.centerKeys { keys[key.hash] = key }
        let centers = keys
        var headers: [LogID: [UInt64: ChangeHeader]] = [:]
        for log in source.logs where log.log.scope == .directory {
            if let key = centers[log.genesis.deviceKeyHash] { headers[log.log] = log.proven(by: key) }
        }
        for change in source.changes where change.log.scope == .directory {
            let bodyHash = Hash(of: change.body)
            let isCenters = headers[change.log]?[change.seq]?.bodyHash == bodyHash
            guard isCenters || isCenterOrigin(change.origin, bodyHash),
                let body = try? codec.decodeBody(change.body), body.kind == DirectorySchema.deviceKind
            else { continue }
            for write in body.writes where write.register == DirectorySchema.Device.publicKey {
                guard let text = codec.decode(write.value).plainText, let bytes = Hexadecimal.decode(text),
                    let key = DeviceKey(x963: bytes), key.device == body.record
                else { continue }
                keys[key.hash] = key
            }
        }
        return keys
    }

    /// Whether a center issued the change first: one that was issued again after a fork is still the center's.
    private func isCenterOrigin(_ origin: Origin?, _ bodyHash: Hash) -> Bool {
        guard let origin, let key = source.county.centerKeys.first(where: { $0.hash == origin.genesis.deviceKeyHash })
        else { return false }
        return origin.position?.scope == .directory && origin.proves(bodyHash: bodyHash, signedBy: key)
    }

    private mutating func report(_ code: ExportProblem.Code, _ change: ExportedChange) {
        problems.append(
            ExportProblem(
                code, file: CaseSource.changesPath, change: "\(change.change)",
                detail: "\(change.log.replica) #\(change.seq)"))
    }
}
