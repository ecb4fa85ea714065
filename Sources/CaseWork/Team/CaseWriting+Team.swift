import CaseFile
import CaseStore
import Causality
import ReplicaStore
public import Replication

extension CaseWriting {
    /// Brings somebody into the team of a case.
    ///
    /// The record follows from case, member and day, so that two who add one colleague on one day add one member. Throws
    /// `WorkRefusal.inTeamAlready` for somebody who is in it that day.
    public mutating func join(_ joining: TeamJoining, _ access: CaseAccess<Codec>) throws -> SavedRecord {
        try access.demandWritable(joining.caseFile.scope)
        let fields = try memberFields(joining, leads: false, access)
        let place = try place(of: fields, joining)
        if try standing(place.member, of: joining.caseFile, on: joining.from) != nil {
            throw CaseWorkError.refused(.inTeamAlready(joining.member))
        }
        return try create(draft(place, fields), in: joining.caseFile.scope)
    }

    /// Records that somebody left the team; they stay in its history.
    public mutating func leave(
        _ member: RecordKey, on day: CivilDate, note: String? = nil, _ access: CaseAccess<Codec>
    ) throws -> SavedRecord {
        try access.demandWritable(member.scope)
        let from = try reading.record(member).shown(TeamMemberSchema.from).date
        if let from, day < from {
            throw CaseWorkError.refused(.leftBeforeJoined("\(day)", joined: "\(from)"))
        }
        return try correct(
            RecordCorrection(record: member, fields: [("until", .string("\(day)"))], note: note))
    }

    /// Gives the case to somebody who leads its team (包案), a county's director as well as a village's secretary.
    ///
    /// Who led before leaves the team the day before, and who began on that very day has led no day. The new lead is written
    /// at the case, too, where lists look. One unit.
    public mutating func lead(_ joining: TeamJoining, _ access: CaseAccess<Codec>) throws -> [SavedRecord] {
        let file = joining.caseFile
        try access.demandWritable(file.scope)
        let fields = try memberFields(joining, leads: true, access)
        let place = try place(of: fields, joining)
        let before = joining.from.offset(-1)
        func end(_ record: RecordView) -> RecordEdit {
            let from = record.shown(TeamMemberSchema.from).date ?? before
            var fields: TypedFields = [("until", .string("\(max(from, before))"))]
            if from > before { fields.append(("leads", .bool(false))) }
            return .correct(RecordCorrection(record: record.key, fields: fields))
        }
        var edits: [RecordEdit] = []
        var isThere = false
        for record in try reading.team(of: file).members(on: joining.from) {
            let leads = record.shown(TeamMemberSchema.leads) == .boolean(true)
            let isSame = record.shown(TeamMemberSchema.member) == place.member
            if isSame, leads { throw CaseWorkError.refused(.inTeamAlready(joining.member)) }
            if isSame, record.key.id == place.id {
                isThere = true
                var fields: TypedFields = [("leads", .bool(true))]
                // Whom somebody else followed on the same day.
                if record.shown(TeamMemberSchema.until).date != nil { fields.append(("until", .null)) }
                edits.append(.correct(RecordCorrection(record: record.key, fields: fields)))
            } else if isSame || leads {
                edits.append(end(record))
            }
        }
        if !isThere { edits.append(.create(draft(place, fields))) }
        var officer: [(String, FieldValue)] = []
        if case .object(let who)? = fields.first(where: { $0.name == "member" })?.value { officer = who }
        if let position = joining.position { officer.append(("position", .string(position))) }
        if let phone = joining.phone { officer.append(("phone", .string(phone))) }
        edits.append(.correct(RecordCorrection(record: file, fields: [("lead", .object(officer))])))
        return try save(edits, in: file.scope)
    }

    private func standing(_ member: Value, of file: RecordKey, on day: CivilDate) throws -> RecordView? {
        try reading.team(of: file).members(on: day).first { $0.shown(TeamMemberSchema.member) == member }
    }

    private func memberFields(
        _ joining: TeamJoining, leads: Bool, _ access: CaseAccess<Codec>
    ) throws -> TypedFields {
        guard !joining.member.trimmed.isEmpty else {
            throw CaseWorkError.refused(
                .responsibleMissing(access.catalog.label(of: TeamMemberSchema.recordKind).zhHans))
        }
        var fields: TypedFields = [
            ("case", .string(joining.caseFile.id.description)), ("member", somebody(joining.member)),
            ("role", .string(joining.role)), ("from", .string("\(joining.from)")),
        ]
        if leads { fields.append(("leads", .bool(true))) }
        if let phone = joining.phone { fields.append(("phone", .string(phone))) }
        let naming = FieldNaming(
            naming: RecordNaming(access: access, scopes: nil), author: author, scope: joining.caseFile.scope)
        return try naming.resolve(fields, of: definition(named: "team_member"))
    }

    /// The record that the membership is, and its member as it is kept.
    private func place(of fields: TypedFields, _ joining: TeamJoining) throws -> (id: RecordID, member: Value) {
        let field = fields.first { $0.name == "member" }?.value ?? .null
        let parts = [joining.caseFile.id.description, JSONText.line(field), joining.from.description]
        let id = RecordID(derivedFrom: parts, purpose: "team member", in: joining.caseFile.scope)
        do throws(ValueTextError) {
            let member = try catalog.value(
                from: field, for: TeamMemberSchema.member, of: TeamMemberSchema.recordKind)
            return (id, member)
        } catch {
            throw CaseWorkError.badValue(error)
        }
    }

    /// A member who left that very day and comes again is another record.
    private func draft(_ place: (id: RecordID, member: Value), _ fields: TypedFields) -> RecordDraft {
        let kind = TeamMemberSchema.recordKind
        let keys = try? transaction.scopes().filter { scope in
            try transaction.state(of: RecordKey(scope: scope, kind: kind, id: place.id)) != nil
        }
        return RecordDraft(kind: "team_member", id: keys?.isEmpty == false ? nil : place.id, fields: fields)
    }
}
