import CaseFile
import CaseWork
import Replication
import Testing

@Suite struct CategoryProposalTests {
    private func completed(_ fields: TypedFields) throws -> ([String], String?) {
        let kind = try #require(Catalog.current.kind(named: "case"))
        let whole = CategoryProposal.completing(fields, of: kind, in: .current)
        return (
            whole.fields.map { "\($0.name)=\($0.value == .null ? "" : (try? text($0.value)) ?? "")" },
            whole.derived?.zhHans
        )
    }

    private func text(_ value: FieldValue) throws -> String {
        if case .string(let text) = value { text } else { "" }
    }

    @Test(arguments: ["0303", "事件类别", "7"]) func theMediationCategoryFollowsFromTheEvent(given: String) throws {
        let name = given == "0303" ? "category" : given
        let (fields, derived) = try completed([(name: name, value: .string("0303"))])
        #expect(fields == ["\(name)=0303", "mediation_category=06"])
        #expect(derived?.contains("06") == true)
    }

    @Test func whatSomebodyChoseStays() throws {
        let given: TypedFields = [("category", .string("0303")), ("人民调解纠纷类型", .string("08"))]
        let (fields, derived) = try completed(given)
        #expect(fields == ["category=0303", "人民调解纠纷类型=08"] && derived == nil)
        #expect(try completed([("category", .string("茶"))]).1 == nil)
        #expect(try completed([]).1 == nil)
    }

    @Test func theOtherWayThereIsAnAnswerOnlyWhereThereIsOne() throws {
        // 08 is the counterpart of several categories, 16 of one.
        #expect(try completed([("mediation_category", .string("08"))]).1 == nil)
        #expect(try completed([("mediation_category", .string("16"))]).0.contains("category=1001"))
        let several = CategoryProposal(event: nil, mediation: "08", in: .current)
        #expect((several?.codes.count ?? 0) > 1 && several?.register == CaseSchema.category)
    }
}
