import CaseFile
import CaseStore
import CaseWork
import Replication
import Testing

@Suite struct CalendarFeedTests {
    private func office() throws -> Office {
        let office = try Office.withVillage()
        let file = try office.quietCase([("code", .string("永丰-2026-001"))])
        try office.add(
            "task",
            [
                ("kind", .string("promise")),
                ("text", .string("给邹某办低保；先填表,再报\\镇\n第二行：" + String(repeating: "很长的话", count: 40))),
                ("responsible", group(("name", "李干部"))), ("due", group(("date", "2026-06-08"), ("reason", "邹某说的"))),
            ], of: file)
        try office.add("period", [("rule", .string("XF-DONE")), ("start", .string("2026-06-01"))], of: file)
        try office.add("period", [("rule", .string("无此规则")), ("start", .string("2026-06-01"))], of: file)
        return office
    }

    private func feed(_ office: Office, _ detail: CalendarFeed.Detail) throws -> String {
        let views = try office.list(.all, on: "2026-06-02").views
        return try office.read { try $0.calendar(views, detail, in: .zhHans, now: 1_780_365_845_000).text }
    }

    @Test func linesEndWithCRLFAndNoneIsLongerThan75OctetsOrCutInACharacter() throws {
        let text = try feed(office(), .names)
        #expect(text.utf8.suffix(2).elementsEqual([0x0D, 0x0A]))
        let lines = Array(text.utf8).split(separator: 0x0A, omittingEmptySubsequences: true)
        for line in lines {
            #expect(line.last == 0x0D)
            #expect(line.count <= 76)
            #expect(String(validating: line, as: UTF8.self) != nil)
        }
        #expect(lines.contains { $0.first == 0x20 })
    }

    @Test func unfoldedItSaysWhatIsDueWithTextsEscaped() throws {
        let text = try feed(office(), .names).replacing("\r\n ", with: "")
        let lines = text.split(separator: "\r\n").map(String.init)
        #expect(lines.first == "BEGIN:VCALENDAR")
        #expect(lines.last == "END:VCALENDAR")
        #expect(lines.contains("VERSION:2.0"))
        #expect(lines.contains("DTSTAMP:20260602T020405Z"))
        #expect(lines.contains("DTSTART;VALUE=DATE:20260608"))
        #expect(lines.contains("DTEND;VALUE=DATE:20260609"))
        #expect(lines.contains { $0.hasPrefix("SUMMARY:") && $0.contains(#"先填表\,再报\\镇\n第二行"#) })
        #expect(lines.contains { $0.hasPrefix("DESCRIPTION:责任人：李干部") })
        #expect(lines.contains("TRIGGER:-P2DT15H"))
        // What has no date is in no calendar.
        #expect(lines.count { $0 == "BEGIN:VEVENT" } == 2)
        #expect(lines.count { $0 == "BEGIN:VALARM" } == 2)
    }

    @Test func byDefaultNobodyIsNamedAndNothingIsQuoted() throws {
        let text = try feed(office(), .codes).replacing("\r\n ", with: "")
        for word in ["邹某", "李干部", "低保", "伤害赔偿"] { #expect(!text.contains(word)) }
        #expect(text.contains("SUMMARY:永丰-2026-001 信访事项办结"))
        #expect(text.contains("信访工作条例第34条"))
    }

    @Test func anEntryKeepsItsIdentifierWhenItsDateMoves() throws {
        let office = try office()
        func identifiers() throws -> Set<String> {
            Set(try feed(office, .codes).split(separator: "\r\n").filter { $0.hasPrefix("UID:") }.map(String.init))
        }
        let before = try identifiers()
        let task = try #require(try office.list(.all, on: "2026-06-02").views.first { $0.item.rule == "DAY-TASK" })
        try office.set(task.item.key, "due", group(("date", "2026-06-12")))
        #expect(try identifiers() == before)
        #expect(before.count == 2)
    }
}
