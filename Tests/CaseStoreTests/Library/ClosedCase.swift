import CaseFile
import CaseWork
import Replication

/// A closed case of two people with a demand and a visit, by 张干部.
struct ClosedCase {
    let key: RecordKey
    let demand: RecordKey

    init(_ office: Office, stage: String = "closed") throws {
        let saved = try office.write {
            try $0.save(
                [
                    .create(
                        RecordDraft(
                            kind: "person", localName: "zou",
                            fields: [
                                ("name", .string("邹小林")), ("phone", .string("13807961234")),
                                ("address", .string("石仓村17号")),
                            ])),
                    .create(RecordDraft(kind: "person", localName: "liu", fields: [("name", .string("刘明"))])),
                    .create(
                        RecordDraft(
                            kind: "case", localName: "c",
                            fields: [
                                ("title", .string("邹小林与刘明宅基地界桩纠纷")), ("source", .string("home_visit")),
                                ("stage", .string(stage)), ("category", .string("0301")),
                                (
                                    "first_received",
                                    .object([("name", .string("张干部")), ("at", .string("2026-05-01 09:00"))])
                                ),
                            ])),
                    party("zou", "applicant"), party("liu", "opponent"),
                    .create(
                        RecordDraft(
                            kind: "demand", localName: "d",
                            fields: [
                                ("case", .string("@c")), ("person", .string("@zou")),
                                ("text", .string("刘明越界砌墙，要求把界桩移回原处，恢复排水沟")),
                            ])),
                    .create(
                        RecordDraft(
                            kind: "visit",
                            fields: [
                                ("case", .string("@c")), ("started", .string("2026-05-06 09:00")),
                                ("methods", .array([.string("similar_cases"), .string("law")])),
                            ])),
                ], in: Office.village)
        }
        func key(_ name: String) -> RecordKey { saved.first { $0.localName == name }?.key ?? saved[0].key }
        self.key = key("c")
        demand = key("d")
    }

    static let review: TypedFields = [
        ("on", .string("2026-06-01")), ("happened", .string("邹小林与刘明为石仓村的界桩争了三年")),
        ("helped", .string("请老支书一起看了老契，排水沟合修")),
        ("method", .string("先看现场、再看老契")), ("procedure", .string("界址类先请双方到场指认")),
    ]
}

private func party(_ person: String, _ side: String) -> RecordEdit {
    .create(
        RecordDraft(
            kind: "case_party",
            fields: [("case", .string("@c")), ("person", .string("@\(person)")), ("side", .string(side))]))
}
