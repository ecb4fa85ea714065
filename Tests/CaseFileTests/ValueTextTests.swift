import CaseFile
import Replication
import Testing

@Suite struct ValueTextTests {
    let catalog = Catalog.current

    @Test(
        arguments: [
            ("200000", 20_000_000), ("1234.5", 123_450), ("1234.50", 123_450), ("0.01", 1), ("0", 0),
            ("２０００００", 20_000_000), ("１２３４．５", 123_450), ("1,234,567.89", 123_456_789), ("１，２３４", 123_400),
            ("¥1,234.50", 123_450), ("￥1234元", 123_400), (" 600000 元 ", 60_000_000), ("CNY 12.30", 1230),
            ("20万", 20_000_000), ("20.5万元", 20_500_000), ("0.000001万", 1), ("999999999999.99", 99_999_999_999_999),
        ] as [(String, Int64)])
    func moneyIsTypedInYuanAndHeldInFen(text: String, fen: Int64) throws {
        #expect(try catalog.value(from: text, as: .money) == .integer(fen))
    }

    @Test(arguments: [
        "1.234", "1,5", "12,34", "1,2345", ",123", "1.", ".5", "-5", "60多万", "1e3", "元", "万", "1 234", "5%",
        "1000000000000", "99999999999999999999", "0.0000001万", "二十万",
    ])
    func whatIsNoAmountIsRefused(text: String) {
        #expect(throws: ValueTextError.self) { try catalog.value(from: text, as: .money) }
    }

    @Test(arguments: [
        ("2026-06-03", "2026-06-03"), ("2026/6/3", "2026-06-03"), ("2026.6.3", "2026-06-03"),
        ("2026年6月3日", "2026-06-03"), ("2026年06月03号", "2026-06-03"), ("20260603", "2026-06-03"),
        ("２０２６年６月３日", "2026-06-03"), ("２０２６－０６－０３", "2026-06-03"), ("２０２６／６／３", "2026-06-03"),
        (" 2024-2-29 ", "2024-02-29"), ("2026 年 6 月 3 日", "2026-06-03"),
    ])
    func datesAreReadInTheFormsPeopleType(text: String, date: String) throws {
        #expect(try catalog.value(from: text, as: .date) == .date(try #require(CivilDate(date))))
    }

    @Test(arguments: [
        "2026-02-30", "2025-2-29", "26-6-3", "2026-6", "6月3日", "2026年6月", "202663", "2026063", "46176", "明天",
        "2026-06-03 14:05", "2026--3", "2026-06-03-1", "+026-06-03",
    ])
    func whatIsNoDayIsRefused(text: String) {
        #expect(throws: ValueTextError.self) { try catalog.value(from: text, as: .date) }
    }

    @Test(
        arguments: [
            ("2026-06-03 14:05", 1_780_466_700_000), ("2026-06-03T14:05", 1_780_466_700_000),
            ("2026年6月3日14时5分", 1_780_466_700_000), ("2026年6月3日 14:05", 1_780_466_700_000),
            ("2026/6/3　１４：０５", 1_780_466_700_000), ("2026-06-03T06:05:00Z", 1_780_466_700_000),
            ("2026-06-03T14:05:00+08:00", 1_780_466_700_000), ("2026-06-03T14:05:00+0800", 1_780_466_700_000),
            ("2026-06-03T01:05:00-05:00", 1_780_466_700_000), ("20260603 14:05:07", 1_780_466_707_000),
            ("2026-06-03 14:05:07.25", 1_780_466_707_250), ("2026年6月3日14点5分7秒", 1_780_466_707_000),
            ("2026年6月3日14时", 1_780_466_400_000), ("2026-06-03 9:05", 1_780_448_700_000),
        ] as [(String, Int64)])
    func timesAreOfShanghaiUnlessTheySayOtherwise(text: String, instant: Int64) throws {
        #expect(try catalog.value(from: text, as: .instant) == .instant(instant))
    }

    @Test(arguments: [
        "2026-06-03", "14:05", "2026-06-03 24:00", "2026-06-03 14:5", "2026-06-03 14", "2026-06-03 14:60",
        "2026-06-03T14:05:00+99:00", "2026-06-03 14:05:07.1234", "2026-02-30 14:05", "2026年6月3日",
        "2026-06-03 下午", "1780466700000", "2026-06-03 14:05:06:07",
    ])
    func whatIsNoTimeIsRefused(text: String) {
        #expect(throws: ValueTextError.self) { try catalog.value(from: text, as: .instant) }
    }

    @Test(arguments: [
        ("是", true), ("否", false), ("Yes", true), ("no", false), ("TRUE", true), ("false", false), ("有", true),
        ("无", false), ("１", true), ("0", false), ("ｙ", true),
    ])
    func yesAndNoAreRead(text: String, flag: Bool) throws {
        #expect(try catalog.value(from: text, as: .boolean) == .boolean(flag))
    }

