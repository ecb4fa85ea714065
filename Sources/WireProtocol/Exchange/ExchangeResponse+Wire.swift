import Causality
import FoundationEssentials
import Replication

extension Tingsu_V1_ExchangeResponse {
    init(_ response: ExchangeResponse, inColumns: Bool) {
        self.init()
        `protocol` = WireCodec.protocolVersion
        scopes = response.scopes.map {
            var state = ScopeVector()
            state.scope = $0.scope.rawValue
            state.vector = Tingsu_V1_VersionVector($0.vector)
            return state
        }
        segments = response.segments.map { Tingsu_V1_Segment($0, inColumns: inColumns) }
        forks = response.forks.map {
            var name = Tingsu_V1_LogName()
            name.scope = $0.scope.rawValue
            name.replica = $0.replica.rawValue
            return name
        }
        receipts = response.receipts.map { Tingsu_V1_Receipt($0) }
        refusals = response.refusals.map { Tingsu_V1_Refusal($0) }
        hasMore_p = response.hasMore
        serverTime = response.serverTime
        blobs = response.blobs.map { Tingsu_V1_BlobState($0) }
        formerReceiptsWanted = response.formerReceiptsWanted
        readsColumns = response.readsColumns
    }

    func response() throws(WireError) -> ExchangeResponse {
        var room = FrameLimits.decompressedBytes
        var known: [Refusal] = []
        for refusal in refusals {
            if let refusal = try refusal.refusal() { known.append(refusal) }
        }
        let states = try scopes.map { state throws(WireError) in
            ExchangeResponse.ScopeState(
                scope: try Field.scope(state.scope, "ScopeVector.scope"),
                vector: try state.vector.vector("ScopeVector.vector"))
        }
        try Field.eachOnce(states.map(\.scope), "ExchangeResponse.scopes")
        var response = ExchangeResponse(
            scopes: states,
            segments: try segments.map { segment throws(WireError) in try segment.segment(room: &room) },
            forks: try forks.map { name throws(WireError) in
                LogID(
                    scope: try Field.scope(name.scope, "LogName.scope"),
                    replica: try Field.replica(name.replica, "LogName.replica"))
            }.sorted(),
            receipts: try receipts.map { receipt throws(WireError) in try receipt.receipt() },
            refusals: known,
            hasMore: hasMore_p, serverTime: serverTime)
        try WireError.check(
            blobs.count, limit: Limits.blobsOffered + Limits.blobsAskedFor, of: "ExchangeResponse.blobs")
        response.blobs = try blobs.map { blob throws(WireError) in try blob.state() }
        try Field.rising(response.blobs.map(\.sha256), "ExchangeResponse.blobs")
        try WireError.check(
            formerReceiptsWanted.count, limit: Limits.formerReceiptsShown, of: "ExchangeResponse.former_receipts_wanted"
        )
        try Field.rising(formerReceiptsWanted, "ExchangeResponse.former_receipts_wanted")
        response.formerReceiptsWanted = formerReceiptsWanted
        response.readsColumns = readsColumns
        return response
    }
}

extension Tingsu_V1_Receipt {
    init(_ receipt: Receipt) {
        self.init()
        scope = receipt.scope.rawValue
        signerKeyHash = Data(receipt.signerKeyHash.bytes)
        vector = Tingsu_V1_VersionVector(receipt.vector)
        issuedAt = receipt.issuedAt
        issuer = receipt.issuer.rawValue
        past = receipt.past.map(\.rawValue)
        signature = Data(receipt.signature)
    }

    func receipt() throws(WireError) -> Receipt {
        Receipt(
            scope: try Field.scope(scope, "Receipt.scope"),
            signerKeyHash: try Field.hash(signerKeyHash, "Receipt.signer_key_hash"),
            vector: try vector.vector("Receipt.vector"), issuedAt: issuedAt,
            issuer: try Field.replica(issuer, "Receipt.issuer"),
            past: try Field.replicas(past, limit: Limits.pastIssuers, "Receipt.past"),
            signature: try Field.signature(signature, "Receipt.signature"))
    }
}

extension Tingsu_V1_Refusal {
    init(_ refusal: Refusal) {
        self.init()
        scope = refusal.scope.rawValue
        if let replica = refusal.replica { self.replica = replica.rawValue }
        reason = Tingsu_V1_RefusalReason(rawValue: Int(refusal.reason.rawValue)) ?? .unspecified
    }

    /// Nil for a reason that this version does not know.
    func refusal() throws(WireError) -> Refusal? {
        guard let known = UInt32(exactly: reason.rawValue).flatMap({ Refusal.Reason(rawValue: $0) }) else { return nil }
        return Refusal(
            scope: try Field.scope(scope, "Refusal.scope"),
            replica: hasReplica ? try Field.replica(replica, "Refusal.replica") : nil, reason: known)
    }
}
