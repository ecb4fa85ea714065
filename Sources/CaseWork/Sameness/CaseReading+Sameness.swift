import CaseFile
import CaseStore
public import Replication

/// Two registrations that are likely one, which nobody has judged yet.
public struct SameProposal: Hashable, Sendable {
    public let first: RecordKey
    public let second: RecordKey
    public let likeness: Likeness
}

extension CaseReading {
    /// Registrations read for one list: enough for a county of some 100,000 records, and a bound.
    private static var readMax: Int { 20_000 }

    /// Pairs of registrations that are likely one, the likeliest first; those that somebody judged, either way, are left
    /// out.
    public func likelySame(
        of kind: RecordKind, in scopes: [ScopeID]? = nil, limit: Int = 50
    ) throws -> [SameProposal] {
        var known: [RecordKey: Registration] = [:]
        func registration(_ key: RecordKey) throws -> Registration? {
            if let registration = known[key] { return registration }
            guard known.count < CaseReading.readMax, let record = try merged(key) else { return nil }
            let registration = Registration(record)
            known[key] = registration
            return registration
        }
        var proposals: [SameProposal] = []
        var seen: Set<[RecordKey]> = []
        for group in try queries.likeGroups(of: kind, in: scopes) {
            for (index, first) in group.records.enumerated() {
                for second in group.records.dropFirst(index + 1) where seen.insert([first, second]).inserted {
                    guard let left = try registration(first), let right = try registration(second),
                        let likeness = kind == PersonSchema.recordKind
                            ? Likeness.people(left, right) : Likeness.households(left, right),
                        likeness.score >= Likeness.proposedMin
                    else { continue }
                    proposals.append(SameProposal(first: first, second: second, likeness: likeness))
                }
            }
        }
        proposals.sort { ($0.likeness.score, $1.first, $1.second) > ($1.likeness.score, $0.first, $0.second) }
        var list: [SameProposal] = []
        for proposal in proposals where list.count < limit {
            if try verdictKeys(proposal.first, proposal.second).allSatisfy({ try !isJudged($0) }) {
                list.append(proposal)
            }
        }
        return list
    }

    private func isJudged(_ verdict: RecordKey) throws -> Bool { try merged(verdict).map { !$0.isWithdrawn } ?? false }

    /// Where the word on a pair may stand: in the scope of either, whoever may write only one.
    func verdictKeys(_ first: RecordKey, _ second: RecordKey) -> [RecordKey] {
        (first.scope == second.scope ? [first.scope] : [first.scope, second.scope]).map {
            CaseReading.verdictKey(first, second, in: $0)
        }
    }

    static func verdictKey(_ first: RecordKey, _ second: RecordKey, in scope: ScopeID) -> RecordKey {
        let pair = [first, second].sorted()
        let id = RecordID(
            derivedFrom: pair.flatMap { ["\($0.scope)", "\($0.kind.rawValue)", "\($0.id)"] }, purpose: "sameness",
            in: scope)
        return RecordKey(scope: scope, kind: SamenessSchema.recordKind, id: id)
    }
}
