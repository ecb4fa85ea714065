import CaseFile
import Replication
import Testing

@Suite struct MaskingTests {
    @Test(arguments: [
        ("360899196403120010", "360899********0010"),
        ("11010519491231002x", "110105********002x"),
        ("360899 19640312 0010", "360899********0010"),
        ("３６０８９９１９６４０３１２００１０", "360899********0010"),
        ("360899640312001", "360899*****2001"),
        ("13812340010", "138****0010"),
        ("+86 138-1234-0010", "861******0010"),
        ("E12345678", "E1*****78"),
        ("1381234 0010、13912345678", "13***34 0010、139****5678"),
        ("电话13812340010，找他儿子", "电话138****0010，找他儿子"),
    ])
    func numbersLoseTheirMiddle(text: String, masked: String) {
        #expect(Masking.masked(text) == masked)
    }

    @Test(arguments: ["", "张三", "Zhang Xiaosan", "父亲，2026年", "3-2-101室", "600000", "2026年5月6日 09:00", "grandmother"])
    func wordsStayWhole(text: String) {
        #expect(Masking.masked(text) == text)
    }

    private let identity = MaskingTests.document("111", "360899196403120010")

    private static func document(_ type: String, _ number: String) -> Value {
        .group([
            GroupMember(PersonSchema.Identity.type, .code(type)),
            GroupMember(PersonSchema.Identity.number, .text(number)),
        ])
    }

    @Test func theCatalogSaysWhichRegistersAreMasked() {
        let catalog = Catalog.current
        let masked = catalog.masked(identity, of: PersonSchema.identity, in: PersonSchema.recordKind)
        #expect(masked == MaskingTests.document("111", "360899********0010"))
        // Personal, not sensitive: the cadre has to call.
        let phone = Value.text("13812340010")
        #expect(catalog.masked(phone, of: PersonSchema.phone, in: PersonSchema.recordKind) == phone)
        // Sensitive words are what a visit is read for.
        let words = Value.text("他说13812340010打不通")
        #expect(catalog.masked(words, of: VisitSchema.narrative, in: VisitSchema.recordKind) == words)
        // What nobody here knows is not changed.
        let unknown = RegisterNumber(rawValue: 5000)
        #expect(catalog.masked(phone, of: unknown, in: PersonSchema.recordKind) == phone)
    }

    /// A reply that is given back must not take the place of the number.
    @Test func aMaskedNumberIsRefused() {
        let catalog = Catalog.current
        let masked = catalog.masked(identity, of: PersonSchema.identity, in: PersonSchema.recordKind)
        let found = catalog.problems(
            in: Draft(kind: PersonSchema.recordKind, values: [(PersonSchema.identity, masked)]), isCreation: false)
        #expect(found.map(\.reason).contains(.masked))
        let passport = MaskingTests.document("passport", "E1*****78")
        let other = catalog.problems(
            in: Draft(kind: PersonSchema.recordKind, values: [(PersonSchema.identity, passport)]), isCreation: false)
        #expect(other.map(\.reason) == [.masked])
        #expect(other.map(\.path) == [[PersonSchema.Identity.number]])
        let words = catalog.problems(
            in: Draft(kind: VisitSchema.recordKind, values: [(VisitSchema.narrative, .text("他骂了***"))]),
            isCreation: false)
        #expect(words.isEmpty)
    }
}
