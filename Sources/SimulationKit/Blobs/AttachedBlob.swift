import Causality
import Replication

/// A blob that a record names, in the books of the simulation.
struct AttachedBlob: Hashable {
    /// The register in which simulated people attach a file.
    static let register = RegisterNumber(rawValue: 50)

    let blob: Hash
    /// The change that attached it.
    let change: ChangeID
    let record: RecordKey
}
