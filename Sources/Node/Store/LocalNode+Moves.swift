import CaseWork
import Logging
import Replication
import WireProtocol

extension LocalNode {
    /// Brings what came in for moved records to where they live; answers how many changes that were.
    ///
    /// Called after everything that may have brought some. It takes a bounded portion, and lets others have the node before
    /// the next. What it cannot do now it does the next time: it never fails what was done before it.
    @discardableResult
    func followMoves() -> Int {
        let brought = followPortion()
        if brought != nil, areMovesDue, !isFollowing {
            isFollowing = true
            Task {
                await followAllMoves()
                isFollowing = false
            }
        }
        return brought ?? 0
    }

    /// The same until nothing is left.
    @discardableResult
    func followAllMoves() async -> Int {
        var brought = 0
        while areMovesDue, let portion = followPortion() {
            brought += portion
            await Task.yield()
        }
        return brought
    }

    private var areMovesDue: Bool { (try? inspect { try MoveFollowing($0).isDue() }) ?? false }

    /// Nil where the store itself failed.
    private func followPortion() -> Int? {
        guard areMovesDue else { return 0 }
        let place = moveAccess
        do {
            let portion = try MoveFollowing<ProtobufChangeCodec>.followPortion { body in
                try write { engine, transaction, environment in
                    try body(MoveFollowing(place(engine, transaction)), &engine, environment)
                }
            }
            if portion.brought > 0 {
                logger.info("records that moved were followed", metadata: ["changes": "\(portion.brought)"])
            }
            for record in portion.passedOver {
                logger.error(
                    "a record that moved was passed over, and is tried again",
                    metadata: ["record": "\(record.id)", "kind": "\(record.kind.rawValue)", "type": "\(record.error)"])
            }
            return portion.brought
        } catch {
            logger.error("records that moved were not followed", metadata: ["type": "\(type(of: error))"])
            return nil
        }
    }
}
