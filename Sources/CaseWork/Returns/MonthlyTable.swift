import CaseFile
import Replication

/// The monthly table (月报表): how many disputes were found, handled and resolved, by category and by size, at which level,
/// and in the year so far. A month without any is a table of zeros, which is a return too (零报告).
///
/// Every figure counts events by their day, not the state of the moment: a dispute that was found in May and resolved in
/// June counts for May as found and for June as resolved, so that no later return changes an earlier one but by what was
/// written down late. A rate compares the figures of its column and may therefore be above 100 %.
///
/// Source: DOMAIN.md section 7, table of 四川省综治办.
struct MonthlyTable {
    let period: ReportPeriod
    /// The words of the categories, by code of their heading (大类).
    let headings: [Code]

    /// What a figure counts.
    enum Measure: CaseIterable {
        /// 排查数: first received in the period.
        case found
        /// 调处数: the first step of handling lies in the period (`CaseFacts.handledOn`).
        case handled
        /// 调处率: handled of found.
        case handledRate
        /// 成功数: the substantive end lies in the period.
        case resolved
        /// 成功率: resolved of handled.
        case resolvedRate

        var title: String {
            switch self {
            case .found: "排查数"
            case .handled: "调处数"
            case .handledRate: "调处率"
            case .resolved: "成功数"
            case .resolvedRate: "成功率"
            }
        }
    }

    /// A campaign of concentrated checks (集中排查).
    struct Campaign: Hashable, Sendable {
        let source: Report.Source
        let level: CaseFacts.Level
        let from: CivilDate
    }

    /// A part of the disputes: all, a category, a size.
    struct Section {
        let group: String
        let title: String
        let isTotal: Bool
        let contains: (CaseFacts) -> Bool
    }

    private static let columns = [
        Report.Column("group", "分类", width: 10), Report.Column("item", "项目", width: 24),
        Report.Column("measure", "指标", width: 12), Report.Column("county", "县市区", width: 10),
        Report.Column("township", "乡镇街道", width: 10), Report.Column("village", "村居", width: 10),
        Report.Column("sum", "小计", width: 10), Report.Column("year", "年度累计", width: 10),
    ]

    func content(of cases: [CaseFacts], campaigns: [Campaign]) -> ReportContent {
        let year = period.yearToDate
        func isCounted(_ facts: CaseFacts) -> Bool {
            [facts.received, facts.handledOn, facts.resolvedOn].contains { year.contains($0) || period.contains($0) }
        }
        let counted = cases.filter(isCounted).sorted {
            ($0.received, $0.source.record) < ($1.received, $1.source.record)
        }
        let rows = sections.flatMap { section in
            let within = counted.filter(section.contains)
            return Measure.allCases.map { measure in
                row(of: section, measure.title, within.map(\.source.record)) { rate(measure, within, $0, level: $1) }
            }
        }
        return ReportContent(
            columns: MonthlyTable.columns, rows: rows + [checks(campaigns)], notes: notes,
            sources: counted.map(\.source) + campaigns.map(\.source))
    }

    // MARK: Rows

    private var sections: [Section] {
        let all = [Section(group: "合计", title: "合计", isTotal: true) { _ in true }]
        let byCategory =
            headings.map { heading in
                Section(group: "按类别", title: "\(heading.code) \(heading.label.zhHans)", isTotal: false) {
                    heading.code == $0.category?.code.prefix(2).description
                }
            } + [
                Section(group: "按类别", title: "类别没有填写", isTotal: false) { facts in
                    !headings.contains { $0.code == facts.category?.code.prefix(2).description }
                }
            ]
        let bySize =
            MonthlyTable.sizes.map { title, range in
                Section(group: "按规模", title: title, isTotal: false) { $0.people.map(range.contains) ?? false }
            } + [
                Section(group: "按规模", title: "人数没有填写", isTotal: false) { facts in
                    !MonthlyTable.sizes.contains { facts.people.map($0.range.contains) ?? false }
                }
            ]
        return all + byCategory + bySize
            + [Section(group: "重大", title: "重大矛盾纠纷", isTotal: false, contains: \.isMajor)]
    }

