import Foundation
import Node

/// How long each page takes on a store with 100,000 records: the real daemon, over loopback, signed in.
///
/// One figure for the median and one for the 99th of a hundred, beside its weight; no page may be heavier than 100 kB.
struct PagesAt100k {
    let county: PageCounty
    let runs: Int

    private static let requests = 200
    /// Signing is a durable write.
    private static let signings = 50
    /// What somebody types into the box: parts of titles, a surname, an address.
    private static let searches = ["排污", "土地边界", "王", "李芳", "T03V07", "院坝3号"]

    private struct Page {
        let name: String
        let reader: PageReader
        let paths: [String]
        var fields: [(String, String)] = []
    }

    func measure() async throws -> [Measurement] {
        let running = try await county.prepare()
        defer { for node in running.reversed() { node.stop() } }
        let herd = county.county
        let atTeam = try PageReader(
            herd.program, herd.node(PageCounty.team), person: PageCounty.member, in: herd.folder)
        let atCenter = try PageReader(
            herd.program, herd.node(HerdCounty.center), person: PageCounty.administrator, in: herd.folder)
        let atVillage = try PageReader(
            herd.program, herd.node(county.village), person: "干部" + county.village, in: herd.folder)
        let pages = try pages(atTeam) + [signing(atVillage)] + office(atCenter)
        note("pages: serving")
        return try pages.flatMap(measure)
    }

    private func pages(_ reader: PageReader) throws -> [Page] {
        let finds = PagesAt100k.searches.map { text in
            "/find?q=" + (text.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? text)
        }
        let cases = try finds.prefix(2).flatMap { try reader.links(on: $0, beginning: "/case/") }
        let visits = try finds.flatMap { try reader.links(on: $0, beginning: "/visit/new?about=") }
        var records: [String] = []
        var sheets: [String] = []
        for path in cases.prefix(10) {
            records += try reader.links(on: path, beginning: "/record/")
            sheets += try reader.links(on: path, beginning: "/print/")
        }
        let conflicts = ["/conflicts", "/conflicts?page=7", "/conflicts?page=40"]
        let corrections = records.filter { $0.hasSuffix("/correct") }
        return [
            Page(name: "home", reader: reader, paths: ["/"]),
            Page(name: "find", reader: reader, paths: finds + ["/find?for=visit"]),
            Page(name: "case", reader: reader, paths: cases),
            Page(name: "record", reader: reader, paths: records.filter { !$0.hasSuffix("/correct") }),
            Page(name: "correct", reader: reader, paths: corrections),
            Page(name: "visit_form", reader: reader, paths: visits),
            Page(name: "conflicts", reader: reader, paths: conflicts),
            Page(
                name: "due", reader: reader,
                paths: ["/due", "/due?range=all", "/due?range=week&whose=mine", "/due?range=overdue&whose=area&page=3"]),
            Page(
                name: "settle", reader: reader,
                paths: try conflicts.flatMap { try reader.links(on: $0, beginning: "/conflicts/") }),
            Page(name: "print", reader: reader, paths: sheets),
        ]
    }

    /// A machine for a whole county signs no day: the one of a village does.
    private func signing(_ reader: PageReader) throws -> Page {
        Page(
            name: "return", reader: reader, paths: ["/return"],
            fields: [("form_token", try reader.token(on: "/")), ("remark", "")])
    }

    private func office(_ reader: PageReader) -> [Page] {
        [
            Page(name: "center_home", reader: reader, paths: ["/"]),
            Page(name: "center_due", reader: reader, paths: ["/due?range=overdue", "/due?range=all&page=20"]),
            Page(name: "board", reader: reader, paths: ["/board"]),
            Page(name: "held", reader: reader, paths: ["/board/held"]),
        ]
    }

    private func measure(_ page: Page) throws -> [Measurement] {
        let count = page.fields.isEmpty ? PagesAt100k.requests : PagesAt100k.signings
        let (times, bytes) = try page.reader.times(page.paths, count: count, posting: page.fields)
        let sorted = times.sorted()
        let last = sorted[min(sorted.count - 1, sorted.count * 99 / 100)]
        note("pages: \(page.name): \(page.paths.count) addresses, \(bytes) bytes")
        return [
            Measurement("page_\(page.name)_median", median(times), "ms"),
            Measurement("page_\(page.name)_p99", last, "ms"),
            Measurement("page_\(page.name)_bytes", Double(bytes), "bytes"),
        ]
    }
}
