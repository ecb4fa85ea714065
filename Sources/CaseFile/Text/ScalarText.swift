import Replication

/// Reads single values as people type them into forms, spreadsheets and command lines.
///
/// Full-width digits and signs are read as plain ones. What could mean two things is refused, never guessed: a day
/// without a year, `1,5`, two-digit years.
enum ScalarText {
    /// A whole number, with or without well-formed thousands separators.
    static func integer(_ text: String) -> Int64? {
        var digits = plain(text)[...]
        let isNegative = digits.hasPrefix("-")
        if isNegative { digits = digits.dropFirst() }
        guard let ungrouped = ungrouped(digits) else { return nil }
        return Int64((isNegative ? "-" : "") + ungrouped)
    }

    /// An amount in 元 (`1234.5`, `¥1,234.50元`) or 万元 (`20万`, `20.5万元`), in 分.
    static func money(_ text: String) -> Int64? {
        var amount = plain(text)[...]
        for sign in ["¥", "￥", "CNY", "RMB"] where amount.hasPrefix(sign) {
            amount = amount.dropFirst(sign.count)
            break
        }
        if amount.hasSuffix("元") { amount = amount.dropLast() }
        // One 万元 is 10,000 元 = 1,000,000 分: six places instead of two.
        let isTenThousands = amount.hasSuffix("万")
        if isTenThousands { amount = amount.dropLast() }
        let places = isTenThousands ? 6 : 2

        let parts = amount.trimmed.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
        guard let first = parts.first, let whole = ungrouped(first) else { return nil }
        var fraction = ""
        if parts.count == 2 {
            guard parts[1].isDigits, parts[1].count <= places else { return nil }
            fraction = String(parts[1])
        }
        return Int64(whole + fraction + String(repeating: "0", count: places - fraction.count))
    }

    /// 是/否, 有/无, yes/no, true/false, 1/0.
    static func boolean(_ text: String) -> Bool? {
        switch plain(text).lowercased() {
        case "是", "有", "yes", "y", "true", "1": true
        case "否", "无", "no", "n", "false", "0": false
        default: nil
        }
    }

    /// `2026-06-03`, `2026/6/3`, `2026.6.3`, `2026年6月3日` or `20260603`.
    static func date(_ text: String) -> CivilDate? {
        let plain = plain(text)
        if plain.isDigits {
            guard plain.count == 8 else { return nil }
            return date(year: plain.prefix(4), month: plain.dropFirst(4).prefix(2), day: plain.suffix(2))
        }
        if plain.contains("年") {
            guard let last = plain.last, last == "日" || last == "号" else { return nil }
            let parts = plain.dropLast().split(omittingEmptySubsequences: false) { $0 == "年" || $0 == "月" }
            guard parts.count == 3 else { return nil }
            return date(year: parts[0].trimmed, month: parts[1].trimmed, day: parts[2].trimmed)
        }
        for separator: Character in ["-", "/", "."] {
            let parts = plain.split(separator: separator, omittingEmptySubsequences: false)
            if parts.count == 3 { return date(year: parts[0], month: parts[1], day: parts[2]) }
        }
        return nil
    }

    private static func date(
        year: some StringProtocol, month: some StringProtocol, day: some StringProtocol
    ) -> CivilDate? {
        guard year.count == 4, year.isDigits, month.count <= 2, month.isDigits, day.count <= 2, day.isDigits,
            let year = Int(year), let month = Int(month), let day = Int(day)
        else { return nil }
        return CivilDate(year: year, month: month, day: day)
    }

