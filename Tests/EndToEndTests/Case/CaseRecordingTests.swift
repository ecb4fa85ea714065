import Testing

/// What is recorded on the command line can be read back from it.
@Suite(.timeLimit(.minutes(5)))
struct CaseRecordingTests {
    @Test func aVisitSavesFeelingsNextStepAndFollowUpTogether() throws {
        let county = try RecordingCounty.withCase()
        let saved = try county.json(
            "visit", "record", "--case", "永丰-001", "--at", "2026-05-06 09:00", "--mode", "面对面", "--present", "邹某某",
            "--present", "邻居老李", "--emotion", "邹某某:9:7:委屈难过:说到孩子时流泪", "--emotion", "刘某某:不愿说:", "--narrative",
            "我做了八年的工。", "--next", "核对医疗票据", "--next-date", "2026-05-20", "--follow-up", "村|2026-06-20|看恢复情况")
        let kinds = saved["saved"].items.map { $0["record"]["kind"].text }
        #expect(kinds == ["visit", "emotion", "emotion", "follow_up_plan", "case"])

        let file = try county.json("file", "永丰-001")
        let visit = file["visits"][0]
        #expect(visit["record"].shown("narrative") == "我做了八年的工。")
        #expect(visit["record"].shown("mode") == "面对面")
        // Whoever is recorded becomes a reference, whoever is not keeps the name.
        let present = visit["record"].field("present")["readings"][0]["value"]
        #expect(present[0]["person"] != .null)
        #expect(present[1]["name"].text == "邻居老李")
        // Who speaks is the visitor where nobody else is named.
        #expect(visit["record"].shown("visitors") == "王管理")
        let zou = try #require(visit["emotions"].items.first { $0["personName"].text == "邹某某" })
        #expect(zou["before"].number == 9)
        #expect(zou["after"].number == 7)
        let liu = try #require(visit["emotions"].items.first { $0["personName"].text == "刘某某" })
        #expect(liu["before"] == .null)
        #expect(liu["record"].field("self_before")["readings"][0]["value"]["refused"].isTrue)
        #expect(file["record"].shown("next") == "核对医疗票据；计划日期：2026-05-20")
        #expect(file["plans"][0]["record"].shown("purpose") == "看恢复情况")

        // One unit: the changes of the save stand together in one log.
        let log = try county.json("log", saved["saved"][0]["record"]["short"].text)
        let caseLog = try county.json("log", "永丰-001")
        let visitSeq = try #require(log["entries"][0]["seq"].number)
        let caseSeq = try #require(caseLog["entries"].items.last?["seq"].number)
        #expect(caseSeq == visitSeq + 4)
    }

    @Test func whatWasHeardIsFoundByItsWords() throws {
        let county = try RecordingCounty.withCase()
        let saved = try county.json(
            "visit", "record", "--case", "永丰-001", "--at", "2026-05-06 09:00", "--narrative", "檐口的水流进院子。")
        let short = saved["saved"][0]["record"]["short"].text
        let found = try county.json("find", "檐口")["items"]
        #expect(found.items.map { $0["record"]["short"].text } == [short])
        #expect(found[0]["excerpt"].text.contains("檐口的水"))
        #expect(try county.run("find", "檐口", "院子").output.contains(short))
        #expect(try county.run("find", "苹果树").output.contains("没有找到“苹果树”"))
        #expect(try county.run("find", "檐口", "--kind", "案件").output.contains("没有找到"))
        let empty = try county.run("find", "。。")
        #expect(empty.status == 2 && empty.errors.contains("。。"))
        let kind = try county.run("find", "檐口", "--kind", "走坊")
        #expect(kind.status == 2 && kind.errors.contains("走坊"))
    }

    @Test func anAgreementSavesItsMilestones() throws {
        let county = try RecordingCounty.withCase()
        let saved = try county.json(
            "agreement", "add", "--case", "永丰-001", "--effective", "2026-06-03", "--amount", "20万", "--signer",
            "邹某某|按指印", "--signer", "老李", "--milestone", "支付首期|5万|刘某某|邹某某|2026-06-30", "--milestone",
            "协助办理低保||||2026-07-31")
        #expect(saved["saved"].items.count == 3)
        let agreement = try county.json("file", "永丰-001")["agreements"][0]
        #expect(agreement["record"].shown("total_amount") == "200,000.00元")
        let signers = agreement["record"].field("signers")["readings"][0]["value"]
        #expect(signers[0]["person"] != .null)
        #expect(signers[0]["how"].text == "fingerprint")
        #expect(signers[1]["name"].text == "老李")
        let milestones = agreement["milestones"].items
        #expect(milestones.map { $0.shown("what") } == ["支付首期", "协助办理低保"])
        #expect(milestones[0].field("payment")["readings"][0]["value"]["amount"].number == 50_000)
        #expect(milestones[1].field("payment") == .null)
    }

