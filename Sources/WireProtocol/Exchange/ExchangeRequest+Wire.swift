import Causality
import FoundationEssentials
import Replication

extension Tingsu_V1_ExchangeRequest {
    init(_ request: ExchangeRequest, sender: ReplicaID?, inColumns: Bool) {
        self.init()
        `protocol` = WireCodec.protocolVersion
        scopes = request.scopes.map { Tingsu_V1_ScopeState($0) }
        segments = request.segments.map { Tingsu_V1_Segment($0, inColumns: inColumns) }
        probes = request.probes.map { Tingsu_V1_ForkProbe($0) }
        responseBytes = UInt32(clamping: request.responseBytes)
        if let sender { replica = sender.rawValue }
        receiptIssuers = request.receiptIssuers.map(\.rawValue)
        blobs = request.blobs.map { Data($0.bytes) }
        formerReceiptTags = request.formerReceiptTags
        formerReceipts = request.formerReceipts.map { Tingsu_V1_Receipt($0) }
        readsColumns = request.readsColumns
    }

    func request() throws(WireError) -> ExchangeRequest {
        var room = FrameLimits.decompressedBytes
        let scopes = try scopes.map { state throws(WireError) in try state.state() }
        try Field.eachOnce(scopes.map(\.scope), "ExchangeRequest.scopes")
        var request = ExchangeRequest(
            scopes: scopes,
            segments: try segments.map { segment throws(WireError) in try segment.segment(room: &room) },
            probes: try probes.map { probe throws(WireError) in try probe.probe() },
            responseBytes: min(Int(clamping: responseBytes), Limits.batchBytes),
            receiptIssuers: try Field.replicas(
                receiptIssuers, limit: Limits.receiptIssuers, "ExchangeRequest.receipt_issuers"))
        try WireError.check(blobs.count, limit: Limits.blobsOffered, of: "ExchangeRequest.blobs")
        request.blobs = try blobs.map { blob throws(WireError) in try Field.hash(blob, "ExchangeRequest.blobs") }
        try Field.rising(request.blobs, "ExchangeRequest.blobs")
        try WireError.check(
            formerReceiptTags.count, limit: Limits.formerReceiptTags, of: "ExchangeRequest.former_receipt_tags")
        try Field.rising(formerReceiptTags, "ExchangeRequest.former_receipt_tags")
        request.formerReceiptTags = formerReceiptTags
        try WireError.check(
            formerReceipts.count, limit: Limits.formerReceiptsShown, of: "ExchangeRequest.former_receipts")
        request.formerReceipts = try formerReceipts.map { receipt throws(WireError) in try receipt.receipt() }
        request.readsColumns = readsColumns
        return request
    }
}

extension Tingsu_V1_ScopeState {
    init(_ state: ExchangeRequest.ScopeState) {
        self.init()
        scope = state.scope.rawValue
        digest = state.digest
        if let vector = state.vector { self.vector = Tingsu_V1_VersionVector(vector) }
        receiptDigest = state.receiptDigest
    }

    func state() throws(WireError) -> ExchangeRequest.ScopeState {
        ExchangeRequest.ScopeState(
            scope: try Field.scope(scope, "ScopeState.scope"), digest: digest,
            vector: hasVector ? try vector.vector("ScopeState.vector") : nil, receiptDigest: receiptDigest)
    }
}

extension Tingsu_V1_ForkProbe {
    init(_ probe: ExchangeRequest.ForkProbe) {
        self.init()
        scope = probe.log.scope.rawValue
        replica = probe.log.replica.rawValue
        places = probe.places.map {
            var place = Place()
            place.seq = $0.seq
            place.tag = $0.tag
            return place
        }
    }

    func probe() throws(WireError) -> ExchangeRequest.ForkProbe {
        try WireError.check(places.count, limit: Limits.probesPerLog, of: "ForkProbe.places")
        let log = LogID(
            scope: try Field.scope(scope, "ForkProbe.scope"), replica: try Field.replica(replica, "ForkProbe.replica"))
        var read: [ExchangeRequest.ForkProbe.Place] = []
        for place in places {
            let seq = try Field.seq(place.seq, "ForkProbe.places")
            if let last = read.last, last.seq <= seq {
                throw .invalid("ForkProbe.places", "has seq \(seq) after \(last.seq); highest first")
            }
            read.append(.init(seq: seq, tag: place.tag))
        }
        return ExchangeRequest.ForkProbe(log: log, places: read)
    }
}
