import CaseStore
import Logging
import ReplicaStore
import ServiceLifecycle

/// Enters what people wrote into the index of texts while nobody writes: at half past five everybody waits for the store,
/// and nobody for the index (`WaitingTexts`).
struct TextIndexService: Service {
    /// Texts of one transaction: who comes in between waits some 40 milliseconds.
    static let portion = 512
    /// Between two looks. In an evening's rush more than one machine comes in each.
    static let lookMilliseconds: Int64 = 1000

    let node: LocalNode

    func run() async throws {
        await cancelWhenGracefulShutdown {
            var turn = Turn()
            while !Task.isCancelled {
                do {
                    try await turn.look(at: node)
                } catch {
                    node.logger.error("the index of texts was not written", metadata: ["error": "\(error)"])
                }
                guard (try? await Task.sleep(for: .milliseconds(TextIndexService.lookMilliseconds))) != nil else {
                    return
                }
            }
        }
    }

    /// What was seen at the last look.
    struct Turn {
        /// Writes of the node by then; nil before the first look.
        private var writes: Int?
        /// Whether nothing waited.
        private var isDone = false

        /// Enters portions until none is left or somebody writes. Does nothing where somebody wrote since the last look,
        /// and does not ask the store where nothing can wait. Answers how many were entered.
        @discardableResult mutating func look(at node: LocalNode) async throws -> Int {
            let now = await node.writes
            guard now == writes else {
                (writes, isDone) = (now, false)
                return 0
            }
            var all = 0
            while !isDone, !Task.isCancelled, await node.writes == now {
                let entered = try await node.enterTexts(TextIndexService.portion)
                all += entered
                isDone = entered < TextIndexService.portion
            }
            return all
        }
    }
}

extension LocalNode {
    fileprivate func enterTexts(_ limit: Int) throws -> Int {
        try withStorage { storage, _ in try storage.write { try $0.enterWaitingTexts(limit: limit) } }
    }
}
