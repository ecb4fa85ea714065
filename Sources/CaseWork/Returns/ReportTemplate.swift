public import CaseFile

/// The returns that can be made. The raw value is what a command is given.
///
/// Source: DOMAIN.md section 7.
public enum ReportTemplate: String, Sendable, CaseIterable {
    /// Jiangxi's 突出矛盾纠纷台账.
    case prominent
    /// The list of events of the 福富 modules.
    case events
    /// 信访台账.
    case petitions
    /// The working ledger of a township, with all that is known of a case.
    case township
    /// The monthly table of 四川省综治办: categories, measures, levels, the year so far.
    case monthly

    /// The template that somebody means: by raw value or Chinese title. Throws `ReportError.unknownTemplate`.
    public init(meantBy text: String) throws(ReportError) {
        let wanted = text.trimmed
        guard let found = Self.allCases.first(where: { $0.rawValue == wanted || $0.label.zhHans == wanted }) else {
            throw .unknownTemplate(text)
        }
        self = found
    }

    /// Its title.
    public var label: Label {
        switch self {
        case .prominent: Label("突出矛盾纠纷台账", "Ledger of prominent disputes")
        case .events: Label("矛盾纠纷事件清单", "List of events")
        case .petitions: Label("信访台账", "Ledger of petitions")
        case .township: Label("乡镇(街道)矛盾纠纷工作台账", "Township working ledger")
        case .monthly: Label("矛盾纠纷排查调处月报表", "Monthly table")
        }
    }

    /// Which cases it has.
    public var about: Label {
        switch self {
        case .prominent:
            Label(
                "期内在办的突出纠纷：积案、预警、红色风险、群体性、重大以上或被督办的",
                "prominent disputes in hand: long-standing, warned of, red, collective, serious or supervised")
        case .events: Label("期内采集的全部纠纷", "all disputes first received in the period")
        case .petitions: Label("期内接到的来信来访来电", "petitions, visits and calls received in the period")
        case .township: Label("期内在办的全部纠纷，44栏", "all disputes in hand in the period, 44 columns")
        case .monthly:
            Label(
                "期内排查、调处、化解数，按类别和规模，含年度累计，没有也报零",
                "found, handled and resolved in the period, by category and size, with the year so far; zeros too")
        }
    }
}
