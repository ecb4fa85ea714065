import CaseFile

/// What in a text may still tell who or where is meant, for a person to look at.
///
/// It rather shows too much: a name that nobody recorded stands behind a surname, a place before its ending, and
/// numbers and days can be looked up.
struct Suspicions {
    private(set) var all: [AnonymousText.Suspicion] = []
    private let text: [Character]

    init(of text: String) {
        self.text = Array(text)
        var index = 0
        while index < self.text.count { index = max(look(at: index), index + 1) }
    }

    private mutating func note(_ range: Range<Int>, _ reason: AnonymousText.Suspicion.Reason) {
        let found = String(text[range])
        if let known = all.firstIndex(where: { $0.text == found && $0.reason == reason }) {
            all[known].count += 1
        } else {
            all.append(.init(text: found, reason: reason, count: 1))
        }
    }

    /// Notes what begins at `start`; the place where the next look begins.
    private mutating func look(at start: Int) -> Int {
        if let own = Anonymiser.bracketed.first(where: { isAt(start, Array($0)) }) { return start + own.count }
        if PersonalNumbers.digit(text[start]) != nil { return lookAtNumber(start) }
        if Self.isLatin(text[start]) { return lookAtLatin(start) }
        for place in Self.placeEndings where isAt(start, place) {
            if let begin = nameBefore(start, max: 4) { note(begin..<(start + place.count), .place) }
        }
        for organisation in Self.organisations where isAt(start, organisation) {
            if let begin = nameBefore(start, max: 8), start - begin > 1 {
                note(begin..<(start + organisation.count), .organisation)
            }
        }
        return lookAtName(start)
    }

    private mutating func lookAtNumber(_ start: Int) -> Int {
        var end = PersonalNumbers.endOfDigits(in: text, at: start)
        func unit(_ at: Int) -> Character? { at < text.count ? text[at] : nil }
        // A day, also in parts: 2026年6月3日, 2026-06-03, 6月3日.
        var parts = 1
        var last = end
        while parts < 3, let sign = unit(last), "年月-－/.．".contains(sign), last + 1 < text.count,
            PersonalNumbers.digit(text[last + 1]) != nil
        {
            last = PersonalNumbers.endOfDigits(in: text, at: last + 1)
            parts += 1
        }
        if let sign = unit(last), "日号".contains(sign), parts > 1 { last += 1 }
        let isMoney = unit(end).map { "元万千百亩角分.．".contains($0) } ?? false
        if parts == 3 || (parts == 2 && text[last - 1] == "日") {
            note(start..<last, .date)
            return last
        }
        if let sign = unit(end), "号栋幢室组".contains(sign) {
            end += 1
            note(start..<end, .number)
        } else if end - start >= 5, !isMoney {
            note(start..<end, .number)
        }
        return end
    }

    private mutating func lookAtLatin(_ start: Int) -> Int {
        var end = start
        while end < text.count,
            Self.isLatin(text[end]) || PersonalNumbers.digit(text[end]) != nil || "@._-".contains(text[end])
        { end += 1 }
        if end - start >= 4 || text[start..<end].contains("@") { note(start..<end, .contact) }
        return end
    }

    private mutating func lookAtName(_ start: Int) -> Int {
        func isSurname(_ at: Int) -> Bool { at < text.count && Self.surnames.contains(text[at]) }
        // 老李, 小王.
        if "老小阿".contains(text[start]), isSurname(start + 1) {
            let isWord = Self.words.contains { isAt(start, $0) }
            if !isWord { note(start..<(start + 2), .name) }
            return start + 1
        }
        guard isSurname(start) else { return start + 1 }
        for length in 0...2 {
            for title in Self.titles where isAt(start + 1 + length, title) && areHan(start + 1, length) {
                note(start..<(start + 1 + length + title.count), .name)
                return start + 1 + length + title.count
            }
        }
        // A whole name between a boundary and what people do.
        let before = start == 0 ? nil : text[start - 1]
        guard before.map({ !$0.isHan || Self.lead.contains($0) }) ?? true else { return start + 1 }
        if Self.words.contains(where: { isAt(start, $0) }) { return start + 1 }
        for length in [2, 1] where areHan(start + 1, length) {
            let next = start + 1 + length
            guard next == text.count || !text[next].isHan || Self.follow.contains(text[next]) else { continue }
            note(start..<next, .name)
            return next
        }
        return start + 1
    }

    private func isAt(_ start: Int, _ wanted: [Character]) -> Bool {
        start >= 0 && start + wanted.count <= text.count && text[start..<(start + wanted.count)].elementsEqual(wanted)
    }

    private func areHan(_ start: Int, _ count: Int) -> Bool {
        start + count <= text.count
            && text[start..<(start + count)].allSatisfy { $0.isHan && !Self.breaks.contains($0) }
    }

    /// Where a proper name before `end` begins; nil where none stands there, or one that was taken out already.
    private func nameBefore(_ end: Int, max: Int) -> Int? {
        var start = end
        while start > 0, end - start < max, text[start - 1].isHan, !Self.breaks.contains(text[start - 1]) { start -= 1 }
        guard start < end else { return nil }
        return start > 0 && text[start - 1] == "某" || Self.commonBefore.contains(String(text[start..<end]))
            ? nil : start
    }

    private static func isLatin(_ character: Character) -> Bool { character.isASCII && character.isLetter }

    private static let surnames = Set(
        "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林郑谢罗梁宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤欧温涂聂艾"
    )
    private static let titles = [
        "某某", "某", "先生", "女士", "大爷", "大妈", "大伯", "大娘", "书记", "主任", "镇长", "乡长", "县长", "村长", "组长", "医生", "老师", "律师",
        "法官", "警官", "所长", "局长", "院长", "经理", "老板", "队长", "支书", "叔", "婶", "伯", "嫂", "哥",
    ].map(Array.init)
    private static let lead = Set("和与向对给被把由跟让请找同及")
    private static let follow = Set("说称表示认同签到去来在及和与的因向把被要愿不家道打送赔还付让给")
    private static let words = [
        "方面", "方案", "方式", "方法", "高兴", "任何", "任务", "于是", "时间", "马上", "成为", "金额", "黄金", "江西", "何时", "万元", "许多", "应当",
        "温情", "余款", "向上", "程序", "小区", "老小", "小组", "田地", "石头", "范围", "何况", "武装", "严重", "钟头", "白天", "龙头", "史料", "毛病",
        "江河", "周边", "周围", "程度", "任意", "任由", "高处", "高龄", "林地", "林权", "田间", "水田", "山林", "曾经", "曾在", "付款", "付清", "付了",
        "余下",
        "许可", "莫名", "顾虑", "夏天", "秦岭", "欧元", "雷雨", "段落", "小田", "老林", "小何", "同意",
    ].map(Array.init)
    private static let placeEndings = ["村", "镇", "乡", "县", "街道", "社区", "小区", "路", "巷", "水库", "林场"].map(Array.init)
    private static let organisations = [
        "公司", "医院", "学校", "小学", "中学", "合作社", "银行", "超市", "饭店", "工地", "卫生院", "派出所", "厂",
    ].map(Array.init)
    private static let commonBefore: Set<String> = [
        "本", "全", "外", "农", "乡", "该", "进", "出", "住", "各", "同", "邻", "城", "道", "公", "一", "走", "修", "铺", "思", "出口", "山",
        "下",
    ]
    private static let breaks = Set("在到去的和与从于是了把向被为对这那该本全各某两一二三四五六七八九十我你他她它们就也都还又很不没有要将给说称经由至及并但而或即让请跟等")
}
