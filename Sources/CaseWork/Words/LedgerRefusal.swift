public import CaseFile

/// Why a ledger is not read: what was given, and what to do next.
public enum LedgerRefusal: Hashable, Sendable {
    /// An `.xls` of before 2007, or a workbook with a password.
    case oldOrProtected
    /// A damaged workbook: which part, and what is wrong.
    case notRead(String)
    /// No row has two headings that are known.
    case headMissing
    case sheetUnknown(String, known: [String])
    /// Several sheets are ledgers.
    case sheetsSeveral([String])
    /// Two columns mean one thing.
    case columnTwice(String, String)
    /// Nothing says what every case needs.
    case columnMissing(Label, target: String)
    /// A mapping file's `对应` that means nothing.
    case targetUnknown(String, known: [String])
    /// A mapping file's `取值` that is no `word=meaning`.
    case valuePair(String)
    /// A mapping file's line without heading and without value.
    case valueMissing(String)

    /// Key and arguments of the sentence.
    var wording: (key: String, arguments: [String: Label]) {
        switch self {
        case .oldOrProtected: ("ledger_old_or_protected", [:])
        case .notRead(let reason): ("ledger_not_read", ["reason": .verbatim(reason)])
        case .headMissing: ("ledger_head_missing", [:])
        case .sheetUnknown(let name, let known):
            ("ledger_sheet_unknown", ["name": .verbatim(name), "known": .list(known)])
        case .sheetsSeveral(let names): ("ledger_sheets_several", ["names": .list(names)])
        case .columnTwice(let first, let second):
            ("ledger_column_twice", ["first": .verbatim(first), "second": .verbatim(second)])
        case .columnMissing(let what, let target):
            ("ledger_column_missing", ["what": what, "target": .verbatim(target)])
        case .targetUnknown(let text, let known):
            ("ledger_target_unknown", ["text": .verbatim(text), "known": .list(known)])
        case .valuePair(let text): ("ledger_value_pair", ["text": .verbatim(text)])
        case .valueMissing(let target): ("ledger_value_missing", ["target": .verbatim(target)])
        }
    }
}
