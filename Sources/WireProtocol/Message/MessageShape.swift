import Replication

/// The messages of an exchange, and which of them nest in which field.
///
/// Two bytes on the wire can become a hundred in memory: an empty entry is a tag and a length. So before anything is
/// decoded, a walk over the bytes counts every kind of message, and a payload with more than `limit` of one is refused
/// without an allocation.
enum MessageShape: Int, CaseIterable {
    case request, response, scopeState, scopeVector, versionVector, vectorEntry, segment, logEntry, origin, signedHead,
        forkProbe, place, logName, receipt, refusal, blobState, bodyColumns, bodyForm, columnValue, columnNumber

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
        case (.segment, 7): .bodyColumns
        case (.bodyColumns, 1): .bodyForm
        default: nil
        }
    }

    /// What else is counted of this field: the values, and the bytes of the numbers.
    private func counted(_ field: UInt64) -> MessageShape? {
        switch (self, field) {
        case (.bodyColumns, 8): .columnValue
        case (.bodyColumns, 2), (.bodyColumns, 3), (.bodyColumns, 6), (.bodyColumns, 7), (.bodyForm, 2), (.bodyForm, 3):
            .columnNumber
        default: nil
        }
    }

    /// What the field adds to a count that is not one of messages; `length` is nil for a single number.
    fileprivate func counts(_ field: UInt64, length: Int?) -> (shape: MessageShape, count: Int)? {
        counted(field).map { ($0, $0 == .columnNumber ? length ?? 1 : 1) }
    }

    /// How many there may be in one payload, over all places.
    var limit: Int {
        switch self {
        case .request, .response: 1
        case .scopeState, .scopeVector, .receipt: Limits.scopesPerRequest
        case .versionVector: 2 * Limits.scopesPerRequest
        case .vectorEntry: WireLimits.vectorEntries
        case .segment, .logName, .refusal, .bodyColumns: WireLimits.logs
        case .logEntry, .origin, .signedHead, .bodyForm: WireLimits.changes
        case .columnValue: WireLimits.columnValues
        case .columnNumber: WireLimits.columnNumberBytes
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

    /// Whether a reader takes so many of everything.
    func isWithinLimits(_ payload: [UInt8]) -> Bool {
        do {
            try checkCounts(in: payload)
            return true
        } catch {
            return false
        }
    }
}

private struct MessageWalk {
    private var counts = [Int](repeating: 0, count: MessageShape.allCases.count)

    /// Messages nest five deep at most, by `nested`; so does the recursion.
    mutating func count(_ shape: MessageShape, in bytes: Span<UInt8>) throws(WireError) {
        try add(1, of: shape)
        var offset = 0
        while let tag = MessageWalk.varint(bytes, &offset) {
            switch tag & 7 {
            case 0:
                if MessageWalk.varint(bytes, &offset) == nil { return }
                if let other = shape.counts(tag >> 3, length: nil) { try add(other.count, of: other.shape) }
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
                } else if let other = shape.counts(tag >> 3, length: end - offset) {
                    try add(other.count, of: other.shape)
                }
                offset = end
            default: return
            }
        }
    }

    private mutating func add(_ count: Int, of shape: MessageShape) throws(WireError) {
        counts[shape.rawValue] += count
        if counts[shape.rawValue] > shape.limit {
            throw .tooLarge(field: "number of \(shape)", count: counts[shape.rawValue], limit: shape.limit)
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
