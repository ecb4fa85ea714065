public import Replication

/// A meeting about cases: the week's (周会商), the month's (月调度), one on the spot (现场协调会), or a joint session with the
/// parties (联席座谈). What it decides becomes tasks that name it.
///
/// The times are those at which it was held; after hours is no error (DOMAIN.md section 1, no. 37).
///
/// Source: DOMAIN.md section 1, nos. 23, 27, 37 and 41.
public enum MeetingSchema {
    public static let recordKind = RecordKind(rawValue: 117)
    public static let kind = RegisterNumber(rawValue: 2)
    public static let series = RegisterNumber(rawValue: 3)
    public static let planned = RegisterNumber(rawValue: 4)
    public static let started = RegisterNumber(rawValue: 5)
    public static let ended = RegisterNumber(rawValue: 6)
    public static let place = RegisterNumber(rawValue: 7)
    public static let convener = RegisterNumber(rawValue: 8)
    public static let attendees = RegisterNumber(rawValue: 9)
    public static let parties = RegisterNumber(rawValue: 10)
    public static let agenda = RegisterNumber(rawValue: 11)
    public static let minutes = RegisterNumber(rawValue: 12)
    public static let `case` = RegisterNumber(rawValue: 13)
    public static let attachments = RegisterNumber(rawValue: 14)
    public static let day = RegisterNumber(rawValue: 15)
    public static let absent = RegisterNumber(rawValue: 16)

    /// Members of each of `absent`, after those of `UserOrName`.
    public enum Absent {
        public static let reason: UInt32 = 4
    }

    /// Members of each of `agenda`.
    public enum AgendaItem {
        public static let `case`: UInt32 = 1
        public static let text: UInt32 = 2
        public static let decision: UInt32 = 3
        public static let why: UInt32 = 4
    }

    static let definition = KindDefinition(
        recordKind, "meeting", Label("会议", "Meeting"), in: .village, isFact: false,
        registers: [
            RegisterDefinition(kind, "kind", Label("会议类型", "Kind"), .code(.meetingKind), required: true),
            RegisterDefinition(series, "series", Label("例会", "Series"), .reference([MeetingSeriesSchema.recordKind])),
            RegisterDefinition(planned, "planned", Label("计划时间", "Planned"), .instant),
            RegisterDefinition(started, "started", Label("开始时间", "Started"), .instant),
            RegisterDefinition(ended, "ended", Label("结束时间", "Ended"), .instant),
            RegisterDefinition(place, "place", Label("地点", "Place"), .text(maxCharacters: 200)),
            RegisterDefinition(convener, "convener", Label("召集人", "Convener"), .group(UserOrName.members)),
            RegisterDefinition(
                attendees, "attendees", Label("参会人员", "Attendees"), .list(of: .group(UserOrName.members))),
            RegisterDefinition(
                parties, "parties", Label("到场当事人", "Parties present"), .list(of: .group(PersonOrName.members)),
                sensitivity: .personal),
            RegisterDefinition(
                agenda, "agenda", Label("议题和议定事项", "Agenda and decisions"), .list(of: .group(agendaMembers)),
                sensitivity: .personal),
            RegisterDefinition(minutes, "minutes", Label("会议纪要", "Minutes"), .longText, sensitivity: .personal),
            RegisterDefinition(
                `case`, "case", Label("专题案件", "Case that it is about"), .reference([CaseSchema.recordKind])),
            .attachments(attachments),
            // The day that the series names. With the series it is what the id follows from, and nobody writes another:
            // a calendar that came later or a place that was moved is read from the series and disputes nothing.
            RegisterDefinition(day, "day", Label("例会应开日期", "Day by the series"), .date),
            RegisterDefinition(
                absent, "absent", Label("请假和缺席人员", "Absent"), .list(of: .group(absentMembers))),
        ])

    private static let absentMembers =
        UserOrName.members + [
            MemberDefinition(Absent.reason, "reason", Label("原因", "Reason"), .text(maxCharacters: 200))
        ]

    private static let agendaMembers = [
        MemberDefinition(AgendaItem.`case`, "case", Label("案件", "Case"), .reference([CaseSchema.recordKind])),
        MemberDefinition(AgendaItem.text, "text", Label("议题", "Item"), .text(maxCharacters: 500)),
        MemberDefinition(AgendaItem.decision, "decision", Label("议定事项", "Decision"), .text(maxCharacters: 2000)),
        MemberDefinition(AgendaItem.why, "why", Label("上会原因", "Why it is discussed"), .text(maxCharacters: 300)),
    ]
}
