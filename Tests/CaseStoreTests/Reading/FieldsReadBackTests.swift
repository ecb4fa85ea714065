import CaseFile
import CaseStore
import CaseWork
import Foundation
import Replication
import Testing

/// Replies carry values in the shape in which commands and imports take them.
@Suite struct FieldsReadBackTests {
    /// Every field of a shown record, given to a new one, says the same.
    @Test func shownFieldsCanBeWrittenBack() throws {
        let office = try Office.withVillage(key: CenterKey())
        let person = try office.write { try $0.create(.person("邹某"), in: Office.village) }
        let first = try office.write {
            try $0.create(
                RecordDraft(
                    kind: "visit",
                    fields: [
                        ("started", .string("2026-05-06 09:05")), ("planned", .string("2026-05-06 08:00")),
                        ("place", .string("院落")), ("visitors", .string("张干部、李干部")),
                        (
                            "present",
                            .array([
                                .object([("person", .string("邹某"))]), .object([("name", .string("邻居老何"))]),
                            ])
                        ),
                        ("narrative", .string("第一行\n第二行：“引号”")), ("methods", .string("empathy、law")),
                        ("safety", .bool(false)), ("next_contact", .string("2026年5月20日")),
                    ]), in: Office.village)
        }
        let left = try office.view(first.key)
        let shown = left.fields.map { field in
            (
                field.definition?.name ?? "",
                Catalog.current.fieldValue(from: field.shown, of: field.register, in: first.key.kind)
            )
        }
        guard case .object(let fields) = try FieldValue(json: JSONText.pretty(.object(shown))) else {
            Issue.record("no fields in \(JSONText.line(.object(shown)))")
            return
        }
        let second = try office.write {
            try $0.create(
                RecordDraft(kind: "visit", fields: fields.map { (name: $0.0, value: $0.1) }), in: Office.village)
        }
        let right = try office.view(second.key)
        #expect(left.fields.count == 9)
        #expect(left.fields.map(\.shown) == right.fields.map(\.shown))
        #expect(left.shown(VisitSchema.present).references.map(\.id) == [person.key.id])
    }

    @Test func numbersKeepTheirDigits() throws {
        let value = try FieldValue(json: #"{"b":[1,2.50,true,null,"x"],"a":9007199254740993,"c":0.1}"#)
        #expect(
            value
                == .object([
                    ("a", .number(9_007_199_254_740_993)),
                    ("b", .array([.number(1), .decimal("2.5"), .bool(true), .null, .string("x")])),
                    ("c", .decimal("0.1")),
                ]))
        #expect(throws: (any Error).self) { try FieldValue(json: "{") }
    }
}
