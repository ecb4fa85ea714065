/// Which category of people's mediation a case of an event category is counted under, and the same for petitions.
///
/// Two offices count one case by two systems, and neither translates into the other: these are proposals that a form fills
/// in and a person changes. Categories that have no counterpart are 99 其他, as the judicial offices do it.
///
/// Source: DOMAIN.md section 2.3 for petitions; for events our own reading of the two lists, sections 2.2 and 2.3.
public enum CategoryMapping {
    /// The code of `mediation_category` for one of `event_category`.
    public static func mediationCategory(ofEvent code: String) -> String {
        exact[code] ?? headings[String(code.prefix(2))] ?? other
    }

    /// The code of `mediation_category` for a first-level category of the petition system, by its words.
    public static func mediationCategory(ofPetition words: String) -> String { petitions[words] ?? other }

    /// The codes of `event_category`, of those given, that are counted under one of `mediation_category`: what the other
    /// direction may propose where it is one.
    public static func eventCategories(ofMediation code: String, among events: [String]) -> [String] {
        events.filter { mediationCategory(ofEvent: $0) == code }
    }

    private static let other = "99"

    private static let exact = [
        "0303": "06",
        "0401": "06", "0402": "15", "0403": "03",
        "0502": "13", "0503": "14", "0504": "09", "0506": "17",
        "0601": "12", "0602": "03", "0603": "05",
        "0902": "03",
        "1001": "16", "1002": "05", "1003": "05", "1004": "05", "1005": "05",
        "1101": "08", "1102": "08", "1105": "08",
    ]

    private static let headings = [
        "01": "01", "02": "02", "05": "06", "06": "04", "07": "10", "08": "04", "09": "07",
    ]

    private static let petitions = [
        "农村农业": "03", "市场监督": "05", "自然资源": "07", "城乡建设": "08", "生态环境": "09",
        "劳动和社会保障": "10", "交通运输": "14", "卫生健康": "13", "房产物业": "15", "经济管理": "12",
        "文体旅游": "11",
    ]
}
