import CaseFile
import Replication
import SeedTestKit

@testable import CaseWork

/// Facts of cases that a seed decides, as various as a county's.
struct SampleFacts {
    private var stream: SeededStream
    private var made = 0

    init(seed: UInt64) {
        stream = SeededStream(seed: seed)
    }

    private mutating func chance(_ of: Int) -> Bool { Int.random(in: 0..<of, using: &stream) == 0 }

    private mutating func day(_ range: ClosedRange<Int>) -> CivilDate? {
        CivilDate(daysSince1970: Int.random(in: range, using: &stream))
    }

    /// Between November 2025 and July 2026.
    private static let days = 20_400...20_650

    mutating func next() -> CaseFacts {
        made += 1
        let id = "case-\(made)"
        let received = day(SampleFacts.days) ?? CivilDate.first
        var facts = CaseFacts(
            source: Report.Source(record: id, scope: "s", kind: "case", name: "永丰-\(made)"), received: received)
        facts.level = CaseFacts.Level.allCases.randomElement(using: &stream) ?? .village
        facts.code = "永丰-\(made)"
        facts.title = ["=1+1", "@甲乙", "邹某某与刘某某", "𠮷某\n二行"].randomElement(using: &stream) ?? ""
        let headings = ["0101", "0302", "1199", "99", "8801"]
        if !chance(5) {
            facts.category = CaseFacts.Coded(code: headings.randomElement(using: &stream) ?? "", label: "类")
        }
        if !chance(4) { facts.people = Int64.random(in: 0...700, using: &stream) }
        if !chance(3) { facts.amount = Int64.random(in: 0...10_000_000, using: &stream) }
        if chance(6) { facts.scale = CaseFacts.Coded(code: "03", label: "重大群体性事件") }
        if chance(3) { facts.origin = CaseFacts.Coded(code: "petition", label: "信访") }
        for visit in 0..<Int.random(in: 0...4, using: &stream) {
            let on = day(received.daysSince1970...(received.daysSince1970 + 60)) ?? received
            facts.visits.append(CaseFacts.Dated(record: "\(id)-visit-\(visit)", on: on))
        }
        facts.handledOn = facts.visits.map(\.on).min()
        if chance(3) { facts.resolvedOn = day(received.daysSince1970...(received.daysSince1970 + 90)) }
        facts.records =
            [facts.source]
            + facts.visits.map { Report.Source(record: $0.record, scope: "s", kind: "visit", name: facts.code) }
        return facts
    }

    mutating func cases(_ count: Int) -> [CaseFacts] { (0..<count).map { _ in next() } }
}

extension CivilDate {
    static var first: CivilDate {
        guard let date = CivilDate(daysSince1970: 0) else { preconditionFailure("1970 is a year") }
        return date
    }
}

extension ReportPeriod {
    /// 2026-06.
    static let june = ReportPeriod(monthOf: CivilDate("2026-06-15") ?? .first)
}

extension ReportContent {
    /// The number in a cell that counts; nil for any other.
    func count(_ row: Report.Row, _ column: String) -> Int? {
        guard let index = columns.firstIndex(where: { $0.id == column }),
            case .count(let count) = row.cells[index].value
        else { return nil }
        return count
    }

    /// The row of figures with this item and measure.
    func figures(_ item: String, _ measure: String) -> Report.Row? {
        rows.first { $0.cells[1].text == item && $0.cells[2].text == measure }
    }
}
