import CaseFile
import Foundation
import GRDB
import ReplicaStore
public import Replication

extension CaseQueries {
    /// What is open and was agreed for a day in `days`, the earliest first. A planned follow-up for which a follow-up
    /// stands is done, and is not listed. `latest` says for rules up to what day at most.
    public func dueDays(
        _ days: ClosedRange<CivilDate>, latest: [(rule: String, day: CivilDate)] = [],
        _ selection: DueSelection = DueSelection(), limit: Int = limitDefault
    ) throws -> [DueItem] {
        let filter = dayFilter(days, latest, selection)
        // Without a person the rows are narrowed before the cases are asked, which is the greater part of the work.
        let sql =
            selection.person == nil
            ? """
            SELECT item.*, item.due AS start, 1 AS is_plain, \(CaseQueries.caseColumns)
            FROM (SELECT * FROM due_item AS item \(filter.sql) ORDER BY due, kind, record LIMIT ?) AS item
            \(CaseQueries.caseJoin) ORDER BY item.due, item.kind, item.record
            """
            : """
            SELECT item.*, item.due AS start, 1 AS is_plain, \(CaseQueries.caseColumns)
            FROM due_item AS item \(CaseQueries.caseJoin) \(filter.sql) ORDER BY item.due, item.kind, item.record LIMIT ?
            """
        return try fetch(sql, filter.arguments + [limit]) { try dueItem($0, isDay: true) }
    }

    /// How many things were agreed for a day in `days` and are open.
    public func dueDayCount(
        _ days: ClosedRange<CivilDate>, latest: [(rule: String, day: CivilDate)] = [],
        _ selection: DueSelection = DueSelection()
    ) throws -> Int {
        let join = selection.person == nil ? "" : CaseQueries.caseJoin
        func count(_ filter: Filter) throws -> Int {
            try self.count("SELECT count(*) FROM due_item AS item \(join) \(filter.sql)", filter.arguments)
        }
        // All are counted in one stretch of an index, which has none of the columns that say what moved; and what lives
        // elsewhere only among those of places from which something moved.
        let all = dayFilter(days, latest, selection, isAnywhere: true)
        var away = all
        away.add("item.scope IN (SELECT scope FROM away_item)")
        away.add("NOT \(CaseQueries.dueIsHere)")
        return try count(all) - count(away)
    }

    /// What runs under rules since `day` or earlier and is not done, by rule and first day: how many of each, of those whose
    /// end depends on nothing else. `latest` says for rules since when at most: what began later is left out, because it
    /// cannot be over by the day that the list asks for.
    ///
    /// A county has ten thousand periods and some hundred of these, and each of them ends on one day.
    public func courseGroups(
        since day: CivilDate, latest: [(rule: String, day: CivilDate)] = [],
        _ selection: DueSelection = DueSelection()
    ) throws -> [CourseGroup] {
        let filter = try courseFilter(day, latest, selection, isPlain: true)
        let join = selection.person == nil ? "" : CaseQueries.caseJoin
        return try fetch(
            """
            SELECT item.rule, item.start, count(*) AS count FROM course_item AS item \(join) \(filter.sql)
            GROUP BY item.rule, item.start ORDER BY item.rule, item.start
            """, filter.arguments
        ) { row in
            guard let start = CivilDate(row.text("start")) else { throw StorageCorruption("a first day is no date") }
            return CourseGroup(rule: row.text("rule"), start: start, count: row["count"] as Int? ?? 0)
        }
    }

    /// The things of one group, by record.
    public func courses(in group: CourseGroup, _ selection: DueSelection = DueSelection()) throws -> [DueItem] {
        var filter = try courseFilter(group.start, [], selection, isPlain: true)
        filter.add("item.start = ?", group.start.description)
        filter.add("item.rule = ?", group.rule)
        return try courses(filter)
    }

    /// What runs since `day` or earlier, by the first day; with `isPlain` only such as depend on nothing else, or only the
    /// others.
    public func courses(
        since day: CivilDate, latest: [(rule: String, day: CivilDate)] = [],
        _ selection: DueSelection = DueSelection(), isPlain: Bool? = nil
    ) throws -> [DueItem] {
        try courses(courseFilter(day, latest, selection, isPlain: isPlain))
    }

