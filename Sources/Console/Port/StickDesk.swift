public import CaseFile

/// What pages ask of the node about sticks, where there is no line.
public protocol StickDesk: Sendable {
    /// Makes files with all that the node above lacks. Throws `ConsoleRefusal`.
    func makeStick() async throws -> StickSet

    /// Files that wait to be put onto a stick; nil where they are gone.
    func stick(_ set: String) async -> StickSet?

    /// The content of one file of a set; nil where it is gone.
    func stickFile(_ set: String, _ number: Int) async throws -> [UInt8]?

    /// Takes in files that somebody brought, and answers what came of each set. Throws `ConsoleRefusal` where none counts.
    func takeSticks(_ files: [[UInt8]]) async throws -> [StickTaken]

    /// Sets whose answer has not come.
    func outstandingSticks() async throws -> [StickOutstanding]
}

/// Files that were made together.
public struct StickSet: Sendable {
    /// One file.
    public struct File: Sendable {
        /// In plain letters.
        public let name: String
        public let byteCount: Int

        public init(name: String, byteCount: Int) {
            self.name = name
            self.byteCount = byteCount
        }
    }

    /// Thirty-two digits.
    public let id: String
    /// The machine that it is for.
    public let receiver: String
    public let files: [File]

    public init(id: String, receiver: String, files: [File]) {
        self.id = id
        self.receiver = receiver
        self.files = files
    }
}

/// What came of a set that somebody brought.
public struct StickTaken: Sendable {
    /// In a person's words.
    public let text: Label
    /// Whether something is amiss: a part is missing, or nothing was taken.
    public let isProblem: Bool
    /// The answer to it, to be brought back.
    public let answer: StickSet?

    public init(text: Label, isProblem: Bool, answer: StickSet?) {
        self.text = text
        self.isProblem = isProblem
        self.answer = answer
    }
}

/// A set whose answer has not come.
public struct StickOutstanding: Sendable {
    /// The eight digits that its files have in their names.
    public let digits: String
    /// Milliseconds since 1970 by this machine's clock.
    public let madeAt: Int64
    public let files: Int

    public init(digits: String, madeAt: Int64, files: Int) {
        self.digits = digits
        self.madeAt = madeAt
        self.files = files
    }
}
