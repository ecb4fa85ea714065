import CaseFile
import Replication
import Testing

@Suite struct FieldValueTests {
    let catalog = Catalog.current

    @Test func everyValueComesBackFromItsJSONShape() throws {
        for (type, value) in SampleValues.all {
            let field = catalog.fieldValue(from: value, as: type)
            #expect(try catalog.value(from: field, as: type) == value, "\(field)")
        }
        #expect(catalog.fieldValue(from: .none, as: .money) == .null)
        #expect(try catalog.value(from: .null, as: .money) == Value.none)
    }

    @Test func shapesAreTheDocumentedOnes() throws {
        #expect(catalog.fieldValue(from: .integer(123_450), as: .money) == .decimal("1234.50"))
        #expect(catalog.fieldValue(from: .integer(7), as: .integer(0...10)) == .number(7))
        #expect(
            catalog.fieldValue(from: .instant(1_780_466_700_000), as: .instant)
                == .string("2026-06-03T14:05:00+08:00"))
        #expect(
            catalog.fieldValue(from: .instant(1_780_466_707_250), as: .instant)
                == .string("2026-06-03T14:05:07.250+08:00"))
        #expect(
            catalog.fieldValue(
                from: .group([GroupMember(1, .integer(100)), GroupMember(99, .boolean(true))]),
                of: MilestoneSchema.payment, in: MilestoneSchema.recordKind)
                == .object([("amount", .decimal("1.00")), ("99", .bool(true))]))
        #expect(
            catalog.fieldValue(from: .unrecognized([0xAB, 1]), as: .money)
                == .object([("unrecognized", .string("ab01"))]))
        #expect(catalog.fieldValue(from: .integer(100), as: nil) == .number(100))
    }

    @Test func numbersAndWordsOfAFileAreRead() throws {
        #expect(try catalog.value(from: .number(200_000), as: .money) == .integer(20_000_000))
        #expect(try catalog.value(from: .decimal("1234.5"), as: .money) == .integer(123_450))
        #expect(try catalog.value(from: .string("20万"), as: .money) == .integer(20_000_000))
        #expect(try catalog.value(from: .number(20_260_603), as: .date) == .date(try #require(CivilDate("2026-06-03"))))
        #expect(try catalog.value(from: .number(1), as: .code(.sex)) == .code("1"))
        #expect(try catalog.value(from: .number(13_800_138_000), as: .text(maxCharacters: 60)) == .text("13800138000"))
        #expect(
            try catalog.value(
                from: .array([.string("共情互谅"), .null, .string("law")]), as: .list(of: .code(.visitMethod)))
                == .list([.code("empathy"), .code("law")]))
        #expect(try catalog.value(from: .array([]), as: .list(of: .money)) == Value.none)
    }

    @Test func whatDoesNotFitIsRefused() {
        let refused: [(FieldValue, ValueType)] = [
            (.bool(true), .money), (.number(1), .boolean), (.decimal("5.5"), .integer(0...10)),
            (.decimal("1e3"), .money), (.array([]), .money), (.object([]), .text(maxCharacters: 5)),
            (.number(.max), .money), (.number(1_780_466_700_000), .instant), (.number(5), .list(of: .money)),
            (.object([("sha256", .string("ab")), ("size", .number(1)), ("media_type", .string("a/b"))]), .attachment),
        ]
        for (field, type) in refused {
            #expect(throws: ValueTextError.self, "\(field)") { try catalog.value(from: field, as: type) }
        }
    }

    @Test func errorsLeadToTheItemAndMember() throws {
        let signers = FieldValue.array([
            .object([("name", .string("何某")), ("how", .string("signature"))]),
            .object([("name", .string("邹某")), ("how", .string("nod"))]),
        ])
        do {
            _ = try catalog.value(from: signers, for: AgreementSchema.signers, of: AgreementSchema.recordKind)
            Issue.record("an unknown way of signing was accepted")
        } catch {
            #expect(error.path.map(\.en) == ["Signers", "item 2", "How"])
            #expect(error.given == "nod")
        }
        do {
            _ = try catalog.value(
                from: .object([("nmae", .string("x"))]), for: AgreementSchema.mediator, of: AgreementSchema.recordKind)
            Issue.record("an unknown member was accepted")
        } catch {
            #expect(error.given == "nmae")
            #expect(error.accepted.en.contains("organisation"))
        }
    }

    @Test func membersAreSortedByNumberWhateverTheOrderGiven() throws {
        let value = try catalog.value(
            from: .object([("payee", .string("乙")), ("payer", .string("甲")), ("amount", .number(1))]),
            for: MilestoneSchema.payment, of: MilestoneSchema.recordKind)
        #expect(
            value
                == .group([GroupMember(1, .integer(100)), GroupMember(2, .text("甲")), GroupMember(3, .text("乙"))]))
    }
}
