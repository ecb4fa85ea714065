import CaseFile
import CaseWork
import Replication

/// 今日填报: which machines of the area returned the day, which are silent since when, and what is missing.
enum BoardPage {
    /// One machine.
    struct Row: Sendable {
        let href: String
        let name: String
        let area: String
        let people: String
        /// `good`, `warn` or `bad`: for the style, beside the words.
        let tone: String
        let stateWords: String
        let signed: String?
        let contact: String
        let program: String?
        /// Whether it has another version than the center's.
        let isOtherProgram: Bool
        let failed: String?
        let gaps: [String]
        let held: String?

        init(_ row: Board.Row, _ words: Words) {
            href = "/board/machine/\(row.id)"
            name = row.name
            area = row.area
            people = row.people.joined(separator: words.text("form.joint"))
            let isServer = row.role != "device" && row.state != .revoked
            tone = isServer ? "plain" : Row.tone(row.state)
            stateWords =
                isServer
                ? words.text("board.role.\(row.role)")
                : words.text(
                    "board.state.\(row.state.rawValue)",
                    [
                        "visits": "\(row.visits ?? 0)",
                        "since": row.silentSince.flatMap { CivilDate($0) }.map { DayText.short($0, words) } ?? "—",
                    ])
            signed = row.signedBy.map { person in
                words.text("board.signed", ["person": person, "time": row.signedAt.map { DayText.time($0) } ?? "—"])
                    + (row.remark.map { words.text("board.remark", ["text": $0]) } ?? "")
            }
            contact =
                row.lastContact.map { words.text("board.contact", ["time": DayText.time($0)]) }
                ?? row.lastRecorded.map { words.text("board.recorded", ["time": DayText.time($0)]) }
                ?? words.text("board.no_contact")
            program = row.program?.sentence(words)
            isOtherProgram = row.program.map { $0.age != .same } ?? false
            failed = row.failure.map {
                words.text("board.failed", ["time": DayText.time($0.at), "why": $0.sentence(words)])
            }
            gaps = row.logs.filter(\.isIncomplete).map { log in
                words.text("board.gap", ["wrote": "\(log.wrote ?? 0)", "held": "\(log.held)"])
            }
            held = row.heldBack > 0 ? words.text("board.held_of", ["count": "\(row.heldBack)"]) : nil
        }

        private static func tone(_ state: Board.State) -> String {
            switch state {
            case .returned, .zero: "good"
            case .incomplete, .unsigned: "warn"
            case .silent, .never: "bad"
            case .revoked: "plain"
            }
        }
    }

    private struct Content: Sendable {
        let dateText: String
        let returnedCount: Int
        let expectedCount: Int
        let missingCount: Int
        let isMissingOnly: Bool
        let pager: Pager?
        let devices: [Row]
        let servers: [Row]
        let hasDevices: Bool
        let hasServers: Bool
        let conflictCount: Int?
        let conflictsHref: String?
        let heldCount: Int?
        let isCenter: Bool
    }

    /// A township's machines at once; a county's come page by page.
    private static let perPage = 60

    static let routes: [PageRoute] = [
        .get("/board") { request in
            try request.demandOffice()
            let words = request.words
            let (asked, isMissingOnly) = (request.query["page"], request.query["show"] == "missing")
            let pager = { @Sendable (count: Int) in
                Pager(count: count, size: perPage, asked: asked, words) { page in
                    let query = (isMissingOnly ? ["show=missing"] : []) + (page > 1 ? ["page=\(page)"] : [])
                    return "/board" + (query.isEmpty ? "" : "?" + query.joined(separator: "&"))
                }
            }
            let board = try await request.node.board(
                Board.Part(isMissingOnly: isMissingOnly) { pager($0).range })
            let pages = pager(board.matching)
            let content = Content(
                dateText: CivilDate(board.date).map { DayText.long($0, words) } ?? board.date,
                returnedCount: board.returned, expectedCount: board.expected,
                missingCount: board.expected - board.returned, isMissingOnly: isMissingOnly,
                pager: pages.isNeeded ? pages : nil,
                devices: board.devices.map { Row($0, words) }, servers: board.servers.map { Row($0, words) },
                hasDevices: !board.devices.isEmpty, hasServers: !board.servers.isEmpty,
                conflictCount: board.conflicts > 0 ? board.conflicts : nil,
                conflictsHref: Navigation.isThere("/conflicts", request) ? "/conflicts" : nil,
                heldCount: board.heldBack > 0 ? board.heldBack : nil,
                isCenter: request.node.facts.role == .center)
            return .page(template: "board", title: words.text("board.title"), content: content)
        }
    ]
}

extension PageRequest {
    /// Pages of the township and the county are not those of a device.
    func demandOffice() throws(PageFailure) {
        guard node.facts.role != .device else { throw .notFound }
    }

    /// What only the center does.
    func demandCenter() throws(PageFailure) {
        guard node.facts.role == .center else { throw .notFound }
    }
}
