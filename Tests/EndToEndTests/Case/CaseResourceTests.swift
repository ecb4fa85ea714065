import Foundation
import Testing

/// Money that comes in parts or from several, policies on a visit, and an agreement of free will.
@Suite struct CaseResourceTests {
    @Test func instalmentsSumToTheTotalAndFallDueAtMonthEnds() throws {
        let county = try RecordingCounty.withCase()
        try county.json(
            "agreement", "add", "--case", "永丰-001", "--effective", "2026-01-05", "--amount", "1000.01",
            "--milestone", "当面道歉||||2026-01-10", "--instalments", "3|刘某某|邹某某|2026-01-31")
        let milestones = try county.json("file", "永丰-001")["agreements"][0]["milestones"].items
        #expect(milestones.count == 4)
        let parts = milestones.dropFirst()
        #expect(parts.map { $0.shown("sequence") } == ["2", "3", "4"])
        #expect(parts.map { $0.shown("due").prefix(10) } == ["2026-01-31", "2026-02-28", "2026-03-31"])
        #expect(
            parts.map { part in ["333.33元", "333.34元"].first { part.shown("payment").contains($0) } ?? "" }
                == ["333.34元", "333.34元", "333.33元"])
    }

    @Test(arguments: [
        ("3|刘某某|邹某某", "20万", "期数"), ("1|刘某某|邹某某|2026-01-31", "20万", "期数须为"),
        ("3|刘某某|邹某某|2026-02-30", "20万", "2026-02-30"), ("3|刘某某|邹某某|2026-01-31", "0.02", "0.02"),
        ("3|刘某某|邹某某|2026-01-31", "很多", "很多"),
    ])
    func instalmentsThatCannotBeAreRefused(text: String, amount: String, named: String) throws {
        let county = try RecordingCounty()
        let result = try county.run(
            "agreement", "add", "--case", "永丰-001", "--amount", amount, "--instalments", text)
        #expect(result.status == 64)
        #expect(result.errors.contains(named))
    }

    @Test func aContributionIsDueUntilItCame() throws {
        let county = try RecordingCounty.withCase()
        let saved = try county.json(
            "contribution", "add", "永丰-001", "--from", "原单位", "--what", "住房补贴", "--amount", "8万", "--due",
            "2030-06-30", "--due-reason", "会上议定")
        let short = saved["saved"][0]["record"]["short"].text
        func isDue() throws -> Bool {
            try county.json("due", "--all")["items"].items.contains { $0["record"]["short"].text == short }
        }
        #expect(try isDue())
        try county.json("contribution", "received", short, "--amount", "8万", "--proof", "转账回单")
        #expect(try !isDue())
        let shown = try county.json("show", short).shown("delivered")
        #expect(shown.contains("80,000.00元") && shown.contains("转账回单"))
        #expect(try county.run("contribution", "received", "永丰-001").status != 0)
    }

    @Test func aVisitNamesThePoliciesThatWereTakenAlong() throws {
        let county = try RecordingCounty.withCase()
        try county.json(
            "policy", "add", "--title", "救助办法", "--number", "永府发〔2026〕3号", "--from", "2026-03-01",
            "--area", "东门村")
        let saved = try county.json(
            "visit", "record", "--case", "永丰-001", "--narrative", "带着文件去讲", "--policy", "永府发〔2026〕3号")
        let visit = saved["saved"][0]["record"]["short"].text
        #expect(try county.json("show", visit).shown("policies").contains("救助办法"))
        let unknown = try county.run(
            "visit", "record", "--case", "永丰-001", "--narrative", "甲", "--policy", "永府发〔1999〕9号")
        #expect(unknown.status == 3 && unknown.errors.contains("永府发〔1999〕9号"))
    }

    @Test func anAgreementToEndPetitioningIsOfFreeWillAndNoConditionOfClosing() throws {
        let county = try RecordingCounty.withCase()
        // Nothing asks for one, and closing goes through without it.
        #expect(try !county.succeed("closure", "check", "永丰-001").contains("息诉罢访"))
        try county.json("correct", "永丰-001", "stage=closed")
        #expect(try county.json("show", "永丰-001").shown("stage") == "结案")
        let saved = try county.json(
            "agreement", "add", "--case", "永丰-001", "--kind", "息诉罢访协议", "--effective", "2026-06-03", "--voluntary")
        let agreement = saved["saved"][0]["record"]["short"].text
        #expect(try county.json("show", agreement).shown("voluntary").contains("是"))
    }
}