    @Test func wholeNumbersStayWithinTheirRange() throws {
        let type = ValueType.integer(0...10)
        #expect(try catalog.value(from: "０", as: type) == .integer(0))
        #expect(try catalog.value(from: "10", as: type) == .integer(10))
        #expect(try catalog.value(from: "-3", as: .integer(-5...5)) == .integer(-3))
        #expect(try catalog.value(from: "1,234", as: .integer(0...5000)) == .integer(1234))
        for text in ["11", "-1", "5.0", "五", "99999999999999999999", "--1", "-"] {
            #expect(throws: ValueTextError.self) { try catalog.value(from: text, as: type) }
        }
    }

    @Test func codesAreGivenByCodeOrLabel() throws {
        for text in ["0303", "０３０３", "身体健康及人身自由", "bodily health and liberty"] {
            #expect(try catalog.value(from: text, as: .code(.eventCategory)) == .code("0303"))
        }
        #expect(throws: ValueTextError.self) { try catalog.value(from: "303", as: .code(.eventCategory)) }
        #expect(throws: ValueTextError.self) { try catalog.value(from: "a", as: .code(CodeTable.Name("no_such"))) }
    }

    @Test func wordsAreKeptAsTheyAre() throws {
        #expect(try catalog.value(from: "  他说：“我不服。”　２０万  \n", as: .longText) == .text("他说：“我不服。”　２０万"))
        #expect(try catalog.value(from: " \n ", as: .longText) == Value.none)
        #expect(try catalog.value(from: "", as: .money) == Value.none)
        #expect(try catalog.value(from: "四个字呀", as: .text(maxCharacters: 4)) == .text("四个字呀"))
        #expect(throws: ValueTextError.self) { try catalog.value(from: "五个字呀呀", as: .text(maxCharacters: 4)) }
    }

