import Causality
import Replication

/// What the center signed for and has no more: its own list must say so, and nothing else.
extension County {
    /// Compares the center's list with what machines that are left were told, and with what the center once had.
    func checkGaps() throws {
        let gaps = try center.read { engine, store in try engine.gaps(store) }
        let books = AdmissionCheck(ledger, held: ledger.watches["C"]?.ids ?? [], center: center.keyHash)
        // A center that was rolled back unnoticed says less under the same name, and with a clock that jumps nothing tells
        // that from the word of a hub that lags.
        let isRolledBack = ledger.isCalledPast(center.name)
        for machine in living where books.isReader(machine.keyHash) && !isRolledBack {
            let scopes = [.directory] + books.scopes(of: machine.keyHash, all: villages)
            for receipt in ledger.receipts(takenBy: machine.name) where scopes.contains(receipt.scope) {
                try checkListed(receipt, of: machine.name, in: gaps)
            }
        }
        let held = ledger.watches["C"]?.ids ?? []
        // Looked up by change; never iterated.
        let copies = try center.read { _, store in
            Dictionary(grouping: try store.reissuedChanges(), by: \.change).mapValues { Set($0.map(\.position.scope)) }
        }
        for gap in gaps where !gap.isOfOtherBranch {
            for seq in gap.first...gap.last {
                guard let change = ledger.changeAtCenter(gap.log, seq) else {
                    throw SimulationFailure(
                        .gaps, "\(gap.log) \(seq) is listed as missing, and never was at the center")
                }
                // A log of which there were two branches may have gone on under other numbers; and what was issued again
                // there, by a machine that was put back since, is issued again elsewhere.
                let mayHaveMoved = ledger.forkedLogs.contains(gap.log) || ledger.wasReissuedAtCenter(gap.log, seq)
                // A record that moved has it in another scope; that it is gone here is true all the same.
                let isElsewhere = copies[change]?.contains { $0 != gap.log.scope } ?? false
                guard !held.contains(change) || mayHaveMoved || isElsewhere else {
                    throw SimulationFailure(.gaps, "\(gap.log) \(seq) is listed as missing, and is there")
                }
                counts.note("listedAsMissing")
            }
        }
    }

    private func checkListed(_ receipt: Receipt, of name: String, in gaps: [Gap]) throws {
        for entry in receipt.vector.entries {
            let log = LogID(scope: receipt.scope, replica: entry.replica)
            let here = try center.read { _, store in try store.hash(of: log, at: entry.seq) }
            guard here?.tag != entry.tag else { continue }
            // A receipt whose log is higher covers it, by number: of a log with two branches that may be the other one (14.1).
            let height = try center.read { _, store in try store.head(of: log)?.seq ?? 0 }
            if ledger.forkedLogs.contains(log), height > entry.seq { continue }
            guard let gap = gaps.first(where: { $0.log == log }),
                gap.isOfOtherBranch || gap.last >= entry.seq
            else {
                throw SimulationFailure(
                    .gaps, "\(name) has a receipt of \(log) up to \(entry.seq), which the center neither has nor lists")
            }
        }
    }
}
