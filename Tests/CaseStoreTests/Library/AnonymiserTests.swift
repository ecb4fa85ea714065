import CaseWork
import Testing

@Suite struct AnonymiserTests {
    private let anonymiser = Anonymiser(
        people: [["邹小林"], ["刘明", "刘阿明"]], workers: [["张干部"]],
        places: [
            .init(name: "石仓村", code: "360825101201", isOwn: true),
            .init(name: "藤田镇", code: "360825101000", isOwn: true),
            .init(name: "永丰县", code: "360825000000", isOwn: true),
            .init(name: "中心村", code: "360825101202", isOwn: false),
        ], addresses: ["石仓村17号"], numbers: [("G1234567", .identityNumber)])

    @Test(arguments: [
        ("邹小林和刘明吵架，小林先动手", "甲和乙吵架，甲先动手"), ("刘阿明即刘明", "乙即乙"), ("刘　明、邹·小林", "乙、甲"),
        ("张干部到永丰县藤田镇石仓村走访", "工作人员一到某县某镇某村走访"), ("家住石仓村17号", "家住〔住址〕"), ("石仓的水田，县中心", "某地的水田，县中心"),
        ("中心村也有一例", "某村也有一例"), ("证件360825196403120016。", "证件〔证件号〕。"), ("证件36082519640312001X。", "证件〔证件号〕。"),
        ("电话138-0796-1234", "电话〔电话〕"), ("电话１３８０７９６１２３４", "电话〔电话〕"), ("座机0796-2511234", "座机〔电话〕"),
        ("卡号6222021001122334455", "卡号〔账号〕"), ("护照G1234567", "护照〔证件号〕"), ("赔偿220000元", "赔偿220000元"),
    ])
    func whatNamesPeopleIsReplaced(_ text: String, _ expected: String) {
        #expect(anonymiser.anonymous(text).text == expected)
    }

    @Test(arguments: [
        ("欧阳建国来了，建国先开口", "甲来了，甲先开口"), ("欧阳娜也在，阳娜娜不在", "乙也在，阳娜娜不在"),
    ])
    func aSurnameOfTwoSignsIsNoPartOfTheGivenName(_ text: String, _ expected: String) {
        #expect(Anonymiser(people: [["欧阳建国"], ["欧阳娜"]]).anonymous(text).text == expected)
    }

    /// Brackets that the program did not set hide nothing.
    @Test func whatSomebodyPutInBracketsIsLookedAt() {
        for text in ["〔向陈国栋道歉", "〔向陈国栋道歉〕，后来〔住址〕"] {
            #expect(anonymiser.anonymous(text).suspicions.map(\.text) == ["陈国栋"])
        }
    }

    @Test func everyReplacementIsListedWithHowOftenItWasMade() {
        let result = anonymiser.anonymous("邹小林说，邹小林的电话是13807961234")
        #expect(result.replacements.map(\.original) == ["邹小林", "13807961234"])
        #expect(result.replacements.map(\.placeholder) == ["甲", "〔电话〕"])
        #expect(result.replacements.map(\.kind) == [.person, .phone])
        #expect(result.replacements.map(\.count) == [2, 1])
        // The same again, sign by sign; and what was made is not touched by another pass.
        #expect(anonymiser.anonymous("邹小林说，邹小林的电话是13807961234") == result)
        #expect(anonymiser.anonymous(result.text).text == result.text)
    }

    @Test(arguments: [
        ("后来找到老李帮忙", "老李", AnonymousText.Suspicion.Reason.name), ("请周某某作证", "周某某", .name),
        ("向陈国栋道歉", "陈国栋", .name), ("王书记主持", "王书记", .name), ("搬到了下坊村", "下坊村", .place),
        ("2019年6月3日签字", "2019年6月3日", .date), ("在永新矿业公司上班", "永新矿业公司", .organisation),
        ("编号20190603", "20190603", .number),
        ("微信zoulin88", "zoulin88", .contact), ("3栋那家", "3栋", .number),
    ])
    func whatMayStillTellIsShown(_ text: String, _ found: String, _ reason: AnonymousText.Suspicion.Reason) {
        let suspicions = anonymiser.anonymous(text).suspicions
        #expect(suspicions.contains { $0.text.hasSuffix(found) && $0.reason == reason }, "\(suspicions)")
    }

    @Test(arguments: ["双方签了协议，当场付清", "赔偿220000元，分两期", "甲和乙在某村见面，工作人员一在场", "〔住址〕〔电话〕", "先谈心情、再谈事情", "任何一方不得反悔"])
    func plainWordsAreNoSuspicion(_ text: String) {
        #expect(anonymiser.anonymous(text).suspicions.isEmpty, "\(anonymiser.anonymous(text).suspicions)")
    }

    @Test func whatTheWriterAsksForGoesFirst() {
        let result = Anonymiser(people: [["邹小林"]], asked: [("邹小林矿场", "某矿场"), ("哑巴", "一位村民")])
            .anonymous("邹小林矿场的哑巴认识邹小林")
        #expect(result.text == "某矿场的一位村民认识甲")
        #expect(result.replacements.map(\.kind) == [.asked, .asked, .person])
    }

    @Test func longAndOddTextsPass() {
        #expect(anonymiser.anonymous("").text == "")
        let digits = String(repeating: "9", count: 5000)
        #expect(anonymiser.anonymous(digits).text == digits)
        let names = String(repeating: "邹小林", count: 3000)
        #expect(anonymiser.anonymous(names).replacements.first?.count == 3000)
    }
}
