import CaseWork

/// The pages that are reached from everywhere, in the order in which they stand at the head.
enum Navigation {
    /// A page that is not built yet has no link.
    static let pages: [(path: String, wordKey: String)] = [
        ("/", "nav.today"), ("/visit/new", "nav.visit"), ("/find", "nav.find"), ("/conflicts", "home.conflicts"),
        ("/board", "nav.board"),
        ("/sync", "nav.sync"),
    ]

    static func links(for request: PageRequest) -> [Chrome.Link] {
        pages.filter { isThere($0.path, request) }.map { page in
            Chrome.Link(
                href: page.path, label: request.words.text(page.wordKey), isCurrent: request.path == page.path)
        }
    }

    /// Whether there is such a page on this node.
    static func isThere(_ path: String, _ request: PageRequest) -> Bool {
        (path != "/sync" || request.node.facts.hasUpstream)
            && (path != "/board" || request.node.facts.role != .device)
            && PageTable.routes.contains { $0.method == .get && $0.path == path }
    }
}
