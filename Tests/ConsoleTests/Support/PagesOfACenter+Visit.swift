import CaseFile
import CaseWork
import Node
import Replication

extension PagesOfACenter {
    /// A visit in the village; answers the path of its page.
    func recordVisit() async throws -> String {
        let reply = try await SaveRecordsCommand(
            records: [
                .init(
                    "visit",
                    fields: [
                        TypedField("started", .string("2026-05-01 09:00")), TypedField("narrative", .string("双方到场")),
                    ])
            ],
            area: "练习一村", speaker: Speaker()
        ).run(on: node)
        let record = reply.saved[0].record
        return "/record/\(record.scope)/\(VisitSchema.recordKind.rawValue)/\(record.id)"
    }
}
