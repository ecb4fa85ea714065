import CaseFile
import CaseWork
import Replication

/// A meeting as a line of a list.
struct MeetingLine: Sendable {
    let meetingHref: String
    let meetingTitle: String
    let meetingTime: String
    /// The look of its state.
    let meetingStateName: String
    let meetingStateText: String
    let meetingDetails: String

    init(_ view: MeetingView, _ access: PageAccess, _ words: Words) throws {
        meetingHref = PagePath.meeting(view.key)
        meetingTitle = MeetingLine.title(view, access, words)
        meetingTime = MeetingLine.time(view, words)
        meetingStateName = MeetingLine.look(of: view.state)
        meetingStateText = words.text("meeting.state.\(view.state.rawValue)")
        let place = try RecordTitles(access).text(of: view.place, MeetingSchema.place, in: view.key)
        meetingDetails = [
            access.areaName(of: view.key.scope), place.text(in: words.language), MeetingLine.note(view, words) ?? "",
        ].filter { !$0.isEmpty }.joined(separator: " · ")
    }

    /// The style of a state: what was missed is red, what was held green.
    static func look(of state: MeetingView.State) -> String {
        switch state {
        case .held: "present"
        case .unheld: "missing"
        case .planned, .dropped: "later"
        }
    }

    /// What people call it: its series, else its kind.
    static func title(_ view: MeetingView, _ access: PageAccess, _ words: Words) -> String {
        let kind = access.catalog.codeTable(.meetingKind)?.code(view.kind)?.label.text(in: words.language)
        return view.seriesTitle.flatMap { $0.isEmpty ? nil : $0 } ?? kind ?? view.kind
    }

    static func time(_ view: MeetingView, _ words: Words) -> String {
        if let at = view.at { return DayText.time(at) }
        return view.day.map { DayText.long($0, words) } ?? "—"
    }

    /// That it was moved off a free day, or that nobody knows the holidays of its year.
    static func note(_ view: MeetingView, _ words: Words) -> String? {
        if view.isMoved, let day = view.seriesDay { return words.text("meetings.moved", ["day": "\(day)"]) }
        return view.isCalendarKnown ? nil : words.text("meetings.calendar_unknown")
    }
}
