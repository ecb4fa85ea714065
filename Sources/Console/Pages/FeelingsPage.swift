import CaseFile
import CaseStore
import CaseWork
import Replication

/// One person's own ratings over the visits, as a drawing and as a table. No other person stands beside them.
enum FeelingsPage {
    private struct Row: Sendable {
        let dayText: String
        let dayHref: String
        let beforeText: String
        let afterText: String
        let changeText: String
        let observedText: String?
        let questionnaireText: String?
    }

    private struct Content: Sendable {
        let heading: String
        let personHref: String
        let figures: [DistressFigure]
        let rows: [Row]
        let hasRows: Bool
        let overallText: String?
    }

    static let routes: [PageRoute] = [
        .get("/record/:scope/:kind/:id/feelings") { request in
            let (key, words) = (try request.recordKey, request.words)
            guard key.kind == PersonSchema.recordKind else { throw PageFailure.notFound }
            let content = try await request.node.inspect { access in
                try shown(try access.reading.feelingTrend(of: key), access, words)
            }
            return .page(template: "feelings", title: content.heading, content: content)
        }
    ]

    private static func shown(_ trend: FeelingTrend, _ access: PageAccess, _ words: Words) throws -> Content {
        func rating(_ rating: FeelingTrend.Rating) -> String {
            switch rating {
            case .score(let score): "\(score)"
            case .declined: words.text("visit.declined")
            case .notAsked: words.text("case_page.not_rated")
            }
        }
        func signed(_ change: Int64) -> String { change > 0 ? "+\(change)" : "\(change)" }
        let rows = trend.points.map { point in
            let view = point.observed.map { code in
                access.catalog.codeTable(.emotionLabel)?.code(code)?.label.text(in: words.language) ?? code
            }
            return Row(
                dayText: ShanghaiTime(instant: point.at)?.date.description ?? "",
                dayHref: PagePath.fields(point.visit ?? point.record), beforeText: rating(point.before),
                afterText: rating(point.after), changeText: point.change.map(signed) ?? "",
                observedText: view.map { view in
                    words.text(
                        "care.observed",
                        ["view": [view, point.observerWords ?? ""].filter { !$0.isEmpty }.joined(separator: "，")]
                    )
                },
                questionnaireText: point.questionnaireTotal.map { total in
                    words.text(
                        point.suggestsCounsellor ? "care.questionnaire_counsellor" : "care.questionnaire",
                        ["total": "\(total)"])
                })
        }
        return Content(
            heading: words.text("care.feelings_of", ["name": trend.name]),
            personHref: PagePath.fields(trend.person),
            figures: trend.curve.points.isEmpty ? [] : [DistressFigure(trend.curve, number: 0, words)], rows: rows,
            hasRows: !rows.isEmpty,
            overallText: trend.changeOverall.map { words.text("care.overall", ["change": signed($0)]) })
    }
}
