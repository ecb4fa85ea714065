/// Amounts as people read them: 元, with 分 behind the point where there are any.
enum YuanText {
    static func text(_ cents: Int64) -> String {
        let magnitude = cents.magnitude
        let rest = magnitude % 100
        let sign = cents < 0 ? "-" : ""
        return "\(sign)\(magnitude / 100)" + (rest == 0 ? "" : rest < 10 ? ".0\(rest)" : ".\(rest)")
    }
}
