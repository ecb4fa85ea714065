import CaseFile
import CaseWork
import Foundation
import Hummingbird
import Replication

/// 报表: the returns that can be made here, for a month and an area, as files to save. Identity numbers are masked.
enum ReportsPage {
    private struct Choice: Sendable {
        let value: String
        let label: String
        let isChosen: Bool
    }

    private struct Item: Sendable {
        let name: String
        let title: String
        let about: String
        let isFirst: Bool
    }

    private struct Content: Sendable {
        let month: String
        let templates: [Item]
        let areas: [Choice]
        let forms: [Choice]
        let problem: String?
    }

    static let routes: [PageRoute] = [
        .get("/reports") { request in
            try request.demandOffice()
            return try await show(request)
        },
        .get("/reports/file") { request in
            try request.demandOffice()
            let query = request.query
            do {
                let template = try ReportTemplate(meantBy: query["template"] ?? "")
                let form = ReportForm(rawValue: query["form"] ?? "") ?? .xlsx
                let (month, area) = (query["month"], query["area"].flatMap { $0.isEmpty ? nil : $0 })
                let today = ShanghaiTime(instant: request.node.now())?.date
                let (report, name) = try await request.node.inspect { access in
                    guard let today else { throw ReportError.noToday }
                    let period = try ReportPeriod(month: month, from: nil, to: nil, today: today)
                    return (
                        try access.report(template, period, area: area),
                        "tingsu-\(template.rawValue)-\(period.fileName).\(form.fileExtension)"
                    )
                }
                return .file(name: name, contentType: form.mediaType, bytes: Array(try form.bytes(of: report)))
            } catch let error as ReportError {
                return try await show(request, problem: error.label.text(in: request.language))
            } catch let error as CaseWorkError {
                return try await show(request, problem: error.message(in: request.language))
            }
        },
    ]

    private static func show(_ request: PageRequest, problem: String? = nil) async throws -> PageAnswer {
        let (words, query) = (request.words, request.query)
        let today = ShanghaiTime(instant: request.node.now())?.date
        let chosen = query["template"]
        let areas = try await request.node.inspect { access in
            try access.reportAreas.map { area in
                Choice(
                    value: area.id.description, label: access.directory.path(ofArea: area.id),
                    isChosen: area.id.description == query["area"])
            }
        }
        let known = ReportTemplate.allCases.contains { $0.rawValue == chosen }
        let content = Content(
            month: query["month"] ?? today.map { String($0.description.prefix(7)) } ?? "",
            templates: ReportTemplate.allCases.enumerated().map { index, template in
                Item(
                    name: template.rawValue, title: template.label.text(in: words.language),
                    about: template.about.text(in: words.language),
                    isFirst: known ? template.rawValue == chosen : index == 0)
            },
            areas: areas,
            forms: ReportForm.allCases.map {
                Choice(
                    value: $0.rawValue, label: words.text("reports.form.\($0.rawValue)"),
                    isChosen: $0.rawValue == query["form"])
            },
            problem: problem)
        return .page(
            template: "reports", title: words.text("reports.title"), content: content,
            status: problem == nil ? .ok : .unprocessableContent)
    }
}
