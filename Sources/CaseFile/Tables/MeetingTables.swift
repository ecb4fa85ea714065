extension CodeTable.Name {
    public static let meetingKind = Self("meeting_kind")
    public static let meetingRhythm = Self("meeting_rhythm")
    public static let meetingRoll = Self("meeting_roll")
}

extension CodeTable {
    /// Source: DOMAIN.md section 1, nos. 23, 27 and 37.
    static let meetingKind = CodeTable(
        .meetingKind, Label("会议类型", "Kind of meeting"), isOpen: true,
        codes: [
            Code("weekly", "周会商", "Weekly meeting"),
            Code("monthly", "月调度", "Monthly meeting"),
            Code("on_the_spot", "现场协调会", "Coordination on the spot"),
            Code("joint_session", "联席座谈", "Joint session with the parties"),
            Code("other", "其他", "Other"),
        ])

    static let meetingRhythm = CodeTable(
        .meetingRhythm, Label("例会周期", "Rhythm of a series"),
        codes: [
            Code("weekly", "每周", "Every week"),
            Code("monthly", "每月", "Every month"),
        ])

    /// What becomes of a meeting whose day nobody works.
    static let meetingRoll = CodeTable(
        .meetingRoll, Label("例会逢休息日", "Meeting on a free day"),
        codes: [
            Code("stays", "照常开", "Is held all the same"),
            Code("later", "顺延到下一个工作日", "Moves to the next working day"),
            Code("earlier", "提前到上一个工作日", "Moves to the working day before"),
            Code("dropped", "当次不开", "Is not held"),
        ])
}
