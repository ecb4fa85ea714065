extension Excerpt {
    /// Code points of all readings together on a page that settles: some 30 KB of Chinese.
    private static let readingsMax = 9_000
    /// What each reading has at least, however many there are.
    private static let readingMin = 280
    /// What is shown of a text before the place where it differs from another.
    private static let leadCount = 60
    /// Of more readings than this each is shown from its beginning: comparing takes the square of their number.
    private static let comparedMax = 8

    /// What of each reading fits on a page beside the others; nil for one that is short enough to stand whole.
    ///
    /// Two people who corrected one long text agree on most of it: where the beginning would look alike, the part is
    /// shown in which a reading differs from the one that is most like it. Counted in code points: of what a reader takes
    /// for one character, foreign bytes may hold any number.
    static func readings(_ texts: [String]) -> [String?] {
        let most = max(readingMin, readingsMax / max(1, texts.count))
        let all = texts.map { Array($0.unicodeScalars) }
        return all.enumerated().map { index, points in
            guard points.count > most else { return nil }
            var alike = 0
            if all.count <= comparedMax {
                for (other, others) in all.enumerated() where other != index {
                    alike = max(alike, zip(points, others).prefix { $0 == $1 }.count)
                }
            }
            let start = alike + leadCount > most ? min(alike - leadCount, points.count - most) : 0
            var part = String.UnicodeScalarView()
            part.append(contentsOf: points[start..<start + most])
            return (start > 0 ? "…" : "") + String(part) + (start + most < points.count ? "…" : "")
        }
    }
}
