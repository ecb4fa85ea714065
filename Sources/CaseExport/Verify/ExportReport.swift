/// What the verification of an export found: whether it is as it was handed out, what that proves, and what it cannot.
public struct ExportReport: Codable, Hashable, Sendable {
    /// Nothing is wrong: every file is the one that was signed for, every change is proven, records and page are what the
    /// changes say.
    public let isSound: Bool

    public let county: String
    public let machine: String
    /// Milliseconds since 1970 by the clock of the machine that made it.
    public let exportedAt: Int64
    public let changes: Int
    /// Changes whose content is the exporting machine's word, because numbers in them are hidden.
    public let maskedChanges: Int
    public let records: Int
    public let files: Int
    public let attachments: Int
    public let absentAttachments: Int
    public let withheldRecords: Int
    /// SHA-256 of the certificate of the county's authority, sixty-four digits.
    public let rootFingerprint: String
    /// Its beginning, to be compared by telephone.
    public let spokenRootFingerprint: String
    /// What is proven; empty where something is wrong.
    public let proven: [ExportSentence]
    /// What nobody can tell from the folder alone.
    public let notProven: [ExportSentence]
    public let problems: [ExportProblem]
}
