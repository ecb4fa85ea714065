import CaseFile
import Replication

/// One or more values of every type, as a county would hold them.
enum SampleValues {
    static let all: [(ValueType, Value)] = scalars + compounds

    private static let id = RecordID(unixMilliseconds: 1_780_466_700_000, random: (7, 11))

    private static let scalars: [(ValueType, Value)] = [
        (.text(maxCharacters: 80), .text("邹某·阿布都")),
        (.longText, .text("先谈心情。\n再谈事情：赔偿=60多万；分期、转账")),
        (.integer(0...Int64.max), .integer(.max)),
        (.integer(Int64.min...0), .integer(.min)),
        (.money, .integer(0)),
        (.money, .integer(99)),
        (.money, .integer(123_456_789)),
        (.money, .integer(ValueType.moneyRange.upperBound)),
        (.boolean, .boolean(true)),
        (.boolean, .boolean(false)),
        (.instant, .instant(1_780_466_700_000)),
        (.instant, .instant(1_780_466_700_001)),
        (.instant, .instant(-62_135_625_600_000)),
        (.date, CivilDate("2024-02-29").map { .date($0) } ?? .none),
        (.date, CivilDate("0001-01-01").map { .date($0) } ?? .none),
        (.code(.eventCategory), .code("1099")),
        (.reference([PersonSchema.recordKind]), .reference(Reference(kind: PersonSchema.recordKind, id: id))),
        (
            .reference([DirectorySchema.userKind]),
            .reference(Reference(scope: .directory, kind: DirectorySchema.userKind, id: id))
        ),
        (
            .reference([PersonSchema.recordKind, VisitSchema.recordKind]),
            .reference(Reference(scope: ScopeID(rawValue: 77), kind: VisitSchema.recordKind, id: id))
        ),
        (
            .attachment,
            .attachment(Attachment(sha256: Hash(of: [1, 2, 3]), size: 48_213, mediaType: "image/jpeg"))
        ),
    ]

    private static let compounds: [(ValueType, Value)] = [
        (.list(of: .code(.visitMethod)), .list([.code("empathy"), .code("old_debts_first")])),
        (.list(of: .money), .list([.integer(100), .integer(123_456)])),
        (type(VisitSchema.recordKind, VisitSchema.safety), .group([GroupMember(1, .boolean(true))])),
        (
            type(CaseSchema.recordKind, CaseSchema.risk),
            .group([GroupMember(1, .code("red")), GroupMember(3, .text("多次报警：300余次"))])
        ),
        (
            type(VisitSchema.recordKind, VisitSchema.visitors),
            .list([.group([GroupMember(2, .text("张三"))]), .group([GroupMember(2, .text("李四"))])])
        ),
        (
            type(AgreementSchema.recordKind, AgreementSchema.witnesses),
            .list([
                .group([GroupMember(1, .code("county")), GroupMember(3, .text("王某"))]),
                .group([GroupMember(1, .code("village")), GroupMember(3, .text("赵某"))]),
            ])
        ),
        (
            type(EmotionSchema.recordKind, EmotionSchema.selfBefore),
            .group([GroupMember(EmotionSchema.SelfRating.refused, .boolean(true))])
        ),
    ]

    private static func type(_ kind: RecordKind, _ register: RegisterNumber) -> ValueType {
        Catalog.current.kind(kind)?.register(register)?.type ?? .boolean
    }
}
