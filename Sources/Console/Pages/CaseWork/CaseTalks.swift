import CaseFile
import CaseStore
import CaseWork
import ReplicaStore
import Replication

/// Who works on a case together and what they spoke of: its team, consultations, obstacles and meetings.
struct CaseTalks: Sendable {
    /// A consultation, an obstacle or a meeting.
    struct Talk: Sendable {
        let talkHref: String
        let talkText: String
        let talkDetails: String
        let talkStateName: String
        let talkState: String
    }

    let teamText: String
    let teamHref: String
    let consultations: [Talk]
    let hasConsultations: Bool
    /// The forms, nil to who may not write the case.
    let consultHref: String?
    let obstacles: [Talk]
    let hasObstacles: Bool
    let obstacleHref: String?
    let meetings: [Talk]
    let hasMeetings: Bool
    let callHref: String?

    /// The newest of each; the timeline has all.
    private static let talksMax = 6
    private static let namesMax = 8

    init(_ file: CaseFileView, isWritable: Bool, _ values: ShownValues) throws {
        let (key, access, words) = (file.record.key, values.access, values.words)
        let today = access.today
        let team = try today.map { try access.reading.team(of: key).members(on: $0) } ?? []
        let names = try team.prefix(Self.namesMax).compactMap { try values.text(TeamMemberSchema.member, of: $0) }
        teamText =
            team.isEmpty
            ? words.text("case_talks.no_team")
            : words.text(
                "case_talks.team_count",
                ["count": "\(team.count)", "names": values.joined(names) + (team.count > names.count ? "…" : "")])
        teamHref = PagePath.team(of: key)
        consultations = try access.reading.consultations(of: key).filter { !$0.record.isWithdrawn }
            .suffix(Self.talksMax).reversed().map { try CaseTalks.talk($0, values) }
        hasConsultations = !consultations.isEmpty
        obstacles = try access.queries.children(of: key, kind: ObstacleSchema.recordKind)
            .map { try access.reading.record($0) }.filter { !$0.isWithdrawn }
            .suffix(Self.talksMax).reversed().map { try CaseTalks.talk(obstacle: $0, values) }
        hasObstacles = !obstacles.isEmpty
        let held = try today.map { today in
            try access.queries.children(of: key, kind: MeetingSchema.recordKind)
                .map { try access.reading.meeting($0, on: today) }
                .filter {
                    $0.record?.isWithdrawn != true && $0.record?.shown(MeetingSchema.case).reference?.id == key.id
                }
        }
        meetings = try (held ?? []).sorted { ($0.at ?? .max, $0.key) < ($1.at ?? .max, $1.key) }
            .suffix(Self.talksMax).reversed().map { view in
                let line = try MeetingLine(view, access, words)
                return Talk(
                    talkHref: line.meetingHref, talkText: line.meetingTitle, talkDetails: line.meetingTime,
                    talkStateName: line.meetingStateName, talkState: line.meetingStateText)
            }
        hasMeetings = !meetings.isEmpty
        consultHref = isWritable ? PagePath.case(key) + "/consult" : nil
        obstacleHref = isWritable ? PagePath.case(key) + "/obstacle" : nil
        callHref = isWritable ? "/meetings/call?case=\(PagePath.word(key))" : nil
    }

    private static func talk(_ view: ConsultationView, _ values: ShownValues) throws -> Talk {
        let (catalog, words) = (values.access.catalog, values.words)
        let aspects = catalog.codeTable(.opinionAspect)
        let missing = view.openAspects.map { aspects?.code($0)?.label.text(in: words.language) ?? $0 }
        let level = catalog.codeTable(.consultationLevel)?.code(view.level)?.label.text(in: words.language)
        let isOpen = !view.isConcluded && !missing.isEmpty
        return Talk(
            talkHref: PagePath.consultation(view.record.key),
            talkText: Excerpt.text(view.record.shown(ConsultationSchema.question).plainText ?? "—"),
            talkDetails: values.line([
                level ?? view.level, try values.text(ConsultationSchema.on, of: view.record),
                isOpen ? words.text("case_talks.missing", ["aspects": values.joined(missing)]) : nil,
            ]), talkStateName: view.isConcluded ? "present" : "missing",
            talkState: words.text(view.isConcluded ? "case_talks.consulted" : "case_talks.consulting"))
    }

    private static func talk(obstacle view: RecordView, _ values: ShownValues) throws -> Talk {
        let isOpen = view.shown(ObstacleSchema.resolved) == .none
        return Talk(
            talkHref: PagePath.record(view.key),
            talkText: Excerpt.text(view.shown(ObstacleSchema.text).plainText ?? "—"),
            talkDetails: values.line([
                try values.text(ObstacleSchema.kind, of: view), try values.text(ObstacleSchema.department, of: view),
            ]), talkStateName: isOpen ? "missing" : "present",
            talkState: values.words.text(isOpen ? "case_talks.open" : "case_talks.resolved"))
    }
}
