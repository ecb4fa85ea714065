import CaseFile
import CaseStore
import CaseWork
import Hummingbird
import ReplicaStore
import Replication

/// 专班: who works on a case and who did, with the forms by which somebody joins, leaves or leads.
enum TeamPage {
    /// Somebody in the team, now or formerly.
    private struct Member: Sendable {
        let memberHref: String
        let memberText: String
        let memberDetails: String
        let isLead: Bool
        /// What the form by which they leave sends; nil for those who left.
        let leaveWord: String?
    }

    private struct Content: Sendable {
        let caseTitle: String
        let backHref: String
        let action: String
        let saved: SavedNotice?
        let problem: String?
        let lead: String?
        let members: [Member]
        let hasMembers: Bool
        let former: [Member]
        let hasFormer: Bool
        let mayWrite: Bool
        let today: String
        let joinFields: [FormField]
    }

    static let routes = PageRoute.caseForm("team", title: "team.title", write: change, show: filled)

    private static func change(
        _ key: RecordKey, _ input: FormInput, _ access: PageAccess, _ writing: inout PageWriting
    ) throws {
        guard let today = access.today else { throw PageFailure.notFound }
        let day = try input.typed("form_on").map { try access.day(meantBy: $0) } ?? today
        if let word = input.typed("form_leave") {
            guard let member = PagePath.key(word), member.kind == TeamMemberSchema.recordKind else {
                throw PageFailure.notFound
            }
            _ = try writing.leave(member, on: day, note: input.typed("form_reason"), access)
            return
        }
        let joining = TeamJoining(
            caseFile: key, member: input["form_member"] ?? "", role: input.typed("form_role") ?? "lead", from: day,
            phone: input.typed("form_phone"), position: input.typed("form_position"))
        if input["form_leads"] == "1" {
            _ = try writing.lead(joining, access)
        } else {
            _ = try writing.join(joining, access)
        }
    }

    private static func filled(_ key: RecordKey, _ fields: WorkFields, _ saved: SavedNotice?) throws -> Content {
        let (access, words) = (fields.access, fields.words)
        guard let today = access.today, try access.transaction.state(of: key) != nil else {
            throw PageFailure.notFound
        }
        let values = ShownValues(access, words)
        let file = try access.reading.record(key)
        let mayWrite = !file.isWithdrawn && access.mayWrite(key.scope)
        let team = try access.reading.team(of: key)
        // Who comes in some days counts as there: their record can be ended, too.
        func isFormer(_ record: RecordView) -> Bool {
            record.shown(TeamMemberSchema.until).date.map { $0 < today } ?? false
        }
        let current = team.members.filter { !isFormer($0) }
        let former = team.members.filter(isFormer)
        return Content(
            caseTitle: try values.title(of: key), backHref: PagePath.case(key), action: PagePath.team(of: key),
            saved: saved, problem: fields.problem, lead: try values.text(CaseSchema.lead, of: file),
            members: try current.map { try member($0, mayLeave: mayWrite, values) }, hasMembers: !current.isEmpty,
            former: try former.map { try member($0, mayLeave: false, values) }, hasFormer: !former.isEmpty,
            mayWrite: mayWrite, today: "\(today)",
            joinFields: [
                fields.line("form_member", "team.f.member", hint: "team.f.member_hint", isRequired: true),
                fields.codes("form_role", "team.f.role", .teamRole, isRequired: true),
                fields.date("form_on", "team.f.from", isRequired: true, standard: "\(today)"),
                fields.select(
                    "form_leads", "team.f.leads",
                    [("0", words.text("team.f.leads_no")), ("1", words.text("team.f.leads_yes"))], standard: "0"),
                fields.line("form_position", "team.f.position"), fields.line("form_phone", "team.f.phone"),
            ])
    }

    private static func member(_ record: RecordView, mayLeave: Bool, _ values: ShownValues) throws -> Member {
        let until = try values.text(TeamMemberSchema.until, of: record)
        let from = try values.text(TeamMemberSchema.from, of: record) ?? ""
        return Member(
            memberHref: PagePath.record(record.key),
            memberText: try values.text(TeamMemberSchema.member, of: record) ?? "—",
            memberDetails: values.line([
                try values.text(TeamMemberSchema.role, of: record),
                until.map { "\(from) – \($0)" } ?? values.words.text("team.since", ["day": from]),
                try values.text(TeamMemberSchema.phone, of: record),
                record.isDisputed ? values.words.text("record_page.disputed") : nil,
            ]), isLead: record.shown(TeamMemberSchema.leads) == .boolean(true),
            leaveWord: mayLeave && until == nil ? PagePath.word(record.key) : nil)
    }
}