    private func courses(_ filter: Filter) throws -> [DueItem] {
        try fetch(
            """
            SELECT item.*, \(CaseQueries.caseColumns) FROM course_item AS item
            \(CaseQueries.caseJoin) \(filter.sql) ORDER BY item.start, item.kind, item.record, item.rule
            """, filter.arguments
        ) { try dueItem($0, isDay: false) }
    }

    private func courseFilter(
        _ day: CivilDate, _ latest: [(rule: String, day: CivilDate)], _ selection: DueSelection, isPlain: Bool?
    ) throws -> Filter {
        var filter = try dueFilter(selection, in: scopes(of: selection))
        filter.add("item.start <= ?", day.description)
        if let isPlain { filter.add("item.is_plain = ?", isPlain) }
        CaseQueries.narrow(&filter, "item.start", latest, else: day)
        return filter
    }

    private static let caseColumns = """
        file.title AS case_title, file.code AS case_code, file.responsible_name, file.responsible_user,
        file.lead_name, file.lead_user
        """

    private static let caseJoin = "LEFT JOIN case_item AS file ON file.scope = item.scope AND file.id = item.case_id"

    private func scopes(of selection: DueSelection) throws -> [ScopeID] {
        try selection.scopes ?? transaction.scopes()
    }

    private func dayFilter(
        _ days: ClosedRange<CivilDate>, _ latest: [(rule: String, day: CivilDate)], _ selection: DueSelection,
        isAnywhere: Bool = false
    ) -> Filter {
        var filter = dueFilter(selection, in: selection.scopes, isAnywhere: isAnywhere)
        filter.add("item.due BETWEEN ? AND ?", days.lowerBound.description, days.upperBound.description)
        CaseQueries.narrow(&filter, "item.due", latest, else: days.upperBound)
        return filter
    }

    private static func narrow(
        _ filter: inout Filter, _ column: String, _ latest: [(rule: String, day: CivilDate)], else day: CivilDate
    ) {
        guard !latest.isEmpty else { return }
        let cases = latest.map { _ in "WHEN ? THEN ?" }.joined(separator: " ")
        filter.add(
            "\(column) <= CASE item.rule \(cases) ELSE ? END",
            all: latest.flatMap { [$0.rule, $0.day.description] } + [day.description])
    }

    /// The condition that what is due lives in the scope of its row.
    private static let dueIsHere = """
        (\(isHere("item.scope", "item.case_id")) AND (item.case_id IS NOT NULL OR \(belongsHere("item"))))
        """

    /// Nil for `scopes` is all that there are; with `isAnywhere` also what lives elsewhere now.
    private func dueFilter(_ selection: DueSelection, in scopes: [ScopeID]?, isAnywhere: Bool = false) -> Filter {
        var filter = Filter(scopes: scopes, of: "item.scope")
        if let caseID = selection.caseID { filter.add("item.case_id = ?", caseID.data) }
        if let rule = selection.rule { filter.add("item.rule = ?", rule) }
        if !isAnywhere { filter.add(CaseQueries.dueIsHere) }
        if let person = selection.person {
            // Whoever the record names; the case's people only where it names nobody.
            func says(_ name: String, _ user: String, else others: String) -> String {
                "(\(user) = ? OR \(name) = ? OR (\(user) IS NULL AND \(name) IS NULL AND \(others)))"
            }
            let ofCase = says(
                "file.responsible_name", "file.responsible_user", else: "(file.lead_user = ? OR file.lead_name = ?)")
            let (user, name) = (person.user.data, person.name)
            filter.add(says("item.who", "item.who_user", else: ofCase), user, name, user, name, user, name)
        }
        return filter
    }

    private func dueItem(_ row: Row, isDay: Bool) throws -> DueItem {
        guard let start = CivilDate(row.text("start")) else { throw StorageCorruption("a due date is no date") }
        let people: [(String?, RecordID?)] = [
            (row["who"], row.optionalID("who_user")), (row["responsible_name"], row.optionalID("responsible_user")),
            (row["lead_name"], row.optionalID("lead_user")),
        ]
        let who = people.first { $0.0 != nil || $0.1 != nil }
        return DueItem(
            key: RecordKey(scope: row.scope(), kind: row.kind("kind"), id: try row.recordID("record")),
            rule: row.text("rule"), start: start, isDay: isDay, isPlain: row.flag("is_plain"), what: row.text("what"),
            caseID: row.optionalID("case_id"), caseTitle: row["case_title"], caseCode: row["case_code"], who: who?.0,
            whoUser: who?.1, isDisputed: row.flag("is_disputed"))
    }
}
