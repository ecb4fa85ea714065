/// Kinds that belong together, in the order in which a document has them.
struct KindGroup: Hashable {
    let label: Label
    private let names: [String]

    private init(_ zhHans: String, _ en: String, _ names: [String]) {
        label = Label(zhHans, en)
        self.names = names
    }

    static let all = [
        people, cases, visits, outcomes, meetings, closing, library, other, directory,
    ]

    /// The group of a kind; one that no group names stands under the last of the case files.
    static func of(_ kind: KindDefinition) -> KindGroup {
        if kind.scopeClass == .directory { return directory }
        return all.first { $0.names.contains(kind.name) } ?? other
    }

    private static let people = KindGroup(
        "人员和农户", "People and households", ["household", "person", "sameness", "number_reveal"])
    private static let cases = KindGroup(
        "案件", "Cases",
        [
            "case", "case_party", "case_step", "handover", "team_member", "document", "period", "supervision",
            "whistle_report",
        ])
    private static let visits = KindGroup(
        "走访、心情和回访", "Visits, feelings and follow-ups",
        [
            "visit", "restricted_note", "emotion", "safety_answer", "family_step", "follow_up_plan", "follow_up",
            "day_return",
        ])
    private static let outcomes = KindGroup(
        "诉求、协议和履行", "Demands, agreements and performance",
        ["demand", "offer", "obstacle", "agreement", "milestone", "contribution"])
    private static let meetings = KindGroup(
        "会商和任务", "Consultations, meetings and tasks",
        ["consultation", "opinion", "meeting", "meeting_series", "task", "task_reply"])
    private static let closing = KindGroup("结案和评估", "Closing and review", ["closure_check", "review"])
    private static let library = KindGroup(
        "案例库和力量", "Library and network", ["library_case", "policy_tool", "network_member"])
    static let other = KindGroup("其他", "Others", [])
    private static let directory = KindGroup("目录和县级设置", "The directory and what a county sets", [])
}
