import CaseFile
import Replication
import Testing

@testable import CaseWork

@Suite struct MonthlyTableTests {
    private static let measures = ["排查数", "调处数", "成功数"]
    private static let columns = ["county", "township", "village", "sum", "year"]

    private func table(_ period: ReportPeriod = .june) -> MonthlyTable {
        MonthlyTable(period: period, headings: Catalog.current.codeTable(.eventCategoryHeading)?.codes ?? [])
    }

    @Test(arguments: 0..<20 as Range<UInt64>)
    func categoriesSizesAndLevelsAddUp(seed: UInt64) throws {
        var sample = SampleFacts(seed: seed)
        let content = table().content(of: sample.cases(120), campaigns: [])
        for measure in Self.measures {
            let all = try #require(content.figures("合计", measure))
            for column in Self.columns {
                for group in ["按类别", "按规模"] {
                    let parts = content.rows.filter { $0.cells[0].text == group && $0.cells[2].text == measure }
                    let sum = parts.reduce(0) { $0 + (content.count($1, column) ?? 0) }
                    #expect(sum == content.count(all, column), "\(group) \(measure) \(column)")
                }
            }
            for row in content.rows where row.cells[2].text == measure {
                let levels = ["county", "township", "village"].compactMap { content.count(row, $0) }.reduce(0, +)
                #expect(levels == content.count(row, "sum"))
                #expect((content.count(row, "year") ?? 0) >= (content.count(row, "sum") ?? 0))
            }
        }
    }

    @Test(arguments: 0..<10 as Range<UInt64>)
    func everyFigureNamesExactlyTheCasesThatItCounts(seed: UInt64) throws {
        var sample = SampleFacts(seed: 50 + seed)
        let cases = sample.cases(120)
        let content = table().content(of: cases, campaigns: [])
        let known = Set(content.sources.map(\.record))
        for cell in content.rows.flatMap(\.cells) {
            guard case .count(let count) = cell.value else { continue }
            #expect(cell.records.count == count && Set(cell.records).count == count)
            #expect(cell.records.allSatisfy(known.contains))
        }
        // Counted again from the facts, without the table's own code.
        func days(_ from: String, _ day: (CaseFacts) -> CivilDate?) -> Set<String> {
            Set(
                cases.filter { day($0).map { "\($0)" >= from && "\($0)" <= "2026-06-30" } ?? false }
                    .map(\.source.record))
        }
        for (measure, day) in [
            ("排查数", { $0.received }), ("调处数", \.handledOn), ("成功数", \.resolvedOn),
        ] as [(String, (CaseFacts) -> CivilDate?)] {
            let row = try #require(content.figures("合计", measure))
            #expect(Set(row.cells[6].records) == days("2026-06-01", day))
            #expect(Set(row.cells[7].records) == days("2026-01-01", day))
        }
    }

    @Test func ratesCompareTheFiguresOfTheirColumn() throws {
        var sample = SampleFacts(seed: 3)
        let content = table().content(of: sample.cases(200), campaigns: [])
        for row in content.rows where row.cells[2].text == "调处率" {
            let found = try #require(content.figures(row.cells[1].text, "排查数"))
            let handled = try #require(content.figures(row.cells[1].text, "调处数"))
            for (index, column) in Self.columns.enumerated() {
                let (part, whole) = (content.count(handled, column) ?? 0, content.count(found, column) ?? 0)
                #expect(row.cells[index + 3].value == .rate(part: part, whole: whole))
            }
        }
        #expect(ReportCell(.rate(part: 2, whole: 3)).text == "66.7%")
        #expect(ReportCell(.rate(part: 4, whole: 3)).text == "133.3%")
        #expect(ReportCell(.rate(part: 0, whole: 0)).text == "—")
    }

    @Test func aMonthWithoutAnythingIsATableOfZeros() {
        let content = table().content(of: [], campaigns: [])
        // Five measures for all, 17 categories and one unknown, 5 sizes and one unknown, the serious; one line of checks.
        #expect(content.rows.count == 5 * (1 + 18 + 6 + 1) + 1)
        let figures = content.rows.flatMap { $0.cells.dropFirst(3) }
        #expect(figures.allSatisfy { ["0", "—"].contains($0.text) && $0.records.isEmpty })
    }

    @Test func januaryBeginsTheYearAnewAndDaysMayCrossIt() {
        let january = ReportPeriod(monthOf: CivilDate("2026-01-20") ?? .first)
        #expect(january.yearToDate == january)
        var sample = SampleFacts(seed: 9)
        let cases = sample.cases(150)
        let across = ReportPeriod(first: CivilDate("2025-12-01") ?? .first, last: CivilDate("2026-01-31") ?? .first)
        let content = table(across).content(of: cases, campaigns: [])
        let december = cases.filter { across.contains($0.received) }.count
        #expect(content.figures("合计", "排查数").flatMap { content.count($0, "sum") } == december)
    }

    @Test func campaignsCountWhereTheyBegan() throws {
        func campaign(_ id: String, _ from: String, _ level: CaseFacts.Level) -> MonthlyTable.Campaign {
            MonthlyTable.Campaign(
                source: Report.Source(record: id, scope: "d", kind: "campaign", name: id), level: level,
                from: CivilDate(from) ?? .first)
        }
        let content = table().content(
            of: [],
            campaigns: [
                campaign("a", "2026-06-01", .county), campaign("b", "2026-03-01", .township),
                campaign("c", "2025-12-31", .county),
            ])
        let row = try #require(content.rows.last)
        #expect(Self.columns.map { content.count(row, $0) } == [1, 0, 0, 1, 2])
    }
}
