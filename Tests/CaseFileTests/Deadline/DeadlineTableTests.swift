import CaseFile
import Replication
import Testing

@Suite struct DeadlineTableTests {
    struct Row: CustomTestStringConvertible, Sendable {
        let rule: DeadlineRule
        let course: DeadlineCourse
        let end: String
        let testDescription: String

        init(_ text: Substring) throws {
            let parts = text.split(separator: "|", omittingEmptySubsequences: false).map {
                String($0.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
            }
            try #require(parts.count == 6)
            let start = try #require(CivilDate(parts[1]))
            rule = try #require(DeadlineRuleBook.standard.rule(parts[0], on: start))
            let extensions = Int(parts[2]).map {
                [DeadlineCourse.Extension(length: $0, approvedBy: "王主任", reason: "案情复杂")]
            }
            let times = try parts[3].split(separator: ",").map { time in
                let days = time.split(separator: ".")
                try #require(days.count == 2)
                return DeadlineCourse.Suspension(
                    first: try #require(CivilDate(days[0])), last: CivilDate(days[1]), reason: "听证")
            }
            course = DeadlineCourse(start: start, extensions: extensions ?? [], suspensions: times)
            end = parts[4]
            testDescription = String(text)
        }
    }

    static let rows = DeadlineTable.rows.split(separator: "\n")

    @Test(arguments: rows) func aPeriodEndsWhereTheLawSays(text: Substring) throws {
        let row = try Row(text)
        let deadline = row.rule.deadline(row.course, .published)
        #expect(Self.text(deadline) == row.end)
    }

    @Test func theTableIsLongEnough() { #expect(Self.rows.count >= 60) }

    private static func text(_ deadline: Deadline) -> String {
        var text =
            switch deadline.due {
            case .on(let day): "\(day)"
            case .notBefore(let day): ">= \(day)"
            case .suspended(let day): "suspended \(day)"
            case .never: "never"
            }
        for remark in deadline.remarks {
            switch remark {
            case .mayMove(let day): text += " ~\(day)"
            case .unpublished(let year) where deadline.due == .on(deadline.day ?? deadline.course.start):
                text += " ?\(year)"
            default: break
            }
        }
        return text
    }
}
