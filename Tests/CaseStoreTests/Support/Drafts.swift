import CaseFile
import CaseWork
import Replication

extension RecordDraft {
    static func `case`(_ title: String = "邹某伤害赔偿纠纷", stage: String = "handling", local: String? = nil) -> RecordDraft {
        RecordDraft(
            kind: "case", localName: local,
            fields: [
                ("title", .string(title)), ("source", .string("home_visit")), ("stage", .string(stage)),
                ("first_received", .object([("name", .string("张干部")), ("at", .string("2026-05-01 09:00"))])),
                (
                    "next",
                    .object([("step", .string("再次走访")), ("date", .string("2026-06-10"))])
                ),
            ])
    }

    static func person(_ name: String, local: String? = nil) -> RecordDraft {
        RecordDraft(kind: "person", localName: local, fields: [("name", .string(name))])
    }
}

extension Office {
    /// A case with its first reading, saved by 张干部.
    func makeCase() throws -> SavedRecord {
        try write { try $0.create(.case(), in: Office.village) }
    }

    func setNext(
        _ key: RecordKey, step: String, date: String, as author: RecordID = zhang, seen: SeenToken? = nil
    ) throws -> SavedRecord {
        try write(as: author) {
            try $0.correct(
                RecordCorrection(
                    record: key,
                    fields: [("next", .object([("step", .string(step)), ("date", .string(date))]))], seen: seen))
        }
    }

    func view(_ key: RecordKey) throws -> RecordView { try read { try $0.record(key) } }
}
