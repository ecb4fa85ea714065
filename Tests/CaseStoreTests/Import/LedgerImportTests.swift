import CaseFile
import CaseStore
import CaseWork
import Foundation
import Replication
import Testing
import Workbook

/// Ledgers as townships keep them become cases, once, and nothing of them is lost.
@Suite struct LedgerImportTests {
    /// Titles above, a head of two rows as merged cells come out in CSV, five ways to write a day, full-width digits, a case
    /// with two people in two rows, the head again, a sum and signatures.
    private let ledger = """
        石仓村矛盾纠纷台账,,,,,,,,,,,
        单位：石仓村,,,,,,,,,,,
        序号,村(社区),受理日期,当事人,,,对方当事人及联系方式,纠纷简要情况,涉及金额（万元）,是否化解,化解日期,备注
        ,,,姓名,身份证号,联系电话,,,,,,
        1,石仓村,2026-01-05,邹　山,360899196403120010,１３８０００００００１,刘四 13900000002,工伤赔偿。八年未了,20.5,否,,多次上访
        2,石仓,2026/1/6,何五、何六,,,,两家争水,,是,2026.3.1,
        ,,,何七,,13700000003,,,,,,
        序号,村(社区),受理日期,当事人,,,对方当事人及联系方式,纠纷简要情况,涉及金额（万元）,是否化解,化解日期,备注
        ,,,姓名,身份证号,联系电话,,,,,,
        3,,2026年1月7日,王二,,,,宅基地界址,1，,未化解,,
        合计,,,,,,,,21.5,,,
        填报人：张三,,,签发人：李四,,,,,,,,
        """

    private var readable: String { ledger.replacingOccurrences(of: "1，,未化解", with: "１,未化解") }

