import Causality

/// How far a change has come: on this machine, at the township, at the county center.
///
/// Says what the last report and the last receipt prove, and never more: a vector entry covers a change only where the
/// log here has its tag at its seq.
///
/// Source: DESIGN.md section 6, custody.
public enum Custody: UInt8, Hashable, Sendable, Comparable, CaseIterable {
    /// 在本机
    case here = 0
    /// 已到乡镇: the upstream reports it.
    case upstream = 1
    /// 已到县中心: the center signed for it.
    case county = 2

    public static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
}

/// How many changes have come how far; each is counted in every stage it has reached.
public struct CustodyCount: Hashable, Sendable {
    public var held = 0
    public var atUpstream = 0
    public var atCounty = 0

    public init() {}
}

extension ReplicaEngine {
    /// How far one change has come. `isCenter` where this node is the county center itself.
    public func custody(
        of position: LogPosition, isCenter: Bool, _ transaction: some ReplicaTransaction
    ) throws -> Custody {
        if isCenter { return .county }
        func covers(_ vector: VersionVector?) throws -> Bool {
            try vector?.covers(position.replica, seq: position.seq) {
                try transaction.hash(of: position.log, at: $0)?.tag
            } ?? false
        }
        if try covers(transaction.receipt(of: position.scope)?.vector) { return .county }
        return try covers(transaction.upstreamReport(of: position.scope)?.vector) ? .upstream : .here
    }

    /// Counts over all logs of a scope.
    public func custodyCount(
        of scope: ScopeID, isCenter: Bool, _ transaction: some ReplicaTransaction
    ) throws -> CustodyCount {
        var count = CustodyCount()
        let report = try transaction.upstreamReport(of: scope)?.vector
        let receipt = try transaction.receipt(of: scope)?.vector
        for head in try transaction.heads(in: scope) {
            func covered(_ vector: VersionVector?) throws -> Int {
                guard let entry = vector?[head.replica], entry.seq <= head.seq,
                    try transaction.hash(of: head.log, at: entry.seq)?.tag == entry.tag
                else { return 0 }
                return Int(clamping: entry.seq)
            }
            let height = Int(clamping: head.seq)
            let atCounty = isCenter ? height : try covered(receipt)
            count.held += height
            count.atCounty += atCounty
            count.atUpstream += max(isCenter ? height : try covered(report), atCounty)
        }
        return count
    }
}