    @Test func referencesAreRecordIDs() throws {
        let id = try #require(RecordID("0190a1b2-c3d4-7e5f-8011-223344556677"))
        let person = ValueType.reference([PersonSchema.recordKind])
        #expect(
            try catalog.value(from: id.description.uppercased(), as: person)
                == .reference(Reference(kind: PersonSchema.recordKind, id: id)))
        // From a village into the directory the scope goes without saying, and stands in the value.
        let user = ValueType.reference([DirectorySchema.userKind])
        #expect(
            try catalog.value(from: id.description, as: user)
                == .reference(Reference(scope: .directory, kind: DirectorySchema.userKind, id: id)))
        #expect(
            try catalog.value(from: id.description, as: user, in: .directory)
                == .reference(Reference(kind: DirectorySchema.userKind, id: id)))
        let either = ValueType.reference([PersonSchema.recordKind, HouseholdSchema.recordKind])
        let elsewhere = ScopeID(rawValue: 0x0123_4567_89AB_CDEF)
        #expect(
            try catalog.value(from: "household:\(id)@\(elsewhere)", as: either)
                == .reference(Reference(scope: elsewhere, kind: HouseholdSchema.recordKind, id: id)))
        for text in ["\(id)", "visit:\(id)", "person:12", "person:\(id)@12"] {
            #expect(throws: ValueTextError.self) { try catalog.value(from: text, as: either) }
        }
    }

    @Test func listsAreDividedByChineseOrPlainSigns() throws {
        let methods = ValueType.list(of: .code(.visitMethod))
        let expected = Value.list([.code("empathy"), .code("law")])
        for text in ["共情互谅、法律释明", "empathy,law", "empathy；law", "empathy，法律释明、", "empathy\nlaw\n"] {
            #expect(try catalog.value(from: text, as: methods) == expected, "\(text)")
        }
        #expect(
            try catalog.value(from: "先还旧账、再补新账、法律释明、先谈心情、再谈事情", as: methods)
                == .list([.code("old_debts_first"), .code("law"), .code("feelings_first")]))
        #expect(throws: ValueTextError.self) { try catalog.value(from: "先还旧账、法律释明", as: methods) }
        #expect(try catalog.value(from: "、", as: methods) == Value.none)
        #expect(
            try catalog.value(from: "a, b；c", as: .list(of: .text(maxCharacters: 9)))
                == .list([.text("a, b"), .text("c")]))
    }

    @Test func groupsAreNameAndValueOrTheLeadMemberAlone() throws {
        let milestone = MilestoneSchema.recordKind
        let payment = Value.group([
            GroupMember(MilestoneSchema.Payment.amount, .integer(5_000_000)),
            GroupMember(MilestoneSchema.Payment.payer, .text("邹某")),
        ])
        for text in ["payer=邹某; amount=50000", "金额：5万；付款人：邹某", "1=50000\n2＝邹某", "Amount: 50,000; Payer: 邹某;"] {
            #expect(try catalog.value(from: text, for: MilestoneSchema.payment, of: milestone) == payment, "\(text)")
        }
        #expect(
            try catalog.value(from: "50000", for: MilestoneSchema.payment, of: milestone)
                == .group([GroupMember(MilestoneSchema.Payment.amount, .integer(5_000_000))]))
        #expect(
            try catalog.value(from: "张三、李四", for: VisitSchema.visitors, of: VisitSchema.recordKind)
                == .list([
                    .group([GroupMember(UserOrName.name, .text("张三"))]),
                    .group([GroupMember(UserOrName.name, .text("李四"))]),
                ]))
        #expect(
            try catalog.value(
                from: "姓名：张三；单位：村委会\n姓名：李四", for: VisitSchema.visitors, of: VisitSchema.recordKind)
                == .list([
                    .group([
                        GroupMember(UserOrName.name, .text("张三")), GroupMember(UserOrName.organisation, .text("村委会")),
                    ]),
                    .group([GroupMember(UserOrName.name, .text("李四"))]),
                ]))
        for text in ["amount=5; amount=6", "amount=5; paid=6", "amount=5; 6", "邹某"] {
            #expect(throws: ValueTextError.self) {
                try catalog.value(from: text, for: MilestoneSchema.payment, of: milestone)
            }
        }
        #expect(try catalog.value(from: "amount=", for: MilestoneSchema.payment, of: milestone) == Value.none)
    }

    @Test func errorsNameTheValueTheRegisterAndWhatIsAccepted() throws {
        do {
            _ = try catalog.value(from: "2026-2-31", for: PersonSchema.birth, of: PersonSchema.recordKind)
            Issue.record("a day that does not exist was accepted")
        } catch {
            #expect(
                error.message(in: .zhHans)
                    == "“2026-2-31”不能填入“出生日期”，请填写日期，例如2026-06-03、2026/6/3、2026年6月3日或20260603")
            #expect(error.description.hasPrefix("\"2026-2-31\" is not accepted for Date of birth: give a date"))
        }
        do {
            _ = try catalog.value(
                from: "level=purple", for: CaseSchema.risk, of: CaseSchema.recordKind)
            Issue.record("a level that does not exist was accepted")
        } catch {
            #expect(error.given == "purple")
            #expect(error.path.map(\.en) == ["Risk", "Level"])
            #expect(error.message(in: .zhHans).contains("“风险等级·等级”"))
            #expect(error.accepted.en.contains("yellow"))
        }
        do {
            _ = try catalog.value(from: "x", for: RegisterNumber(rawValue: 9000), of: PersonSchema.recordKind)
            Issue.record("an unknown register was written")
        } catch {
            #expect(error.path.map(\.en) == ["Person", "field 9000"])
        }
    }

    /// What is shown in a form, left as it is and read back, is the same value.
    @Test(arguments: Language.allCases)
    func shownTextIsReadBackAsTheSameValue(language: Language) throws {
        for (type, value) in SampleValues.all {
            let text = catalog.text(for: value, as: type, in: language)
            #expect(try catalog.value(from: text, as: type) == value, "\(text)")
        }
    }

    @Test func valuesAreShownInTheLanguageAskedFor() throws {
        #expect(catalog.text(for: .integer(123_456_750), as: .money, in: .zhHans) == "1,234,567.50元")
        #expect(catalog.text(for: .integer(5), as: .money, in: .en) == "CNY 0.05")
        #expect(catalog.text(for: .integer(-123_450), as: .money, in: .en) == "CNY -1,234.50")
        #expect(catalog.text(for: .integer(-12_345), as: .money, in: .en) == "CNY -123.45")
        #expect(catalog.text(for: .code("back_to_back"), as: .code(.visitMode), in: .zhHans) == "背靠背")
        #expect(catalog.text(for: .code("back_to_back"), as: .code(.visitMode), in: .en) == "Back to back")
        #expect(catalog.text(for: .code("novel"), as: .code(.visitMode), in: .en) == "novel")
        #expect(catalog.text(for: .none, as: .money, in: .en) == "")
        #expect(catalog.text(for: .instant(0), as: nil, in: .zhHans) == "1970-01-01 08:00")
        #expect(catalog.text(for: .unrecognized([1, 2]), as: .money, in: .zhHans).contains("2字节"))
        let payment = Value.group([
            GroupMember(1, .integer(100)), GroupMember(2, .text("邹某")), GroupMember(99, .text("新")),
        ])
        #expect(
            catalog.text(for: payment, of: MilestoneSchema.payment, in: MilestoneSchema.recordKind, language: .zhHans)
                == "金额：1.00元；付款人：邹某；99：新")
        #expect(
            catalog.text(for: .text("不是钱"), as: .money, in: .zhHans) == "不是钱")
    }
}
