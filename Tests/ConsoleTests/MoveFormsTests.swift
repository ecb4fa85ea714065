import CaseFile
import CaseWork
import Foundation
import Node
import Replication
import Testing

/// 转办 is asked on a case's page, 搬家 is recorded on a household's.
@Suite struct MoveFormsTests {
    private func scope(of area: String, _ pages: PagesOfACenter) async throws -> ScopeID {
        try #require(
            try await pages.inspect { access in
                access.directory.scopes.first { !$0.isRestricted && access.areaName(of: $0.number) == area }?.number
            })
    }

    @Test func anotherAreaIsAskedOnThePageOnce() async throws {
        try await PagesOfACenter.run { pages in
            let story = try await QuarrelStory(in: pages)
            let browser = try await pages.signedIn()
            let path = story.casePath + "/hand-over"
            #expect(try await browser.get(story.casePath).text.contains("href=\"\(path)\""))
            let page = try await browser.get(path).text
            // Not to where it is, and not to records for named readers.
            #expect(page.contains("藤田镇") && !page.contains(">练习一村<"))
            var form = try FilledForm(page, marked: "action=\"\(path)\"")
            form.fill(["area": "\(try await scope(of: "藤田镇", pages))", "papers": "案卷一份", "on": "2026-05-20"])
            let bare = try await browser.post(form.action, form.fields)
            #expect(bare.status == 422 && bare.text.contains("案卷一份"))
            form = try FilledForm(bare.text, marked: "action=\"\(path)\"")
            form.fill("reason", "住在<镇上>")
            let wrong = form
            for _ in 1...2 {
                #expect(try await browser.post(form.action, form.fields)["location"] == story.casePath + "?saved=1")
                try await browser.get(path)
            }
            let asked = try await pages.inspect { access in
                let key = RecordKey(scope: story.scope, kind: CaseSchema.recordKind, id: story.caseID)
                return try access.reading.team(of: key).openHandovers.map { $0.shown(HandoverSchema.reason) }
            }
            #expect(asked == [.text("住在<镇上>")])
            // Now its page offers the answer and no second question; another one is refused, also for the same day.
            let text = try await browser.get(story.casePath).text
            #expect(text.contains("href=\"\(story.casePath)/handover\"") && !text.contains("href=\"\(path)\""))
            form = try FilledForm(try await browser.get(path).text, marked: "action=\"\(path)\"")
            form.fill([
                "area": "\(try await scope(of: "藤田镇", pages))", "reason": "另有原因", "on": "2026-05-20",
            ])
            #expect(try await browser.post(form.action, form.fields).status == 422)
            form = wrong
            form.fill("area", "0000000000000000")
            try await browser.get(path)
            #expect(try await browser.post(form.action, form.fields).status == 422)
        }
    }

    @Test func aHouseholdMovesOnItsPageAndSaysWhereTo() async throws {
        try await PagesOfACenter.run { pages in
            let household = try await pages.recordHousehold(address: "练习一村3组12号")
            let browser = try await pages.signedIn()
            let path = household + "/move"
            let before = try await browser.get(household).text
            #expect(before.contains("href=\"\(path)\"") && !before.contains("搬到藤田镇"))
            var form = try FilledForm(try await browser.get(path).text, marked: "action=\"\(path)\"")
            #expect(try await browser.post(form.action, form.fields).status == 422)
            form = try FilledForm(try await browser.get(path).text, marked: "action=\"\(path)\"")
            let there = try await scope(of: "藤田镇", pages)
            form.fill(["area": "\(there)", "on": "2026-05-20", "reason": "随<子>居住"])
            for _ in 1...2 {
                #expect(try await browser.post(form.action, form.fields)["location"] == household + "?saved=1")
                try await browser.get(path)
            }
            let left = try await browser.get(household).text
            #expect(left.contains("已于 2026-05-20 搬到藤田镇") && left.contains("随&lt;子&gt;居住"))
            // What is to be done with it is done there.
            let parts = household.split(separator: "/")
            let home = "/record/\(there)/\(parts[2])/\(parts[3])"
            #expect(
                left.contains("href=\"\(home)\"") && !left.contains("href=\"\(path)\"") && !left.contains("\(there)；"))
            let here = try await browser.get(home).text
            #expect(here.contains("2026-05-20 搬到这里（藤田镇）") && here.contains("练习一村3组12号"))
        }
    }

    /// A machine of one village says where it can be done, and writes nothing.
    @Test func aMachineOfOneVillageSaysWhere() async throws {
        try await PagesOfACenter.run { pages in
            let household = try await pages.recordHousehold(address: "练习一村3组12号")
            let browser = try await pages.signedIn()
            var form = try FilledForm(
                try await browser.get(household + "/move").text, marked: "action=\"\(household)/move\"")
            form.fill("area", "\(try await scope(of: "藤田镇", pages))")
            pages.clocks.mayWriteNothing = true
            #expect(try await !browser.get(household).text.contains("\(household)/move"))
            #expect(try await browser.get(household + "/move").text.contains("跨乡镇在县中心办"))
            #expect(try await browser.post(form.action, form.fields).status == 422)
            pages.clocks.mayWriteNothing = false
            #expect(try await !browser.get(household).text.contains("搬到藤田镇"))
        }
    }
}