    @Test func aFollowUpTakesCaseAndLevelFromItsPlan() throws {
        let county = try RecordingCounty.withCase()
        let plan = try county.json(
            "followup", "plan", "--case", "永丰-001", "--level", "村", "--due", "2026-06-20")
        let short = plan["saved"][0]["record"]["short"].text
        let before = try county.json("due", "--within", "3660")
        #expect(before["items"].items.contains { $0["record"]["short"].text == short })

        try county.json(
            "followup", "done", "--plan", short, "--on", "2026-06-19", "--satisfaction", "满意", "--recurred", "否",
            "--words", "心里踏实多了")
        let plans = try county.json("file", "永丰-001")["plans"]
        #expect(plans[0]["followUps"][0].shown("level") == "村")
        #expect(plans[0]["followUps"][0].shown("words") == "心里踏实多了")
        // A plan that was fulfilled is no longer due.
        let after = try county.json("due", "--within", "3660")
        #expect(!after["items"].items.contains { $0["record"]["short"].text == short })
    }

    @Test func anyKindIsAddedByFieldsInEitherLanguage() throws {
        let county = try RecordingCounty.withCase()
        let byName = try county.json(
            "add", "demand", "case=永丰-001", "person=邹某某", "text=赔偿六十万元",
            "verdict={\"code\":\"impossible\",\"basis\":\"凭证\"}")
        let byLabel = try county.json("add", "诉求", "案件=永丰-001", "诉求内容=办理低保", "研判结论=可办")
        let demands = try county.json("file", "永丰-001")["demands"].items
        #expect(Set(demands.map { $0.shown("text") }) == ["赔偿六十万元", "办理低保"])
        #expect(byName["saved"][0]["record"]["kind"] == byLabel["saved"][0]["record"]["kind"])
        let verdict = try #require(demands.first { $0.shown("text") == "赔偿六十万元" }).shown("verdict")
        #expect(verdict == "不可突破；政策依据：凭证")
    }

    @Test func whoTypesForAnotherIsNamed() throws {
        let county = try RecordingCounty.withCase()
        let invited = try county.run(
            "invite", "--name", "东门村平板", "--area", "东门村", "--person", "张干部", "--address", "https://127.0.0.1:1", "-o",
            "\(county.folder)/invite.json")
        try #require(invited.status == 0, "\(invited.errors)")
        try county.json("correct", "永丰-001", "stage=处置", "--as", "张干部", "--entered-by", "王管理")
        let shown = try county.json("show", "永丰-001")
        let voice = shown.field("stage")["readings"][0]["voices"][0]
        #expect(voice["authorName"].text == "张干部")
        #expect(voice["enteredByName"].text == "王管理")
    }

    @Test func listsShowWhatIsThere() throws {
        let county = try RecordingCounty.withCase()
        try county.json("household", "add", "东门村12号", "--area", "东门村", "--head", "邹某某")
        try county.json("correct", "邹某某", "household=东门村12号")
        let households = try county.json("household", "list")["households"]
        #expect(households[0]["headName"].text == "邹某某")
        #expect(households[0]["people"][0].text == "邹某某")
        let people = try county.json("person", "list", "邹")["people"]
        #expect(people.items.count == 1)
        #expect(people[0]["household"].text == "东门村12号")
        let cases = try county.json("case", "list", "--stage", "受理")["cases"]
        #expect(cases[0]["code"].text == "永丰-001")
        #expect(try county.json("case", "list", "--stage", "结案")["cases"].items.isEmpty)
    }

    @Test(arguments: [["person", "list"], ["household", "list"], ["case", "list"], ["due", "--all"]])
    func aListThatGoesOnSaysSo(list: [String]) throws {
        let county = try RecordingCounty.withCase()
        for house in ["12号", "13号"] { try county.json("household", "add", "东门村\(house)", "--area", "东门村") }
        try county.json(
            "case", "open", "另一件", "--area", "东门村", "--applicant", "邹某某", "--next", "回访", "--next-date", "2026-05-11")
        let cut = try county.run(list + ["--limit", "1"])
        #expect(cut.status == 0 && cut.output.contains("--limit"), "\(cut.output)\(cut.errors)")
        let whole = try county.run(list)
        #expect(whole.status == 0 && !whole.output.contains("--limit"), "\(whole.output)\(whole.errors)")
        func listed(_ text: String) -> Int { text.split(separator: "\n").count { !$0.contains("--limit") } }
        #expect(listed(whole.output) > listed(cut.output))
        let refused = try county.run(list + ["--limit", "0"])
        #expect(refused.status == 64 && refused.errors.contains("--limit 0"))
    }
}