    @Test func rowsBecomeCasesWithTheirPeople() throws {
        let office = try Office.withVillage(key: CenterKey())
        let outcome = try office.importLedger(Data(readable.utf8))
        #expect(outcome.head == 3...4)
        #expect(outcome.cases == 3)
        #expect(outcome.passed.map(\.line) == [8, 9, 11, 12])
        #expect(
            outcome.columns.map(\.target) == [
                "ignore", "village", "case.first_received.at", "applicants", "applicant.identity.number",
                "applicant.phone",
                "opponents", "case.summary", "case.amount_involved", "standing", "case.substantive_end.on", "keep",
            ])
        let cases = try office.read { try $0.queries.cases() }
        #expect(Set(cases.map(\.title)) == ["工伤赔偿", "两家争水", "宅基地界址"])
        let first = try values(at: office, of: "工伤赔偿")
        #expect(first["summary"] == "工伤赔偿。八年未了")
        #expect(first["amount_involved"] == "20500000")
        #expect(first["stage"] == "handling")
        #expect(first["former_ledger"] == "备注：多次上访\n是否化解：否")
        #expect(try parties(at: office, of: "工伤赔偿") == ["applicant 邹山 13800000001", "opponent 刘四 13900000002"])
        #expect(try values(at: office, of: "两家争水")["stage"] == "closed")
        #expect(try parties(at: office, of: "两家争水") == ["applicant 何七 13700000003", "applicant 何五 ", "applicant 何六 "])
        #expect(try values(at: office, of: "宅基地界址")["amount_involved"] == "1000000")
    }

    @Test func theSameLedgerAddsNothingInWhateverFormItComes() throws {
        let office = try Office.withVillage(key: CenterKey())
        let first = try office.importLedger(Data(readable.utf8))
        let before = try office.changeIDs()
        let again = readable.replacingOccurrences(of: "2026-01-05", with: "20260105")
            .replacingOccurrences(of: "２０２６", with: "2026").replacingOccurrences(of: "邹　山", with: "邹山")
        let second = try office.importLedger(GB18030.bytes(of: again))
        #expect(second.records.created.isEmpty)
        #expect(second.records.present == first.records.created.count)
        #expect(second.records.differing.isEmpty)
        #expect(try office.changeIDs() == before)
    }

    @Test func whatWasCorrectedInTheLedgerIsListedAndLeft() throws {
        let office = try Office.withVillage(key: CenterKey())
        _ = try office.importLedger(Data(readable.utf8))
        let before = try office.changeIDs()
        let corrected = readable.replacingOccurrences(of: "两家争水", with: "两家争水。已约定轮流放水")
            .replacingOccurrences(of: "王二", with: "王二").replacingOccurrences(of: "13700000003", with: "13700000004")
        let outcome = try office.importLedger(Data(corrected.utf8))
        #expect(outcome.records.created.isEmpty)
        #expect(outcome.records.differing.map(\.line) == [6, 6])
        #expect(Set(outcome.records.differing.flatMap(\.registers)) == [CaseSchema.summary, PersonSchema.phone])
        #expect(try office.changeIDs() == before)
    }

    @Test func aBadRowImportsNothingAndIsNamed() throws {
        let office = try Office.withVillage(key: CenterKey())
        let before = try office.changeIDs()
        let error = #expect(throws: CaseWorkError.self) { try office.importLedger(Data(ledger.utf8)) }
        guard case .importRefused(let problems)? = error else {
            Issue.record("not refused by lines: \(String(describing: error))")
            return
        }
        #expect(problems.map(\.line) == [10])
        #expect(problems.first?.field == "涉及金额")
        #expect(try office.changeIDs() == before)
    }

    @Test func whatNoFieldTakesMayBeKeptInItsWords() throws {
        let office = try Office.withVillage(key: CenterKey())
        var options = LedgerOptions()
        options.keepsUnreadable = true
        let outcome = try office.importLedger(Data(ledger.utf8), options)
        #expect(outcome.records.warnings.map(\.line).contains(10))
        #expect(
            try values(at: office, of: "宅基地界址")["former_ledger"]?.contains("涉及金额（万元）：1") == true)
    }

    @Test func aDryRunWritesNothingAndTellsTheSame() throws {
        let office = try Office.withVillage(key: CenterKey())
        let before = try office.changeIDs()
        var options = LedgerOptions()
        options.isDryRun = true
        let dry = try office.importLedger(Data(readable.utf8), options)
        #expect(try office.changeIDs() == before)
        let real = try office.importLedger(Data(readable.utf8))
        #expect(dry.records.created == real.records.created)
        #expect(dry.passed == real.passed)
    }

    @Test func aMappingSaysWhatHeadingsAndWordsMean() throws {
        let office = try Office.withVillage(key: CenterKey())
        let table = """
            收件时间,谁,何事,渠道,进度,官方编号
            2026-02-01,赵一,欠薪,群众来访,搞定,A-1
            """
        var options = LedgerOptions()
        #expect(throws: CaseWorkError.ledger(.headMissing)) { try office.importLedger(Data(table.utf8)) }
        options.mapping = Data(
            """
            栏名,对应,固定值,取值
            收件时间,case.first_received.at,,
            谁,applicants,,
            何事,case.title,,
            渠道,case.source,,群众来访=来访;电话=来电
            进度,standing,,搞定=是
            ,case.substantive_end.on,2026-02-09,
            ,case.first_received.name,老张,
            """.utf8)
        let outcome = try office.importLedger(Data(table.utf8), options)
        #expect(outcome.columns.map(\.isKnown) == [true, true, true, true, true, false])
        let values = try values(at: office, of: "欠薪")
        #expect(values["source"] == "walk_in")
        #expect(values["stage"] == "closed")
        #expect(values["former_ledger"] == "官方编号：A-1")
    }

    @Test(arguments: [
        ("栏名,对应\n谁,applicant.nose", 2), ("栏名,对应\n谁,somebody", 2), ("栏名,对应,固定值\n,case.source,", 2),
        ("栏名,对应,固定值,取值\n谁,case.source,,来访", 2), ("栏名,对应,固定值\n,demand.text,要求赔偿", 2),
    ])
    func aMappingThatMeansNothingIsNamed(mapping: String, line: Int) throws {
        let office = try Office.withVillage(key: CenterKey())
        var options = LedgerOptions()
        options.mapping = Data(mapping.utf8)
        let error = #expect(throws: CaseWorkError.self) { try office.importLedger(Data(readable.utf8), options) }
        guard case .importRefused(let problems)? = error else {
            Issue.record("not refused by lines: \(String(describing: error))")
            return
        }
        #expect(problems.map(\.line) == [line])
    }

    @Test func aWorkbookIsReadAsItIsShown() throws {
        let office = try Office.withVillage(key: CenterKey())
        let columns = ["受理日期", "纠纷名称", "当事人姓名", "身份证号", "涉及金额(元)", "纠纷类型"]
        let sheet = WorkbookSheet(
            name: "台账", title: "石仓村台账", columns: columns.map { WorkbookSheet.Column($0, width: 12) },
            rows: [
                .init([
                    .date(year: 2026, month: 1, day: 5), .text("工伤赔偿"), .text("邹山"), .text("360899196403120010"),
                    .cents(20_500_000), .text("0303 婚姻家庭"),
                ]),
                .init([.text("合计"), .empty, .empty, .empty, .cents(20_500_000), .empty], isTotal: true),
            ])
        let bytes = try WorkbookWriter.bytes(
            of: [WorkbookSheet(name: "说明", columns: [], rows: [.init([.text("说明"), .text("填表须知")])]), sheet],
            title: "台账", madeAt: 0)
        let outcome = try office.importLedger(bytes)
        #expect(outcome.sheet == "台账")
        #expect(outcome.passed.count == 1)
        #expect(try values(at: office, of: "工伤赔偿")["amount_involved"] == "20500000")
        // The same as CSV finds what the workbook made.
        let csv = "受理日期,纠纷名称,当事人姓名,身份证号,涉及金额(元)\n2026/1/5,工伤赔偿,邹山,360899196403120010,205000\n"
        #expect(try office.importLedger(Data(csv.utf8)).records.created.isEmpty)
    }

    @Test func aCaseThatSomebodyRecordedIsLeft() throws {
        let office = try Office.withVillage(key: CenterKey())
        let csv = "案件编号,受理日期,纠纷名称,当事人姓名\n石仓-7,2026/1/5,争水,何五\n"
        let draft = RecordDraft(
            kind: "case",
            fields: [
                ("code", .string("石仓-7")), ("title", .string("争水纠纷")), ("source", .string("walk_in")),
                ("first_received", .string("at=2026-01-05 09:00")), ("stage", .string("handling")),
            ])
        let made = try office.write { try $0.save([.create(draft)], in: Office.village) }
        let outcome = try office.importLedger(Data(csv.utf8))
        #expect(outcome.records.created.isEmpty)
        #expect(outcome.records.differing.map(\.key) == made.map(\.key))
    }

    @Test func twoRowsOfOneCaseAndTwoNamesOfOneNumberAreRefused() throws {
        let office = try Office.withVillage(key: CenterKey())
        let csv = """
            受理日期,纠纷名称,当事人姓名,身份证号
            2026-01-05,争水,何五,360899196403120010
            2026-01-05,争水,何五,360899196403120010
            2026-01-06,争地,何六,360899196403120010
            """
        let error = #expect(throws: CaseWorkError.self) { try office.importLedger(Data(csv.utf8)) }
        guard case .importRefused(let problems)? = error else {
            Issue.record("not refused by lines: \(String(describing: error))")
            return
        }
        #expect(problems.map(\.line) == [3, 4])
    }

    /// Kept in words it would be shown whole: under a heading that nobody knows, and where it is not known whose it is.
    @Test(arguments: ["何五,某号：360899196403120010", "何五、何六,360899196403120010", "何五,360899196403120011"])
    func anIdentityNumberIsNeverKeptInWords(cells: String) throws {
        let office = try Office.withVillage(key: CenterKey())
        let heading = cells.contains("某号") ? "奇怪的栏" : "身份证号"
        let csv = "受理日期,纠纷名称,当事人姓名,\(heading)\n2026-01-05,争水,\(cells)\n"
        var options = LedgerOptions()
        options.keepsUnreadable = true
        let error = #expect(throws: CaseWorkError.self) { try office.importLedger(Data(csv.utf8), options) }
        guard case .importRefused(let problems)? = error else {
            Issue.record("not refused by lines: \(String(describing: error))")
            return
        }
        #expect(problems.map(\.line) == [2])
    }

    /// A row that names another applicant and has the telephone of somebody whom it does not name.
    @Test func whatARowBelowSaysOfNobodyIsKeptInWords() throws {
        let office = try Office.withVillage(key: CenterKey())
        let csv = """
            受理日期,纠纷名称,当事人,证件类型,身份证号,对方当事人,对方电话
            2026-01-05,争水,何五,居民身份证,36089919640312001 0,,
            ,,何六,,,,13900000002
            """
        _ = try office.importLedger(Data(csv.utf8))
        #expect(try parties(at: office, of: "争水") == ["applicant 何五 ", "applicant 何六 "])
        #expect(try values(at: office, of: "争水")["former_ledger"] == "证件类型：居民身份证\n对方电话：13900000002")
    }

    @Test func aPlaceThatIsNoneAndOneOfOthersAreNamed() throws {
        let office = try Office.withVillage(key: CenterKey())
        let csv = "村,受理日期,纠纷名称\n青山村,2026-01-05,争水\n"
        let error = #expect(throws: CaseWorkError.self) { try office.importLedger(Data(csv.utf8)) }
        guard case .importRefused(let problems)? = error else {
            Issue.record("not refused by lines: \(String(describing: error))")
            return
        }
        #expect(problems.first?.message.zhHans.contains("青山村") == true)
    }

    /// The fields of the only case with this title, as text that could be typed.
    private func values(at office: Office, of title: String) throws -> [String: String] {
        try office.read { reading in
            let found = try #require(try reading.queries.cases(called: title).first)
            let view = try reading.record(found.key)
            let kind = try #require(Catalog.current.kind(CaseSchema.recordKind))
            var values: [String: String] = [:]
            for register in kind.registers where view.shown(register.number) != .none {
                values[register.name] =
                    view.shown(register.number).plainText
                    ?? Catalog.current.text(
                        for: view.shown(register.number), of: register.number, in: kind.kind, language: .zhHans)
            }
            return values
        }
    }

    /// Side, name and telephone of each party of a case, by place in the ledger.
    private func parties(at office: Office, of title: String) throws -> [String] {
        try office.read { reading in
            let found = try #require(try reading.queries.cases(called: title).first)
            let parties = try reading.queries.children(of: found.key, kind: CasePartySchema.recordKind)
            return try parties.map { key in
                let party = try reading.record(key)
                let person = try #require(party.shown(CasePartySchema.person).reference)
                let view = try reading.record(RecordKey(scope: key.scope, kind: PersonSchema.recordKind, id: person.id))
                let texts = [
                    party.shown(CasePartySchema.side).plainText, view.shown(PersonSchema.name).plainText,
                    view.shown(PersonSchema.phone).plainText,
                ]
                return texts.map { $0 ?? "" }.joined(separator: " ")
            }.sorted()
        }
    }
}
