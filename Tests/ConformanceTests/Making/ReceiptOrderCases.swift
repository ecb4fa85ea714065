import CaseFile
import Causality
import Replication

/// Which of two receipts stands: the center may have been put back between them, and the older one may come later.
enum ReceiptOrderCases {
    static func orders() throws -> VectorFile {
        /// `height` is how far the one log of the vector is said to have come.
        func receipt(by issuer: UInt64, after past: [UInt64] = [], height: UInt64 = 5, at time: UInt64 = 5)
            -> FieldValue
        {
            .hex(
                Wire.message {
                    $0.fixed64(1, 9)
                    $0.bytes(2, [UInt8](repeating: 1, count: 32))
                    $0.bytes(3, Wire.vector([(replica: 7, seq: height, tag: height)]))
                    $0.number(4, time)
                    $0.bytes(5, [UInt8](repeating: 1, count: 64))
                    $0.fixed64(6, issuer)
                    for replica in past { $0.fixed64(7, replica) }
                })
        }
        func order(_ name: String, held: FieldValue, arrived: FieldValue, stands: String) throws -> VectorCase {
            try Topic.receiptOrders.makeCase(
                name, ["held": held, "arrived": arrived], expecting: ["stands": .string(stands)])
        }
        let (before, after) = (receipt(by: 1, height: 9), receipt(by: 2, after: [1], height: 4))
        return VectorFile(
            about: "Which of two valid receipts of a scope stands (14), the second of which came later.",
            cases: [
                try order("the center was put back", held: before, arrived: after, stands: "arrived"),
                try order("a hub that lags", held: after, arrived: before, stands: "held"),
                try order(
                    "of one issuer, more", held: receipt(by: 1, height: 4), arrived: before, stands: "arrived"),
                try order(
                    "of one issuer, less", held: before, arrived: receipt(by: 1, height: 4), stands: "arrived"),
                try order(
                    "an earlier time decides nothing", held: before, arrived: receipt(by: 2, after: [1], at: 1),
                    stands: "arrived"),
                try order(
                    "a later time decides nothing", held: after, arrived: receipt(by: 1, at: 9), stands: "held"),
                try order(
                    "two that do not know each other", held: receipt(by: 2, after: [1]),
                    arrived: receipt(by: 3, after: [1]), stands: "arrived"),
                try order(
                    "two that call each other past", held: receipt(by: 2, after: [1, 3]),
                    arrived: receipt(by: 3, after: [1, 2]), stands: "arrived"),
                try order(
                    "put back twice", held: receipt(by: 3, after: [1, 2]), arrived: receipt(by: 2, after: [1]),
                    stands: "held"),
                try order(
                    "one of long ago", held: receipt(by: 3, after: [1, 2]), arrived: before, stands: "held"),
            ])
    }
}
