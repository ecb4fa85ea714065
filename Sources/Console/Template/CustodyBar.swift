import CaseFile
import CaseWork
import Replication

/// 在本机 / 已到乡镇 / 已到县中心: how many changes have come how far, in words and as a bar.
struct CustodyBar: Sendable {
    /// One part of the bar.
    struct Stage: Sendable {
        /// `here`, `upstream` or `county`, for the style.
        let name: String
        let label: String
        /// Changes that have come so far and no farther.
        let count: Int
        let isEmpty: Bool
        /// Tenths of the bar, 0…10: styles are in the sheet, since the policy forbids them in the page.
        let tenths: Int
    }

    let stages: [Stage]
    /// One sentence: all is at the county, or so many of so many.
    let sentence: String
    let isComplete: Bool

    init(_ count: CustodyCount, _ words: Words) {
        let parts: [(name: String, count: Int)] = [
            ("here", count.held - count.atUpstream), ("upstream", count.atUpstream - count.atCounty),
            ("county", count.atCounty),
        ]
        let total = max(1, count.held)
        stages = parts.map { part in
            Stage(
                name: part.name, label: words.text("custody." + part.name), count: part.count,
                isEmpty: part.count == 0,
                // What is there at all shows.
                tenths: part.count == 0 ? 0 : max(1, part.count * 10 / total))
        }
        isComplete = count.atCounty == count.held
        let key = count.held == 0 ? "custody.none" : isComplete ? "custody.complete" : "custody.partly"
        sentence = words.text(key, ["held": "\(count.held)", "county": "\(count.atCounty)"])
    }

    /// Reads the count of all scopes but the directory's.
    static func read(_ access: PageAccess, _ words: Words) throws -> CustodyBar {
        CustodyBar(try access.custodyCount(), words)
    }
}
