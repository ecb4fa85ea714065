import CaseFile
import CaseStore
import CaseWork
import Replication

/// Finds the meeting that somebody means: by its id, or by its day where only one is held then.
struct MeetingNaming {
    let access: CaseAccess
    let scopes: [ScopeID]?

    /// The meeting, recorded or only named by a series. Throws `CaseWorkError.recordNotFound` and `.recordsOfOneName`.
    func meeting(meantBy given: String) throws -> MeetingView {
        let today = try access.demandToday()
        do {
            let naming = RecordNaming(access: access, scopes: scopes)
            let key = try naming.key(meantBy: given, kinds: [MeetingSchema.recordKind])
            return try access.reading.meeting(key, on: today)
        } catch CaseWorkError.recordNotFound {
            return try named(given, around: today)
        }
    }

    private func named(_ given: String, around today: CivilDate) throws -> MeetingView {
        let text = given.trimmed.lowercased().filter { $0 != "-" && $0 != "…" }
        let day = CivilDate(given.trimmed)
        guard let from = today.adding(days: -Self.days), let until = today.adding(days: Self.days) else {
            throw CaseWorkError.recordNotFound(given)
        }
        let views = try access.reading.meetings(in: from...until, on: today, scopes: scopes).filter { view in
            let id = view.key.id.description.filter { $0 != "-" }
            return view.day == day && day != nil
                || text.count >= Self.digitsMin && (id.hasSuffix(text) || id.hasPrefix(text))
        }
        guard let first = views.first else { throw CaseWorkError.recordNotFound(given) }
        guard views.count == 1 else {
            let candidates = views.prefix(10).map { view in
                let place = access.areaName(of: view.key.scope)
                let line = "\(RecordTitles.short(view.key.id))  \(view.day?.description ?? "")  \(place)"
                return Label(line, line)
            }
            throw CaseWorkError.recordsOfOneName(given, count: views.count, candidates: candidates)
        }
        return first
    }

    /// Around today.
    private static let days = 400
    /// As for records.
    private static let digitsMin = 6
}
