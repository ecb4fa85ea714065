import CaseFile
import CaseWork
import Replication

/// One person's own ratings from visit to visit as a drawing, with the same numbers as a table.
///
/// Days lie apart as the time between them, but never so near that two numbers cover each other. Left of each day is the
/// rating at the start of the visit, right of it the one at the end: a line that falls at visits and rises between them
/// tells that listening helps for a while.
struct DistressFigure: Sendable {
    /// A rating in the drawing.
    struct Mark: Sendable {
        let x: Int
        let y: Int
        /// Where its number stands.
        let textY: Int
        let score: Int64
    }

    /// A visit in the drawing.
    struct Day: Sendable {
        let x: Int
        let text: String
    }

    /// A visit in the table.
    struct Row: Sendable {
        let dayText: String
        let startText: String
        let endText: String
    }

    let who: String
    /// Ends the ids of the drawing.
    let number: Int
    /// `x,y x,y …`, in the order of time.
    let linePoints: String
    let starts: [Mark]
    let ends: [Mark]
    let days: [Day]
    let rows: [Row]
    /// Says that there are earlier ones; nil where all are drawn.
    let earlierText: String?

    /// More visits do not fit side by side on a telephone.
    static let visitsMax = 12
    /// More people's drawings make the page heavy; the next ones are counted.
    static let peopleMax = 4

    private static let left = 44, right = 344, top = 30, bottom = 130
    /// Half of the distance between the two ratings of one visit.
    private static let half = 5
    private static let gapMin = 20

    init(_ curve: CaseFileView.DistressCurve, number: Int, _ words: Words) {
        who = curve.personName
        self.number = number
        let points = Array(curve.points.suffix(Self.visitsMax))
        earlierText =
            points.count < curve.points.count
            ? words.text("case_page.curve_earlier", ["count": "\(curve.points.count - points.count)"]) : nil
        let places = Self.places(of: points.map(\.at))
        func y(_ score: Int64) -> Int { Self.bottom - Int(score) * (Self.bottom - Self.top) / 10 }
        var line: [String] = []
        var starts: [Mark] = []
        var ends: [Mark] = []
        for (point, x) in zip(points, places) {
            let (before, after) = (Self.rating(point.before), Self.rating(point.after))
            if let before {
                let isUpper = after.map { before >= $0 } ?? true
                starts.append(
                    Mark(x: x - Self.half, y: y(before), textY: y(before) + (isUpper ? -8 : 17), score: before))
                line.append("\(x - Self.half),\(y(before))")
            }
            if let after {
                let isUpper = before.map { after > $0 } ?? true
                ends.append(Mark(x: x + Self.half, y: y(after), textY: y(after) + (isUpper ? -8 : 17), score: after))
                line.append("\(x + Self.half),\(y(after))")
            }
        }
        linePoints = line.joined(separator: " ")
        (self.starts, self.ends) = (starts, ends)
        days = Self.labelled(places).map { index in
            Day(x: places[index], text: Self.day(points[index].at).map { DayText.short($0, words) } ?? "")
        }
        rows = points.map { point in
            func text(_ score: Int64?) -> String { score.map { "\($0)" } ?? words.text("case_page.not_rated") }
            return Row(
                dayText: Self.day(point.at).map(\.description) ?? "", startText: text(point.before),
                endText: text(point.after))
        }
    }

    /// A rating beyond the scale comes from another program: it is in the table and not in the drawing.
    private static func rating(_ score: Int64?) -> Int64? { score.flatMap { (0...10).contains($0) ? $0 : nil } }

    private static func day(_ instant: Int64) -> CivilDate? { ShanghaiTime(instant: instant)?.date }

    /// The middle of each visit, from left to right.
    private static func places(of times: [Int64]) -> [Int] {
        // Foreign times may lie further apart than 64 bits can say.
        let times = times.map { Double($0) }
        guard let first = times.first, let last = times.last, times.count > 1, last > first else {
            return times.indices.map { left + half + 8 + $0 * gapMin }
        }
        let (from, to) = (left + half + 8, right - half - 8)
        let room = Double(to - from - gapMin * (times.count - 1))
        return times.enumerated().map { index, time in
            from + index * gapMin + Int(room * (time - first) / (last - first))
        }
    }

    /// The visits whose day is written below: the last, and from the first on as many as do not touch.
    private static func labelled(_ places: [Int]) -> [Int] {
        let width = 52
        guard let last = places.indices.last else { return [] }
        var shown: [Int] = []
        for index in places.indices.dropLast() {
            let isFree = shown.last.map { places[index] - places[$0] >= width } ?? true
            if isFree, places[last] - places[index] >= width { shown.append(index) }
        }
        return shown + [last]
    }
}
