import Replication

/// Why a record of the directory adds nothing to the catalog.
public enum CountyRefusal: String, Error, Hashable, Sendable, CaseIterable {
    /// Taken out of use as a mistake.
    case withdrawn
    /// Two people say different things about what it is; a value written under one of them would mean another.
    case disputed
    /// A kind that a newer program may know.
    case unknownKind
    /// The directory's own kinds take no questions.
    case directoryKind
    case numberOutOfRange
    /// An earlier record has the number for this kind.
    case numberTaken
    case badName
    case noLabel
    /// A type that a newer program may know.
    case unknownType
    case unknownTable
    /// Codes of the state: the county's own would break the returns.
    case closedTable
    case badTable
    case badCode
    /// An earlier record in effect gives the code its words.
    case codeTaken
    /// More than a form or a list can hold.
    case tooMany

    /// The words for people.
    public var label: Label {
        switch self {
        case .withdrawn: Label("已作废", "it was withdrawn")
        case .disputed: Label("有两种说法，请先裁定", "people disagree about it: settle it first")
        case .unknownKind: Label("没有这类记录，或需要更新程序", "there is no such kind of record, or the program is too old")
        case .directoryKind: Label("目录里的记录不能加问题", "records of the directory take no questions")
        case .numberOutOfRange:
            Label(
                "字段编号应在\(CountyField.firstNumber.rawValue)至\(CountyField.lastNumber.rawValue)之间",
                "its number is not between \(CountyField.firstNumber.rawValue) and \(CountyField.lastNumber.rawValue)")
        case .numberTaken: Label("字段编号已被先前的字段占用", "an earlier field has its number")
        case .badName:
            Label(
                "代号应以小写字母开头，只用小写字母、数字和下划线，不超过60个",
                "its name is not of a–z, 0–9 and _, beginning with a letter, at most 60 of them")
        case .noLabel: Label("没有名称", "it has no label")
        case .unknownType: Label("不认识的类型，可能需要更新程序", "its type is not known: the program may be too old")
        case .unknownTable: Label("没有这个代码表", "there is no such table of codes")
        case .closedTable: Label("国家统一的代码表，县里不能增改", "the table is the state's, and not the county's to change")
        case .badTable:
            Label("代码表名应以小写字母开头，只用小写字母、数字和下划线", "the table's name is not of a–z, 0–9 and _, beginning with a letter")
        case .badCode:
            Label("代码应为1至40个字，不能有空格和标点", "the code is not of 1 to 40 characters without spaces and punctuation")
        case .codeTaken: Label("先前的记录已写明这个代码的名称", "an earlier record gives this code its words")
        case .tooMany: Label("超过了上限", "there are more than the program takes")
        }
    }
}
