import CaseWork

/// The pages of a list that is longer than one: where one is, and the way on and back.
struct Pager: Sendable {
    let positionText: String
    let newerHref: String?
    let olderHref: String?

    /// The lines of the page that is shown.
    let range: Range<Int>

    /// Nil is page one; a page that does not exist is the nearest one. `href` is the address of a page.
    init(count: Int, size: Int, asked: String?, _ words: Words, href: (Int) -> String) {
        let pages = max(1, (count + size - 1) / size)
        let page = min(max(1, asked.flatMap { Int($0) } ?? 1), pages)
        range = (page - 1) * size..<min(page * size, count)
        positionText = words.text("pager.position", ["page": "\(page)", "pages": "\(pages)", "count": "\(count)"])
        newerHref = page > 1 ? href(page - 1) : nil
        olderHref = page < pages ? href(page + 1) : nil
    }

    /// Whether there is more than one page.
    var isNeeded: Bool { newerHref != nil || olderHref != nil }
}
