import CaseFile
import CaseStore
import CaseWork
import Causality
import Foundation
import Replication
import Testing
import WireProtocol

@testable import CaseExport

/// What an export tells, and what it keeps to itself.
@Suite struct ExportContentTests {
    private func text(_ out: HandedOut, _ path: String) throws -> String {
        String(decoding: try out.bytes(path), as: UTF8.self)
    }

    private func bodies(_ out: HandedOut) throws -> [(change: ExportedChange, body: ChangeBody)] {
        try ProofReader.lines(try out.bytes(CaseSource.changesPath), of: CaseSource.changesPath).map { reader, value in
            let change = try ExportedChange(json: value, in: reader)
            return (change, try ProtobufChangeCodec().decodeBody(change.body))
        }
    }

    @Test func numbersAreHiddenInEveryFileUntilTheyAreAskedFor() throws {
        let out = try HandedOut()
        for path in out.paths { #expect(!(try text(out, path).contains(HandedOut.number)), "\(path)") }
        for (change, body) in try bodies(out) {
            #expect(!change.body.containsText(HandedOut.number))
            // With its salt, the hidden digits of a masked body are found by hashing a hundred million of them.
            #expect((body.salt == 0) == change.isMasked)
        }
        #expect(try text(out, ExportedCase.pagePath).contains("360899********0010"))

        let whole = try HandedOut(ExportOptions(reveals: true))
        #expect(try text(whole, ExportedCase.pagePath).contains(HandedOut.number))
        #expect(try bodies(whole).allSatisfy { !$0.change.isMasked })
        #expect(try whole.report().isSound)
    }

    @Test func whatIsForNamedReadersGoesAlongOnlyWhenSomebodySaysSo() throws {
        let out = try HandedOut()
        for path in out.paths {
            let text = try text(out, path)
            #expect(!text.contains("检举的内容") && !text.contains("背着人说的话"), "\(path)")
        }
        // That a visit had words of its own is admitted; that somebody reported an official is not even counted.
        #expect(try out.report().withheldRecords == 1)
        #expect(try bodies(out).allSatisfy { $0.change.record.kind != WhistleReportSchema.recordKind })
        let told = try HandedOut(ExportOptions(includesRestricted: true))
        for words in ["检举的内容", "背着人说的话"] { #expect(try text(told, ExportedCase.pagePath).contains(words)) }
        #expect(try told.report().withheldRecords == 0)
    }

    @Test func onlyThisCaseAndThoseWhoAreInItGoOut() throws {
        let out = try HandedOut()
        let other = try out.office.write { try $0.create(.case("另一家的事"), in: Office.village) }.key
        try out.write()
        for path in out.paths { #expect(!(try text(out, path).contains("另一家的事")), "\(path)") }
        let named = try bodies(out)
        #expect(!named.contains { $0.change.record == other })
        // Of two cadres, the one who wrote.
        let users = named.filter { $0.change.record.kind == DirectorySchema.userKind }.map(\.change.record.id)
        #expect(users == [Office.zhang])
        #expect(try out.report().isSound)
    }

    @Test func aMeetingThatSpeaksOfOtherCasesStaysAtHomeAndANeighbourIsNamed() throws {
        let out = try HandedOut()
        let other = try out.office.write { try $0.create(.case("另一家的事"), in: Office.village) }.key
        func agenda(_ cases: [RecordKey]) -> FieldValue {
            .array(cases.map { .object([("case", .string($0.id.description)), ("decision", .string("会上议定的事"))]) })
        }
        for cases in [[out.key, other], [out.key]] {
            _ = try out.office.write {
                try $0.create(
                    RecordDraft(
                        kind: "meeting",
                        fields: [
                            ("kind", .string("weekly")), ("started", .string("2026-05-08 09:00")),
                            ("agenda", agenda(cases)), ("minutes", .string(cases.count == 2 ? "说到两家" : "只说这一家")),
                        ]), in: Office.village)
            }
        }
        _ = try out.office.write { writing in
            try writing.save(
                [
                    .create(.person("王邻居", local: "wang")),
                    .create(
                        RecordDraft(
                            kind: "visit",
                            fields: [
                                ("case", .string(out.key.id.description)), ("started", .string("2026-05-09 10:00")),
                                ("present", .array([.object([("person", .string("@wang"))])])),
                            ])),
                ], in: Office.village)
        }
        try out.write()
        let page = try text(out, ExportedCase.pagePath)
        #expect(page.contains("只说这一家") && !page.contains("说到两家"))
        #expect(page.contains("王邻居") && page.contains("还说到别的案件"))
        #expect(try bodies(out).allSatisfy { $0.change.record != other })
        let report = try out.report()
        #expect(report.isSound && report.withheldRecords == 2)
        try out.write(ExportOptions(includesRestricted: true))
        #expect(try text(out, ExportedCase.pagePath).contains("说到两家"))
    }

    @Test func bothSidesOfADisagreementAndWhatWasReplacedStandOnThePage() throws {
        let out = try HandedOut()
        let seen = try out.office.view(out.key).seen
        _ = try out.office.setNext(out.key, step: "请司法所到场", date: "2026-06-20", seen: seen)
        _ = try out.office.setNext(out.key, step: "先看望老人", date: "2026-06-12", as: Office.li, seen: seen)
        try out.write()
        let page = try text(out, ExportedCase.pagePath)
        for words in ["请司法所到场", "先看望老人", "说法不一", "再次走访", "李干部", "卷内目录", "走访", "补录"] {
            #expect(page.contains(words), "\(words)")
        }
        #expect(page.contains("@page { size: A4"))
        #expect(!page.contains("http://") && !page.contains("https://") && !page.contains("<script"))
        let lines = try text(out, "records.jsonl").split(separator: "\n").map { try FieldValue(json: String($0)) }
        let own = try #require(lines.first { $0["record"] == .string(out.key.id.description) })
        #expect(own["disputed"] == .bool(true))
        guard case .array(let history)? = own["history"] else { throw ExportRefusal.folderMissing("history") }
        #expect(history.count == 3)
        #expect(try out.report().isSound)
    }

    @Test func aFileThatIsNotHereOrNotWantedIsSaidToBeAbsent() throws {
        let out = try HandedOut(ExportOptions(includesFiles: false))
        let report = try out.report()
        #expect(report.isSound && report.attachments == 0 && report.absentAttachments == 1)
        #expect(!out.paths.contains { $0.hasPrefix("附件/") })
        #expect(try text(out, ExportedCase.pagePath).contains("\(Hash(of: HandedOut.scan))"))
    }

    @Test func aFolderThatIsThereIsNotTouched() throws {
        let out = try HandedOut()
        let before = out.paths
        #expect(throws: ExportTrouble.exists(path: out.folder)) { try ExportWriter(out.folder) }
        #expect(throws: ExportTrouble.missingFolder(path: "\(out.folder)/none")) {
            try ExportWriter("\(out.folder)/none/of-it")
        }
        let writer = try ExportWriter(out.folder + "-second")
        try writer.add("a/b.txt", [1])
        writer.abandon()
        let parent = URL(fileURLWithPath: out.folder).deletingLastPathComponent().path
        let name = URL(fileURLWithPath: out.folder).lastPathComponent
        let left = try FileManager.default.contentsOfDirectory(atPath: parent).filter { $0.hasPrefix(name) }
        #expect(left == [name])
        #expect(out.paths == before)
    }

    @Test func bothLanguagesHaveTheSameWordsWithTheSamePlaces() throws {
        let (zhHans, en) = (ExportWords.words(in: .zhHans).entries, ExportWords.words(in: .en).entries)
        #expect(zhHans.map(\.key) == en.map(\.key))
        for (left, right) in zip(zhHans, en) {
            let places = [left.text, right.text].map { text in
                Set(text.matches(of: #/\{[a-z_]+\}/#).map { String($0.output) })
            }
            #expect(places[0] == places[1], "\(left.key)")
        }
        for code in ExportProblem.Code.allCases { #expect(ExportWords.words(in: .en).has("verify.\(code.rawValue)")) }
        let template = String(decoding: PackageResources.dossier_mustache, as: UTF8.self)
        for match in template.matches(of: #/\{\{w\.([a-z_]+)\}\}/#) {
            #expect(ExportWords.words(in: .zhHans).has("dossier.\(match.1)"), "\(match.1)")
        }
    }
}

extension [UInt8] {
    /// Whether the text's bytes stand in them.
    fileprivate func containsText(_ text: String) -> Bool { firstRange(of: Array(text.utf8)) != nil }
}
