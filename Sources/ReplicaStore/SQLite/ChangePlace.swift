/// The key of a change's row: the log's local number and the seq in one 64-bit integer.
///
/// It clusters the table by log without a second index: a log is one range of keys, read in order. A log holds up to
/// 2^40 changes (a county writes some 10^7 a year) and a store up to 2^23 logs.
enum ChangePlace {
    static let seqMax: UInt64 = 1 << 40 - 1
    static let logMax: Int64 = 1 << 23 - 1

    static func key(log: Int64, seq: UInt64) -> Int64 { log << 40 | Int64(seq & seqMax) }
    /// The key at which a walk from `first` on begins, whatever number a peer may have sent.
    static func key(log: Int64, from first: UInt64) -> Int64 { key(log: log, seq: min(first, seqMax)) }
    /// The last key of the log.
    static func end(log: Int64) -> Int64 { key(log: log, seq: seqMax) }

    static func log(of key: Int64) -> Int64 { key >> 40 }
    static func seq(of key: Int64) -> UInt64 { UInt64(truncatingIfNeeded: key) & seqMax }
}
