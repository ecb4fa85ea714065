public import Foundation

/// How a ledger is to be read.
public struct LedgerOptions: Sendable {
    /// A mapping file's bytes: `栏名,对应,固定值,取值`.
    public var mapping: Data?
    /// Which sheet of a workbook; nil for the only ledger in it.
    public var sheet: String?
    /// Where cases are recorded whose rows name no place; nil for the only area that this machine may write.
    public var area: String?
    /// Whether what a register does not take is kept as words, with a warning, instead of being refused.
    public var keepsUnreadable = false
    public var isDryRun = false

    public init() {}
}
