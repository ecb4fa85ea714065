import CaseFile
import CaseStore
import CaseWork
import Causality
import Hummingbird
import Replication

/// The whole of one long reading, of which the page that settles shows the beginning; a very long one in parts.
enum ReadingPage {
    private struct Content: Sendable {
        let what: String
        let which: String
        let backHref: String
        let voiceText: String
        let text: String
        let pager: Pager?
    }

    /// Code points of a part: some 50 KB of Chinese, and below 100 KB whatever has to be escaped in it.
    private static let partMax = 16_000

    static let routes: [PageRoute] = [
        .get("/conflicts/:scope/:kind/:id/:register/:change") { request in
            let (key, register, words) = (try request.recordKey, try request.register, request.words)
            let (change, part) = (request.parameters["change"] ?? "", request.query["page"])
            let content = try await request.node.inspect { access in
                try filled(change, about: register, of: key, part: part, access, words)
            }
            return .page(template: "reading", title: words.text("conflict.whole_title"), content: content)
        }
    ]

    /// Throws `PageFailure.notFound` where nobody says so any more.
    private static func filled(
        _ change: String, about register: RegisterNumber, of key: RecordKey, part: String?, _ access: PageAccess,
        _ words: Words
    ) throws -> Content {
        let values = ShownValues(access, words)
        guard let conflict = try access.reading.conflict(about: register, of: key),
            let side = conflict.sides.first(where: { $0.voices.contains { $0.change.description == change } }),
            let voice = side.voices.first
        else { throw PageFailure.notFound }
        let points = Array((try values.text(side.value, register, in: key) ?? "").unicodeScalars)
        let parts = max(1, (points.count + partMax - 1) / partMax)
        let path = PagePath.reading(change, about: register, of: key)
        let pager = Pager(count: parts, size: 1, asked: part, words) { $0 > 1 ? "\(path)?page=\($0)" : path }
        var text = String.UnicodeScalarView()
        text.append(contentsOf: points.dropFirst(pager.range.lowerBound * partMax).prefix(partMax))
        return Content(
            what: values.label(register, of: key.kind),
            which: values.line([
                values.label(of: key.kind), try values.title(of: key), access.areaName(of: key.scope),
            ]), backHref: PagePath.conflict(register, of: key),
            voiceText: words.text(
                "conflict.voice", ["author": voice.authorName, "time": DayText.time(voice.recordedAt)]),
            text: String(text), pager: pager.isNeeded ? pager : nil)
    }
}
