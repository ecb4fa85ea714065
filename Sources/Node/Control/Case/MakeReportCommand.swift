public import CaseWork
public import Foundation
import Replication

/// `tingsu report make`: a return of what this node holds, as a table and as the bytes of a file.
public struct MakeReportCommand: NodeCommand {
    public struct Reply: Codable, Sendable {
        public let report: Report
        /// Nil where no form was asked for.
        public let content: Data?
        /// A plain name for the file, without the end.
        public let fileName: String
    }

    public static let name = "make-report"

    /// Raw value or title of a `ReportTemplate`.
    public var template: String
    /// Nil for the table alone.
    public var form: ReportForm?
    /// Such as `2026-06`; nil, with no days either, for the month of today.
    public var month: String?
    public var from: String?
    public var to: String?
    /// Code or name of an area; nil for all that is held here.
    public var area: String?
    /// Asks for identity numbers whole; nil hides their middle.
    public var revealing: Revealing?

    public init(
        template: String, form: ReportForm? = nil, month: String? = nil, from: String? = nil, to: String? = nil,
        area: String? = nil, revealing: Revealing? = nil
    ) {
        self.template = template
        self.form = form
        self.month = month
        self.from = from
        self.to = to
        self.area = area
        self.revealing = revealing
    }

    public func run(on node: LocalNode) async throws -> Reply {
        let command = self
        let way = "tingsu report \(template) \(month ?? "")".trimmingCharacters(in: .whitespaces)
        try await node.note(revealing, way: way) { (try $0.scopeOfList(area: command.area), nil) }
        let (report, fileName) = try await node.inspect { access in
            let template = try ReportTemplate(meantBy: command.template)
            guard let today = access.today else { throw ReportError.noToday }
            let period = try ReportPeriod(month: command.month, from: command.from, to: command.to, today: today)
            let report = try access.report(template, period, area: command.area, reveals: command.revealing != nil)
            return (report, "tingsu-\(template.rawValue)-\(period.fileName)")
        }
        return Reply(report: report, content: try form?.bytes(of: report), fileName: fileName)
    }
}