    /// A date as above and a time of day: `2026-06-03 14:05`, `2026年6月3日14时5分`, `2026-06-03T14:05:00.250Z`; in the
    /// time of Shanghai where no offset is given. Milliseconds since 1970 UTC.
    static func instant(_ text: String) -> Int64? {
        let plain = plain(text)
        guard let (dateText, rest) = splitDateFromTime(plain), let date = date(dateText) else { return nil }
        var time = rest[...]
        var offsetMilliseconds = ShanghaiTime.offsetMilliseconds
        if let last = time.last, last == "Z" || last == "z" {
            time = time.dropLast()
            offsetMilliseconds = 0
        } else if let sign = time.lastIndex(where: { $0 == "+" || $0 == "-" }) {
            guard let offset = minutes(ofOffset: time[time.index(after: sign)...]) else { return nil }
            offsetMilliseconds = (time[sign] == "-" ? -1 : 1) * offset * 60_000
            time = time[..<sign]
        }
        guard let shanghai = timeOfDay(time.trimmed, on: date) else { return nil }
        return shanghai.instant + ShanghaiTime.offsetMilliseconds - offsetMilliseconds
    }

    /// The day and the rest; nil where there is no rest.
    private static func splitDateFromTime(_ text: String) -> (date: String, time: String)? {
        if text.contains("年"), let end = text.firstIndex(where: { $0 == "日" || $0 == "号" }) {
            let rest = text[text.index(after: end)...].trimmed
            return rest.isEmpty ? nil : (String(text[...end]), rest)
        }
        guard let gap = text.firstIndex(where: { $0 == "T" || $0 == "t" || $0.isWhitespace }) else { return nil }
        let rest = text[text.index(after: gap)...].trimmed
        return rest.isEmpty ? nil : (String(text[..<gap]), rest)
    }

    /// `08:00` or `0800`, in minutes.
    private static func minutes(ofOffset text: Substring) -> Int64? {
        let digits = text.filter { $0 != ":" }
        guard digits.count == 4, digits.isDigits, let hours = Int64(digits.prefix(2)),
            let minutes = Int64(digits.suffix(2)), hours <= 14, minutes < 60
        else { return nil }
        return hours * 60 + minutes
    }

    /// `14:05`, `14:05:30.250`, `14时`, `14点5分30秒`.
    private static func timeOfDay(_ text: String, on date: CivilDate) -> ShanghaiTime? {
        var isChinese = false
        var plain = ""
        for character in text {
            switch character {
            case "时", "点", "分":
                isChinese = true
                plain.append(":")
            case "秒": isChinese = true
            default: plain.append(character)
            }
        }
        if isChinese, plain.last == ":" { plain.removeLast() }
        let parts = plain.split(separator: ":", omittingEmptySubsequences: false)
        guard (isChinese ? 1...3 : 2...3).contains(parts.count), parts[0].count <= 2, parts[0].isDigits,
            let hour = Int(parts[0])
        else { return nil }
        var minute = 0
        if parts.count > 1 {
            guard parts[1].isDigits, parts[1].count <= 2, isChinese || parts[1].count == 2, let given = Int(parts[1])
            else { return nil }
            minute = given
        }
        guard parts.count == 3 else { return ShanghaiTime(date: date, hour: hour, minute: minute) }
        let seconds = parts[2].split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
        guard seconds[0].isDigits, seconds[0].count <= 2, let second = Int(seconds[0]) else { return nil }
        var millisecond = 0
        if seconds.count == 2 {
            guard seconds[1].isDigits, seconds[1].count <= 3,
                let given = Int(seconds[1] + String(repeating: "0", count: 3 - seconds[1].count))
            else { return nil }
            millisecond = given
        }
        return ShanghaiTime(date: date, hour: hour, minute: minute, second: second, millisecond: millisecond)
    }

    private static func plain(_ text: String) -> String {
        FullWidth.halved(text).trimmed
    }

    /// The digits without their separators; nil unless every group behind a comma has three.
    private static func ungrouped(_ text: some StringProtocol) -> String? {
        let groups = text.split(separator: ",", omittingEmptySubsequences: false)
        guard let first = groups.first, groups.allSatisfy({ $0.isDigits }) else { return nil }
        if groups.count > 1 {
            guard first.count <= 3, groups.dropFirst().allSatisfy({ $0.count == 3 }) else { return nil }
        }
        return groups.joined()
    }
}
