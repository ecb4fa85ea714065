import Replication

/// The messages of an exchange, and which of them nest in which field.
///
/// Two bytes on the wire can become a hundred in memory: an empty entry is a tag and a length. So before anything is
/// decoded, a walk over the bytes counts every kind of message, and a payload with more than `limit` of one is refused
/// without an allocation.
enum MessageShape: Int, CaseIterable {
    case request, response, scopeState, scopeVector, versionVector, vectorEntry, segment, logEntry, origin, signedHead,
        forkProbe, place, logName, receipt, refusal, blobState

    /// What a field of this message holds, where that is a message.
    func nested(_ field: UInt64) -> MessageShape? {
        switch (self, field) {
        case (.request, 2): .scopeState
        case (.request, 3), (.response, 3): .segment
        case (.request, 4): .forkProbe
        case (.response, 2): .scopeVector
        case (.response, 4): .logName
        case (.response, 5), (.request, 11): .receipt
        case (.response, 6): .refusal
        case (.response, 10): .blobState
        case (.scopeState, 3), (.scopeVector, 2), (.receipt, 3): .versionVector
        case (.versionVector, 1): .vectorEntry
        case (.segment, 4): .logEntry
        case (.segment, 5), (.origin, 3): .signedHead
        case (.logEntry, 2): .origin
        case (.forkProbe, 3): .place
        default: nil
        }
    }

    /// How many there may be in one payload, over all places.
    var limit: Int {
        switch self {
        case .request, .response: 1
        case .scopeState, .scopeVector, .receipt: Limits.scopesPerRequest
        case .versionVector: 2 * Limits.scopesPerRequest
        case .vectorEntry: WireLimits.vectorEntries
        case .segment, .logName, .refusal: WireLimits.logs
        case .logEntry, .origin, .signedHead: WireLimits.changes
        case .forkProbe: WireLimits.probes
        case .blobState: Limits.blobsOffered + Limits.blobsAskedFor
        case .place: WireLimits.probes * Limits.probesPerLog
        }
    }

    /// Walks over `payload` and throws `WireError.tooLarge` where there is more than `limit` of something.
    ///
    /// What is not protobuf ends the walk quietly: decoding says why.
    func checkCounts(in payload: [UInt8]) throws(WireError) {
        var walk = MessageWalk()
        try walk.count(self, in: payload.span)
    }
}

private struct MessageWalk {
    private var counts = [Int](repeating: 0, count: MessageShape.allCases.count)

    /// Messages nest five deep at most, by `nested`; so does the recursion.
    mutating func count(_ shape: MessageShape, in bytes: Span<UInt8>) throws(WireError) {
        counts[shape.rawValue] += 1
        if counts[shape.rawValue] > shape.limit {
            throw .tooLarge(field: "number of \(shape)", count: counts[shape.rawValue], limit: shape.limit)
        }
        var offset = 0
        while let tag = MessageWalk.varint(bytes, &offset) {
            switch tag & 7 {
            case 0: if MessageWalk.varint(bytes, &offset) == nil { return }
            case 1: offset += 8
            case 5: offset += 4
            // Marks around the fields of a group, which the decoder passes over: the fields between them count on.
            case 3, 4: break
            case 2:
                guard let length = MessageWalk.varint(bytes, &offset), length <= UInt64(bytes.count - offset) else {
                    return
                }
                let end = offset + Int(length)
                if let nested = shape.nested(tag >> 3) {
                    try count(nested, in: bytes.extracting(offset..<end))
                }
                offset = end
            default: return
            }
        }
    }

    /// Nil at the end of the bytes, and for a number that is cut off or too long.
    private static func varint(_ bytes: Span<UInt8>, _ offset: inout Int) -> UInt64? {
        var value: UInt64 = 0
        var shift: UInt64 = 0
        while offset < bytes.count, shift < 64 {
            let byte = bytes[offset]
            offset += 1
            value |= UInt64(byte & 0x7F) << shift
            if byte < 0x80 { return value }
            shift += 7
        }
        return nil
    }
}
