import Replication

/// What a series of meetings must say to meet at all.
public enum MeetingSeriesRules {
    /// Minutes since midnight of a time of day such as `09:00` or `９：００`; nil for anything else.
    public static func minutes(_ text: String) -> Int? {
        let parts = FullWidth.halved(text).split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 2, parts.allSatisfy({ $0.count <= 2 && String($0).isDigits }),
            let hour = Int(parts[0]), let minute = Int(parts[1]), hour < 24, minute < 60
        else { return nil }
        return hour * 60 + minute
    }

    static func problems(in draft: Draft) -> [DraftProblem] {
        var problems: [DraftProblem] = []
        if case .text(let text) = draft.value(MeetingSeriesSchema.time), minutes(text) == nil {
            problems.append(
                DraftProblem(
                    .malformed, register: MeetingSeriesSchema.time,
                    message: Label("“\(text)”不是时间，请写成 09:00", "\"\(text)\" is no time of day: write it as 09:00")))
        }
        if draft.value(MeetingSeriesSchema.rhythm) == .code("weekly"),
            case .integer(let day) = draft.value(MeetingSeriesSchema.day), day > 7
        {
            problems.append(
                DraftProblem(
                    .outOfRange, register: MeetingSeriesSchema.day,
                    message: Label(
                        "每周的例会要写星期几（1到7），不能写\(day)",
                        "a weekly series meets on a day of the week, 1 to 7, and not on \(day)")))
        }
        if case .date(let from) = draft.value(MeetingSeriesSchema.from),
            case .date(let until) = draft.value(MeetingSeriesSchema.until), until < from
        {
            problems.append(
                DraftProblem(
                    .inconsistent, register: MeetingSeriesSchema.until,
                    message: Label(
                        "结束日期\(until)早于开始日期\(from)，请核对", "the series ends on \(until), before it begins on \(from)")))
        }
        return problems
    }
}
