public import Replication

extension RecordState {
    /// A state like any other, told from others by its numbers: one register for each of them, with one value of one
    /// byte.
    public static func marked(_ marks: UInt8...) -> RecordState {
        marked(marks)
    }

    /// The same, of as many registers as there are bytes.
    public static func marked(_ marks: [UInt8]) -> RecordState {
        let body = ChangeBody(
            salt: 0, kind: RecordKind(rawValue: 1), record: RecordID(rawValue: 1), author: RecordID(rawValue: 1),
            enteredBy: nil, recordedAt: 0, supersedes: [],
            writes: marks.enumerated().map { index, mark in
                .init(register: RegisterNumber(rawValue: UInt32(index + 1)), value: EncodedValue(bytes: [mark]))
            },
            remainingInUnit: 0)
        return RecordState(folding: [(id: Hash(of: marks).changeID, body: body)])
    }
}
