import CaseFile
import CaseStore
import CaseWork
import Hummingbird
import ReplicaStore
import Replication

/// 案情分析: the four sentences by which a case is looked at, each with what it asks.
enum CaseAnalysisForm {
    /// What a case says of one of them.
    struct Line: Sendable {
        let principleLabel: String
        /// Nil where nobody has written it.
        let principleText: String?
    }

    static let routes: [PageRoute] = WorkForm.routes("/case/:scope/:id/analyse", make: form, save: save)

    static func path(_ key: RecordKey) -> String { PagePath.case(key) + "/analyse" }

    /// The four of a case, in the order in which people say them.
    static func lines(of record: RecordView, _ values: ShownValues) -> [Line] {
        CasePrinciple.allCases.map { principle in
            Line(
                principleLabel: values.words.text("analysis.f.\(principle.rawValue)"),
                principleText: values.text(CaseSchema.principles, member: principle.member, of: record).map {
                    Excerpt.text($0, max: 400)
                })
        }
    }

    private static func form(_ request: PageRequest, _ fields: WorkFields) throws -> WorkForm {
        let (words, access, key) = (fields.words, fields.access, try fields.access.heldCase(request))
        let (record, values) = (try access.reading.record(key), ShownValues(access, words))
        return WorkForm(
            heading: words.text("analysis.title"), about: try values.title(of: key),
            explanation: words.text("analysis.hint"), action: path(key), backHref: PagePath.case(key),
            problem: fields.problem,
            fields: CasePrinciple.allCases.map { principle in
                fields.lines(
                    principle.rawValue, "analysis.f.\(principle.rawValue)", hint: "analysis.ask.\(principle.rawValue)",
                    standard: principle.text(in: record) ?? "")
            }, button: words.text("form.save"), seen: fields.input["form_seen"] ?? record.seen.description)
    }

    private static func save(
        _ request: PageRequest, _ access: PageAccess, _ writing: inout PageWriting
    ) throws -> String {
        let (input, key) = (request.form, try access.heldCase(request))
        try access.demandWritable(key.scope)
        let findings = CasePrinciple.allCases.map { ($0, input[$0.rawValue] ?? "") }
        // Sent twice, the second changes nothing.
        _ = try writing.analyse(
            key, Dictionary(uniqueKeysWithValues: findings), seen: try SeenToken(input["form_seen"] ?? ""))
        return PagePath.case(key) + "?saved=1"
    }
}
