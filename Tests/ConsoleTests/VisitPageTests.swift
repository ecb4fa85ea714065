import CaseFile
import CaseStore
import CaseWork
import Console
import Foundation
import Node
import ReplicaStore
import Replication
import Testing
import WireProtocol

@Suite struct VisitPageTests {
    /// A whole visit, as somebody fills it in.
    private static func told(_ form: FilledForm, _ sample: SampleCase) -> FilledForm {
        var form = form
        let zou = sample.zou.id.description.filter { $0 != "-" }
        form.fill([
            "p.\(zou).before": "9", "p.\(zou).after": "6", "p.\(zou).feeling": "hurt",
            "new.1.name": "邹小妹", "new.1.home": "1", "p.new1.before": "declined",
            "others": "张婶、李叔", "visit.mode": "face_to_face", "visit.narrative": "水从他家屋檐\n流到我家 <院子>。",
            "demand.1.text": "改排水沟", "demand.1.person": zou,
            "case.next.step": "请水利站来看", "case.next.date": "2026-06-10", "plan.due.date": "2026-07-01",
            "plan.purpose": "看沟修好没有",
        ])
        return form
    }

    @Test func aWholeVisitIsSavedAsOneUnit() async throws {
        try await PagesOfACenter.run { pages in
            let sample = try await pages.recordCase()
            let browser = try await pages.signedIn()
            var form = try await pages.visitForm(browser, PagePathOf.visit(sample.caseFile))
            // The case's party is offered; the household comes from the other link.
            #expect(browser.page.contains("刘某某") && browser.page.contains("看现场"))
            form.fill("form_household", PagePathOf.word(sample.household))
            form.fill("form_person", PagePathOf.word(sample.zou))
            let reply = try await browser.post(form.action, Self.told(form, sample).fields)
            #expect(reply["location"]?.hasSuffix("?saved=1") == true, "\(reply.status) \(Self.problems(reply.text))")

            try await pages.inspect { access in
                let file = try access.reading.caseFile(sample.caseFile)
                let visit = try #require(file.visits.first)
                #expect(file.visits.count == 1 && file.demands.count == 1 && file.plans.count == 1)
                #expect(visit.record.shown(VisitSchema.narrative) == .text("水从他家屋檐\n流到我家 <院子>。"))
                #expect(visit.record.shown(VisitSchema.mode) == .code("face_to_face"))
                #expect(visit.emotions.map(\.personName).sorted() == ["邹小妹", "邹某某"].sorted())
                let zou = try #require(visit.emotions.first { $0.personName == "邹某某" })
                #expect(zou.before == 9 && zou.after == 6)
                let sister = try #require(visit.emotions.first { $0.personName == "邹小妹" })
                #expect(sister.before == nil)
                #expect(
                    sister.record.shown(EmotionSchema.selfBefore)[member: EmotionSchema.SelfRating.refused]
                        == .boolean(true))
                guard case .list(let present) = visit.record.shown(VisitSchema.present) else {
                    Issue.record("nobody was there")
                    return
                }
                #expect(present.count == 4)
                #expect(visit.record.shown(VisitSchema.household).reference?.id == sample.household.id)
                let names = try access.queries.members(of: sample.household).map(\.name)
                #expect(names.sorted() == ["邹小妹", "邹某某"].sorted())
                #expect(file.demands[0].shown(DemandSchema.person).reference?.id == sample.zou.id)
                #expect(file.demands[0].shown(DemandSchema.visit).reference?.id == visit.record.key.id)
                #expect(file.record.shown(CaseSchema.next)[member: NextStep.step] == .text("请水利站来看"))
                #expect(!file.record.isDisputed)

                // Person, visit, two feelings, demand, plan, the case's next step: one unit.
                func remaining(_ key: RecordKey) throws -> [UInt32] {
                    try access.transaction.changes(touching: key).map {
                        try access.engine.codec.decodeBody($0.body).remainingInUnit
                    }
                }
                #expect(try remaining(visit.record.key) == [5])
                #expect(try remaining(file.demands[0].key) == [2])
                #expect(try remaining(file.plans[0].record.key) == [1])
                #expect(try remaining(sample.caseFile).last == 0)
            }
        }
    }

    /// Somebody may be in danger: until the township has it, the first page says to telephone.
    @Test func anAlarmThatHangsStandsOnTheFirstPage() async throws {
        try await PagesOfACenter.run { pages in
            try await pages.restart(
                upstream: .init(addresses: ["https://127.0.0.1:1"], nodes: [String(repeating: "0", count: 32)]))
            let sample = try await pages.recordCase()
            let browser = try await pages.signedIn()
            #expect(try await !browser.get("/").text.contains("平安预警"))
            var form = try await pages.visitForm(browser, PagePathOf.visit(sample.caseFile))
            form.fill(["visit.safety.raised": "1", "visit.safety.concern": "self_harm"])
            let reply = try await browser.post(form.action, form.fields)
            #expect(reply.status == 303, "\(Self.problems(reply.text))")
            #expect(try await browser.get("/").text.contains("有 1 条平安预警还没送到上级。请马上打电话"))
        }
    }

    @Test func whatIsWrongStandsAtItsFieldAndEverythingTypedStays() async throws {
        try await PagesOfACenter.run { pages in
            let sample = try await pages.recordCase()
            let browser = try await pages.signedIn()
            var form = try await pages.visitForm(browser, PagePathOf.visit(sample.caseFile))
            form = Self.told(form, sample)
            form.fill("form_person", PagePathOf.word(sample.zou))
            form.fill("form_household", PagePathOf.word(sample.household))
            let zou = sample.zou.id.description.filter { $0 != "-" }
            form.fill([
                "p.\(zou).before": "11", "new.1.name": "刘某某", "plan.due.date": "2026-02-31",
                "demand.1.text": String(repeating: "长", count: 10_001), "visit.safety.raised": "1",
                "visit.place.text": String(repeating: "远", count: 201),
            ])
            let refused = try await browser.post(form.action, form.fields)
            #expect(refused.status == 422)
            #expect(refused.text.contains("不是 0 到 10 的分数") && refused.text.contains("请选是哪一种风险"))
            #expect(refused.text.contains("已经登记过“刘某某”") && refused.text.contains("是同名的另一个人"))
            // First what cannot be read, then what the catalog refuses.
            var again = try FilledForm(refused.text, marked: "data-draft=")
            for (name, value) in form.fields
            where name != "p.\(zou).before" && name != "form_token" && !name.hasPrefix("form_rev") {
                #expect(again.fields.contains { $0.0 == name && $0.1 == value }, "\(name)")
            }
            again.fill([
                "p.\(zou).before": "8", "new.1.same": PagePathOf.word(sample.liu), "visit.safety.concern": "self_harm",
            ])
            let second = try await browser.post(again.action, again.fields)
            #expect(second.status == 422)
            for id in ["p-d-1", "p-plan-due-date", "p-visit-place-text"] {
                #expect(second.text.contains("id=\"\(id)\""), "\(id)")
            }
            var last = try FilledForm(second.text, marked: "data-draft=")
            last.fill(["demand.1.text": "改沟", "plan.due.date": "2026-03-01", "visit.place.text": "院子"])
            #expect(try await browser.post(last.action, last.fields).status == 303)
            try await pages.inspect { access in
                let file = try access.reading.caseFile(sample.caseFile)
                #expect(file.visits.count == 1)
                #expect(try access.queries.people(named: "刘某某").count == 1)
                // The danger is the township's today, and tells nothing of what was said.
                let today = try #require(access.today)
                #expect(
                    file.plans.contains {
                        $0.record.shown(FollowUpPlanSchema.level) == .code("town")
                            && $0.record.shown(FollowUpPlanSchema.due)[member: Due.date] == .date(today)
                    })
            }
        }
    }

    @Test func aNextStepThatArrivedUnseenStaysBesideTheNewOne() async throws {
        try await PagesOfACenter.run { pages in
            let sample = try await pages.recordCase()
            let browser = try await pages.signedIn()
            let form = try await pages.visitForm(browser, PagePathOf.visit(sample.caseFile))
            _ = try await SaveRecordsCommand(
                corrections: [
                    .init(
                        record: sample.caseFile.id.description,
                        fields: [TypedField("next", .object([("step", .string("镇里来人"))]))])
                ], speaker: Speaker()
            ).run(on: pages.node)
            let reply = try await browser.post(form.action, Self.told(form, sample).fields)
            #expect(reply.status == 303, "\(Self.problems(reply.text))")
            try await pages.inspect { access in
                let next = try #require(try access.reading.record(sample.caseFile).field(CaseSchema.next))
                #expect(next.isDisputed && next.readings.count == 2)
            }
        }
    }

    @Test func aNextStepThatNobodyChangedIsNotWritten() async throws {
        try await PagesOfACenter.run { pages in
            let sample = try await pages.recordCase()
            let browser = try await pages.signedIn()
            var form = try await pages.visitForm(browser, PagePathOf.visit(sample.caseFile))
            form.fill("visit.narrative", "没有新情况")
            #expect(try await browser.post(form.action, form.fields).status == 303)
            try await pages.inspect { access in
                #expect(try access.transaction.changes(touching: sample.caseFile).count == 1)
                let visit = try #require(try access.reading.caseFile(sample.caseFile).visits.first)
                // Nobody was ticked, nothing was asked: nothing is claimed.
                #expect(visit.record.field(VisitSchema.present) == nil && visit.emotions.isEmpty)
                #expect(try access.reading.caseFile(sample.caseFile).plans.isEmpty)
            }
        }
    }

    @Test func aVisitThatIsSentAgainWithOtherWordsIsAskedAbout() async throws {
        try await PagesOfACenter.run { pages in
            let sample = try await pages.recordCase()
            let browser = try await pages.signedIn()
            var form = Self.told(try await pages.visitForm(browser, PagePathOf.visit(sample.caseFile)), sample)
            #expect(try await browser.post(form.action, form.fields).status == 303)
            form.fill("visit.narrative", "又想起一句")
            let second = try await browser.post(form.action, form.fields)
            #expect(second.status == 422 && second.text.contains("已经保存过了") && second.text.contains("又想起一句"))
            #expect(try await pages.inspect { try $0.reading.caseFile(sample.caseFile).visits.count } == 1)
        }
    }

    @Test func demandsAndNextStepsNeedACaseAndTheWordsWait() async throws {
        try await PagesOfACenter.run { pages in
            let browser = try await pages.signedIn()
            var form = try await pages.visitForm(browser, "/visit/new?later=1")
            form.fill(["demand.1.text": "改排水沟", "visit.narrative": "第一次上门"])
            let refused = try await browser.post(form.action, form.fields)
            #expect(refused.status == 422)
            let scope = try await pages.inspect { access in access.writableScopes[0].number.description }
            var again = try FilledForm(refused.text, marked: "data-draft=")
            if refused.text.contains("name=\"form_scope\"") { again.fill("form_scope", scope) }
            let second = try await browser.post(again.action, again.fields)
            #expect(second.status == 422 && second.text.contains("请点上面的按钮选好案件"))
            #expect(second.text.contains("改排水沟") && second.text.contains("第一次上门"))
            var last = try FilledForm(second.text, marked: "data-draft=")
            last.fill("demand.1.text", "")
            #expect(try await browser.post(last.action, last.fields).status == 303)
        }
    }

    @Test func hostileFieldsAreRefusedInWords() async throws {
        try await PagesOfACenter.run { pages in
            let sample = try await pages.recordCase()
            let browser = try await pages.signedIn()
            for query in [
                "about=x", "about=0-0-0", "case=zz", "case=\(String(repeating: "f", count: 32))",
                "about=\(PagePathOf.word(sample.caseFile).dropLast())0", "about=%00",
            ] {
                let reply = try await browser.get("/visit/new?\(query)")
                #expect(reply.status == 404 || reply.status == 200, "\(query) \(reply.status)")
            }
            #expect(try await browser.get("/visit/draft/x").status == 404)
            let form = try await pages.visitForm(browser, PagePathOf.visit(sample.caseFile))
            let token = form["form_token"] ?? ""
            let bad: [[(String, String)]] = [
                [], [("form_draft", "x")], [("form_revision", "-1")], [("form_revision", "99999999999999999999")],
                [("form_owner", "x")], [("form_window", String(repeating: "w", count: 51))],
                [("form_seen", "<script>")],
                [("form_case", "0-0-0")],
                [("form_seen", "")], [("form_scope", "ffffffffffffffff")],
                [("new.1.name", String(repeating: "名", count: 81))],
                [("visit.mode", "<b>")], [("p.new1.before", "5")],
                [("demand.1.person", "nobody"), ("demand.1.text", "x")],
                [("case.next.step", String(repeating: "步", count: 501))], [("visit.started", "never")],
            ]
            for (index, values) in bad.enumerated() {
                var changed = form
                for (name, value) in values { changed.fill(name, value) }
                changed.fill("form_token", token)
                if values.isEmpty {
                    changed = try FilledForm("<form data-draft= action=\"/visit/save\"></form>", marked: "data-draft=")
                }
                let reply = try await browser.post(
                    "/visit/save", changed.fields + (values.isEmpty ? [("form_token", token)] : []))
                #expect([303, 400, 403, 422].contains(reply.status), "\(index) \(reply.status)")
                #expect(!reply.text.contains("<script>") && !reply.text.contains("<b>"), "\(index)")
            }
            #expect(try await browser.get("/").status == 200)
        }
    }

    static func problems(_ page: String) -> [String] {
        page.matches(of: #/class="problem"[^>]*>([^<]*)</#).map { String($0.1) }
    }
}

/// The addresses, as the pages write them.
enum PagePathOf {
    static func word(_ key: RecordKey) -> String {
        "\(key.scope)-\(key.kind.rawValue)-\(key.id.description.filter { $0 != "-" })"
    }

    static func visit(_ key: RecordKey) -> String { "/visit/new?about=\(word(key))" }
    static func caseFile(_ key: RecordKey) -> String { "/case/\(key.scope)/\(key.id)" }
    static func record(_ key: RecordKey) -> String { "/record/\(key.scope)/\(key.kind.rawValue)/\(key.id)" }
}