    /// By people involved; each number is in one of them.
    static let sizes: [(title: String, range: ClosedRange<Int64>)] = [
        ("不足10人", 0...9), ("10—49人", 10...49), ("50—99人", 50...99), ("100—499人", 100...499),
        ("500人以上", 500...(.max)),
    ]

    private func row(
        of section: Section, _ measure: String, _ records: [String],
        _ cell: (ReportPeriod, CaseFacts.Level?) -> ReportCell
    ) -> Report.Row {
        let head = [section.group, section.title, measure].map { ReportCell(.text($0)) }
        let figures = CaseFacts.Level.allCases.map { cell(period, $0) } + [cell(period, nil)]
        return Report.Row(
            head + figures + [cell(period.yearToDate, nil)], isTotal: section.isTotal, records: records)
    }

    private func rate(
        _ measure: Measure, _ cases: [CaseFacts], _ period: ReportPeriod, level: CaseFacts.Level?
    ) -> ReportCell {
        func count(_ day: (CaseFacts) -> CivilDate?) -> [String] {
            cases.filter { (level == nil || $0.level == level) && period.contains(day($0)) }.map(\.source.record)
        }
        func share(_ part: [String], of whole: [String]) -> ReportCell {
            ReportCell(.rate(part: part.count, whole: whole.count))
        }
        return switch measure {
        case .found: .count(of: count(\.received))
        case .handled: .count(of: count(\.handledOn))
        case .handledRate: share(count(\.handledOn), of: count(\.received))
        case .resolved: .count(of: count(\.resolvedOn))
        case .resolvedRate: share(count(\.resolvedOn), of: count(\.handledOn))
        }
    }

    /// 集中排查次数: campaigns that began in the period.
    private func checks(_ campaigns: [Campaign]) -> Report.Row {
        let section = Section(group: "排查", title: "集中排查", isTotal: false) { _ in false }
        return row(of: section, "次数", campaigns.map(\.source.record)) { period, level in
            .count(
                of: campaigns.filter { (level == nil || $0.level == level) && period.contains($0.from) }
                    .map(\.source.record))
        }
    }

    private var notes: [Report.Note] {
        [
            Report.Note("排查数", "首接日期在期内的案件数。"),
            Report.Note(
                "调处数",
                "开始调处的日期在期内的案件数。开始调处指下列日期中最早的一个：进入处置、回访或结案的办理进程，已经开始的走访，协议生效，"
                    + "实质化解，程序终结；都没有而办理阶段已是处置、回访或结案的，用首接日期；早于首接的，也用首接日期。"),
            Report.Note("调处率", "同一列的调处数除以排查数；排查数为0时写“—”。往月排查、本月调处的也计入，所以可能超过100%。"),
            Report.Note("成功数", "实质化解日期在期内的案件数；程序终结不算。"),
            Report.Note("成功率", "同一列的成功数除以调处数；调处数为0时写“—”。"),
            Report.Note("县市区、乡镇街道、村居", "按案件所属的区域是县、乡镇还是村(社区)分列；小计为三列之和。"),
            Report.Note("年度累计", "期末所在年度1月1日至期末，三级合计。"),
            Report.Note("按类别", "GB/T 31000 事件大类；没有填写类别的单列一行，各行之和等于合计。"),
            Report.Note("按规模", "按填写的涉及人数；没有填写的单列一行，各行之和等于合计。"),
            Report.Note("重大矛盾纠纷", "事件规模为重大群体性事件，或事件级别为特别重大、重大的案件；已含在合计内。"),
            Report.Note("集中排查次数", "期内开始的专项行动数，按行动的区域分列，没有写区域的算县级。"),
            Report.Note("数据时点", "按制表时本机收到的记录计算；之后补录的，重新制表时计入发生的月份。作废的案件和专班专用的记录不计。"),
        ]
    }
}
