import CaseFile
import Replication
import Testing

@testable import CaseWork

@Suite struct LedgerTests {
    private static let ledgers: [@Sendable (ReportPeriod) -> Ledger] = [
        Ledger.prominent, Ledger.events, Ledger.petitions, Ledger.township,
    ]

    @Test func theFormsHaveTheColumnsOfTheirSources() {
        func titles(_ ledger: Ledger) -> [String] { ledger.content(of: []).columns.map(\.title) }
        #expect(
            titles(.prominent(.june)) == [
                "序号", "单位", "矛盾纠纷简要情况", "责任单位责任人", "化解时限", "化解情况", "交办督办情况", "销号情况",
            ])
        #expect(
            titles(.events(.june)) == [
                "序号", "事件名称", "发生日期", "采集日期", "事件类别", "事件规模", "发生地点", "所属区域", "状态",
            ])
        #expect(titles(.petitions(.june)) == ["序号", "信访类型", "接件时间", "信访人", "内容", "电话", "办理情况"])
        #expect(titles(.township(.june)).count == 44)
        for ledger in Self.ledgers {
            let content = ledger(.june).content(of: [])
            #expect(Set(content.columns.map(\.id)).count == content.columns.count)
            let noted = Set(content.notes.map(\.term))
            #expect(content.columns.dropFirst().allSatisfy { noted.contains($0.title) })
        }
    }

    @Test(arguments: 0..<20 as Range<UInt64>)
    func sumsEqualTheirRowsAndEveryCountNamesSoManyRecords(seed: UInt64) {
        var sample = SampleFacts(seed: seed)
        let cases = sample.cases(60)
        for ledger in Self.ledgers {
            let content = ledger(.june).content(of: cases)
            let (rows, total) = (content.rows.dropLast(), content.rows.last)
            #expect(total?.isTotal == true && rows.allSatisfy { !$0.isTotal })
            #expect(total?.cells[1].text == "\(rows.count)件")
            let known = Set(content.sources.map(\.record))
            for (index, column) in content.columns.enumerated() {
                let cells = rows.map { $0.cells[index] }
                for cell in cells + [total?.cells[index]].compactMap(\.self) {
                    if case .count(let count) = cell.value {
                        #expect(cell.records.count == count && Set(cell.records).count == count)
                    }
                    #expect(cell.records.allSatisfy(known.contains))
                }
                guard ["people", "amount", "visits"].contains(column.id), let sum = total?.cells[index] else {
                    continue
                }
                #expect(number(sum) == cells.reduce(0) { $0 + number($1) }, "\(column.title)")
            }
        }
    }

    @Test(arguments: 0..<5 as Range<UInt64>)
    func aCaseIsListedExactlyWhereItsDaysSaySo(seed: UInt64) {
        var sample = SampleFacts(seed: 100 + seed)
        let cases = sample.cases(80)
        func listed(_ ledger: Ledger) -> Set<String> {
            Set(ledger.content(of: cases).rows.filter { !$0.isTotal }.compactMap(\.records.first))
        }
        let (first, last) = (CivilDate("2026-06-01") ?? .first, CivilDate("2026-06-30") ?? .first)
        let received = cases.filter { $0.received >= first && $0.received <= last }.map(\.source.record)
        #expect(listed(.events(.june)) == Set(received) && !received.isEmpty)
        let inHand = cases.filter { $0.received <= last && ($0.resolvedOn ?? last) >= first }.map(\.source.record)
        #expect(listed(.township(.june)) == Set(inHand))
        #expect(listed(.prominent(.june)).isSubset(of: inHand))
        #expect(listed(.petitions(.june)).isSubset(of: received))
    }

    @Test func aMonthWithoutCasesIsATotalOfZero() {
        for ledger in Self.ledgers {
            let rows = ledger(.june).content(of: []).rows
            #expect(rows.count == 1 && rows[0].isTotal && rows[0].cells[1].text == "0件" && rows[0].records.isEmpty)
        }
    }

    @Test func theNewestWordOnSatisfactionIsShown() {
        var sample = SampleFacts(seed: 1)
        var facts = sample.next()
        for (record, day, text) in [("b", "2026-06-03", "基本满意"), ("c", "2026-05-01", "不满意"), ("a", "2026-06-02", "满意")]
        {
            facts.satisfactions.append(
                CaseFacts.Dated(record: record, on: CivilDate(day) ?? .first, text: text))
        }
        #expect(facts.satisfaction == "基本满意")
    }

    private func number(_ cell: ReportCell) -> Int64 {
        switch cell.value {
        case .count(let count): Int64(count)
        case .integer(let number), .cents(let number): number
        case .empty, .text, .date, .rate: 0
        }
    }
}
