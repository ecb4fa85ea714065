import Testing

/// Two windows, two readings: nothing is lost before people settle it, and nothing after.
@Suite(.timeLimit(.minutes(5)))
struct CaseConflictTests {
    @Test func aValueThatWasNotSeenStaysBesideTheNewOne() throws {
        let county = try RecordingCounty.withCase()
        let seen = try county.seen("永丰-001")
        try county.json("correct", "永丰-001", "next=去镇里开会", "--seen", seen)
        let second = try county.json("correct", "永丰-001", "next=核对医疗票据", "--seen", seen)
        #expect(second["saved"][0]["disputed"].items.map { $0["en"].text } == ["Next"])

        let shown = try county.json("show", "永丰-001")
        #expect(shown["isDisputed"].isTrue)
        let readings = shown.field("next")["readings"].items.map { $0["text"]["zhHans"].text }
        #expect(Set(readings) == ["去镇里开会", "核对医疗票据"])
        let text = try county.run("show", "永丰-001")
        #expect(text.output.contains("【有分歧】"))
        // Without a token a disputed field is refused, and nothing changes.
        let refused = try county.run("correct", "永丰-001", "next=第三种")
        #expect(refused.status == 4)
        #expect(refused.errors.contains("--seen"))
        #expect(try county.json("show", "永丰-001").field("next") == shown.field("next"))
    }

    @Test func settlingKeepsTheOtherReadingInTheLog() throws {
        let county = try RecordingCounty.withCase()
        let seen = try county.seen("永丰-001")
        for step in ["去镇里开会", "核对医疗票据"] {
            try county.json("correct", "永丰-001", "next=\(step)", "--seen", seen)
        }
        let conflict = try county.json("conflicts")["conflicts"][0]
        let side = try #require(conflict["sides"].items.first { $0["text"]["zhHans"].text == "去镇里开会" })
        let number = try #require(side["number"].number)
        try county.json(
            "settle", "永丰-001", "next", "--take", "\(Int(number))", "--reason", "电话核对", "--seen", conflict["seen"].text)
        #expect(try county.json("show", "永丰-001").shown("next") == "去镇里开会")
        #expect(try county.json("conflicts")["conflicts"].items.isEmpty)

        let entries = try county.json("log", "永丰-001")["entries"].items
        let settled = try #require(entries.last)
        #expect(settled["note"].text == "电话核对")
        let loser = try #require(
            entries.first { $0["writes"][0]["text"]["zhHans"].text == "核对医疗票据" }?["writes"][0])
        #expect(loser["outcome"].text == "lost")
        #expect(loser["lostTo"].items.contains(settled["change"]))
        // What is settled is not settled again.
        let again = try county.run(
            "settle", "永丰-001", "next", "--take", "1", "--reason", "…", "--seen", conflict["seen"].text)
        #expect(again.status == 2)
    }

    @Test func aReadingThatCameLaterDoesNotMoveTheNumbers() throws {
        let county = try RecordingCounty.withCase()
        let seen = try county.seen("永丰-001")
        for step in ["甲", "乙"] { try county.json("correct", "永丰-001", "next=\(step)", "--seen", seen) }
        let conflict = try county.json("conflicts")["conflicts"][0]
        let wanted = conflict["sides"][0]["text"]["zhHans"].text
        // A third reading, newer than both: it would be the first of a new count.
        try county.json("correct", "永丰-001", "next=丙", "--seen", seen)
        try county.json(
            "settle", "永丰-001", "next", "--take", "1", "--reason", "核对", "--seen", conflict["seen"].text)
        let readings = try county.json("show", "永丰-001").field("next")["readings"].items
        #expect(Set(readings.map { $0["text"]["zhHans"].text }) == [wanted, "丙"])
    }

    @Test func aWithdrawnRecordComesBack() throws {
        let county = try RecordingCounty.withCase()
        let id = try county.json("show", "刘某某")["record"]["short"].text
        try county.json("withdraw", id, "--reason", "重复登记")
        #expect(try county.json("show", id)["withdrawalReason"].text == "重复登记")
        // It is no longer found by name, also not as part of a case's title.
        #expect(try county.run("correct", "刘某某", "sex=男").status == 3)
        #expect(try county.run("correct", id, "sex=男").status == 2)
        try county.json("reinstate", id, "--reason", "不是重复")
        let shown = try county.json("show", "刘某某")
        #expect(!shown["isWithdrawn"].isTrue)
        #expect(try county.json("log", id)["entries"].items.count == 3)
    }
}
