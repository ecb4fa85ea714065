import CaseFile
import CaseStore
import CaseWork
import Foundation
import Node
import ReplicaStore
import Replication
import Testing
import WireProtocol

@testable import Console

/// Lists of groups on the page that corrects a record, with nothing but what a browser sends of it.
@Suite struct RowListTests {
    private struct Visit {
        let browser: Browser
        let path: String
        let key: RecordKey

        func form() async throws -> FilledForm {
            try FilledForm(try await browser.get(path).text, marked: "form_seen")
        }

        func press(_ button: String, _ form: FilledForm) async throws -> FilledForm {
            let page = try await browser.post(path, form.fields + [("form_rows", button)])
            #expect(page.status == 200)
            return try FilledForm(page.text, marked: "form_seen")
        }
    }

    /// A visit at which the recorded 刘某某 was, and two neighbours who have no record.
    private static func onAVisit(
        _ body: @Sendable (Visit, PagesOfACenter) async throws -> Void
    ) async throws {
        try await PagesOfACenter.run { pages in
            let sample = try await pages.recordCase()
            let browser = try await pages.signedIn()
            var form = try await pages.visitForm(browser, PagePathOf.visit(sample.caseFile))
            form.fill([
                "visit.narrative": "说了", "p.\(sample.liu.id.hexadecimal).here": "1", "others": "张婶、老李",
            ])
            #expect(try await browser.post(form.action, form.fields).status == 303)
            let visit = try #require(
                try await pages.inspect { try $0.reading.caseFile(sample.caseFile).visits.first?.record.key })
            try await body(Visit(browser: browser, path: PagePath.correction(visit), key: visit), pages)
        }
    }

    private static func present(_ visit: Visit, _ pages: PagesOfACenter) async throws -> [Value] {
        let key = visit.key
        let value = try await pages.inspect { try $0.reading.record(key).shown(VisitSchema.present) }
        guard case .list(let items) = value else { return [] }
        return items
    }

    @Test func everyRowIsShownWithTheLabelsOfTheCatalog() async throws {
        try await Self.onAVisit { visit, _ in
            let page = try await visit.browser.get(visit.path).text
            for text in ["<legend>在场人员</legend>", "<legend>在场人员 3</legend>", "走访人", "value=\"张婶\"", "value=\"老李\""] {
                #expect(page.contains(text), "\(text)")
            }
            // Nothing is left out but files, which have a page of their own.
            #expect(!page.contains("这里还不能改"))
        }
    }

    @Test func aRowIsAddedWithoutAScriptAndSavedWithTheOthers() async throws {
        try await Self.onAVisit { visit, pages in
            let before = try await Self.present(visit, pages)
            var form = try await visit.press("add:present", try await visit.form())
            #expect(try await Self.present(visit, pages) == before)
            form.fill("present.4.who", "王奶奶")
            #expect(try await visit.browser.post(visit.path, form.fields).status == 303)
            let after = try await Self.present(visit, pages)
            // Who is recorded stays a reference.
            #expect(after.count == 4 && Array(after.prefix(3)) == before)
            #expect(after.last?[member: PersonOrName.name] == .text("王奶奶"))
        }
    }

    @Test func aRowIsChangedAndOnlyThatOne() async throws {
        try await Self.onAVisit { visit, pages in
            let before = try await Self.present(visit, pages)
            var form = try await visit.form()
            form.fill("present.2.who", "张二婶")
            #expect(try await visit.browser.post(visit.path, form.fields).status == 303)
            let after = try await Self.present(visit, pages)
            #expect(after[0] == before[0] && after[2] == before[2] && after.count == 3)
            #expect(after[1][member: PersonOrName.name] == .text("张二婶"))
        }
    }

    @Test func aRowIsTakenAwayAndWhatStoodBehindItKeepsItsPlace() async throws {
        try await Self.onAVisit { visit, pages in
            let before = try await Self.present(visit, pages)
            var form = try await visit.form()
            form.fill("visit.narrative", "别的栏里写的也还在")
            form = try await visit.press("remove:present:2", form)
            #expect(try await Self.present(visit, pages) == before)
            #expect(try await visit.browser.post(visit.path, form.fields).status == 303)
            #expect(try await Self.present(visit, pages) == [before[0], before[2]])

            // The first one is a reference, and the one that moves up into its place is not.
            form = try await visit.press("remove:present:1", try await visit.form())
            #expect(try await visit.browser.post(visit.path, form.fields).status == 303)
            #expect(try await Self.present(visit, pages) == [before[2]])

            form = try await visit.press("remove:present:1", try await visit.form())
            #expect(try await visit.browser.post(visit.path, form.fields).status == 303)
            #expect(try await Self.present(visit, pages) == [])
        }
    }

    @Test func rowsThatNobodyChangedAreNotWritten() async throws {
        try await Self.onAVisit { visit, pages in
            // A blank row is no change.
            let form = try await visit.press("add:visitors", try await visit.form())
            #expect(try await visit.browser.post(visit.path, form.fields).status == 422)
            var other = try await visit.form()
            other.fill("narrative", "补一句")
            #expect(try await visit.browser.post(visit.path, other.fields).status == 303)
            let key = visit.key
            let fields = try await pages.inspect { access in
                try access.transaction.changes(touching: key).last.map { stored in
                    try access.engine.codec.decodeBody(stored.body).writes.map(\.register)
                }
            }
            #expect(fields == [VisitSchema.narrative])
        }
    }

    @Test func aRefusedRowIsToldAtItsFieldAndKeepsWhatWasTyped() async throws {
        try await Self.onAVisit { visit, _ in
            var form = try await visit.press("add:present", try await visit.form())
            let long = String(repeating: "长", count: 81)
            form.fill("present.2.who", "")
            form.fill("present.4.who", long)
            let page = try await visit.browser.post(visit.path, form.fields)
            #expect(page.status == 422 && page.text.contains(long))
            #expect(page.text.contains("id=\"p-present-4-who\""))
        }
    }

    @Test func nonsenseAboutRowsChangesNothing() async throws {
        try await Self.onAVisit { visit, pages in
            let before = try await Self.present(visit, pages)
            for button in ["add", "remove:present", "remove:present:0", "remove:present:99", "add:nothing", "x:y:z"] {
                let page = try await visit.browser.post(
                    visit.path, try await visit.form().fields + [("form_rows", button)])
                #expect([200, 422].contains(page.status), "\(button)")
            }
            for count in ["-1", "999999999999", "nine"] {
                var form = try await visit.form()
                form.fill("rows.present", count)
                #expect(try await visit.browser.post(visit.path, form.fields).status == 422, "\(count)")
            }
            #expect(try await Self.present(visit, pages) == before)
        }
    }
}
