import Causality
import WireProtocol

@testable import Replication

extension FuzzCounty {
    /// What must hold of any store, whatever came over the line.
    func checkStore(_ node: FuzzNode) throws {
        let keys = [center, device, other].map(\.signer.key)
        for log in node.state.logs.keys.sorted() {
            let changes = node.state.logs[log] ?? []
            guard !changes.isEmpty else { continue }
            guard let genesis = node.state.genesis[log.replica], genesis.replica == log.replica else {
                throw FuzzFinding(description: "a log without its genesis is stored")
            }
            guard let key = keys.first(where: { $0.hash == genesis.deviceKeyHash }) else {
                throw FuzzFinding(description: "changes of a stranger are stored")
            }
            var chain = LogChain(log: log, after: nil, genesis: genesis)
            for change in changes {
                try FuzzFinding.expect(
                    chain.next(change.entry).position == change.position, "a log has another chain than it says (I13)")
            }
            let head = node.state.heads[log]?.last
            try FuzzFinding.expect(
                head?.position == changes.last?.position && head?.isValid(for: key) == true,
                "a log goes on beyond its last signed head (I14)")
        }
    }

    /// What a refused segment was to bring is not there (I17). `before` is the center as it was.
    func checkRefusals(_ request: ExchangeRequest, _ response: ExchangeResponse, before: FuzzNode) throws {
        for log in Set(request.segments.map(\.log)) {
            let refused = response.refusals.count { $0.replica == log.replica && $0.scope == log.scope }
            guard refused == request.segments.count(where: { $0.log == log }) else { continue }
            try FuzzFinding.expect(
                center.state.logs[log]?.count == before.state.logs[log]?.count,
                "something of a refused log is stored (I17)")
        }
    }

    /// That nothing which was there is gone.
    func checkNothingLost(_ now: FuzzNode, since before: FuzzNode, _ name: String) throws {
        let gone = Set(before.state.changeIDs).subtracting(now.state.changeIDs)
        try FuzzFinding.expect(gone.isEmpty, "\(gone.count) changes are gone at the \(name)")
    }

    /// That the honest device and the center come to hold the same, and to think the same of it.
    mutating func checkConvergence() throws {
        var step: ExchangeSession.Step?
        for _ in 0..<4 {
            step = try FuzzCounty.sync(&device, with: &center)
            if step == .complete { break }
        }
        try FuzzFinding.expect(
            step == .complete, "the honest device does not come to an end: \(step.map { "\($0)" } ?? "goes on")")
        // A second time: receipts and reports are then everywhere, too.
        _ = try FuzzCounty.sync(&device, with: &center)
        try checkAgreement()
    }

    /// That the honest device and the center hold the same, and think the same of it.
    func checkAgreement() throws {
        for scope in [ScopeID.directory, Self.village] {
            let vectors = try [center, device].map { node in
                try node.read { engine, transaction in try engine.vector(of: scope, in: transaction) }
            }
            try FuzzFinding.expect(vectors[0] == vectors[1], "complete, and device and center differ in \(scope)")
            let states = [center, device].map { node in
                node.state.sortedRecords.filter { $0.key.scope == scope }.map { "\($0.key) \($0.state.encoded)" }
            }
            try FuzzFinding.expect(states[0] == states[1], "equal logs and other states in \(scope)")
        }
    }
}
