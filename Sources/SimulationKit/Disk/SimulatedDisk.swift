import Replication

/// The disk of one machine: the data folder with the store, the witness outside of it, and copies that are put back.
protocol SimulatedDisk: AnyObject {
    associatedtype Storage: ReplicaStorage
    /// A copy of the data folder.
    associatedtype Folder

    /// Whether a page of it can be damaged.
    static var hasPages: Bool { get }

    init() throws

    var storage: FaultyStorage<Storage> { get }
    /// The witness file; nil while there is none.
    var witness: [UInt8]? { get set }

    /// Copies the data folder as it is on the disk.
    func copy() throws -> Folder
    /// Puts a copy in the place of what is there.
    func put(_ folder: Folder) throws
    /// Makes the disk empty.
    func erase() throws
    /// Everything that had not reached the disk is gone, and the store is open again.
    func losePower() throws
    /// Damages a page, and opens the store again if it opens.
    func damagePage(_ draw: Randomness) throws
    /// Whether the store is open: of a damaged one that may fail.
    var isOpen: Bool { get }
    /// The engine for what is on the disk, as a node opens it. Only where the disk may be damaged the directory may be another
    /// than its log says.
    func openEngine(_ make: EngineSettings, mayBeDamaged: Bool) throws -> ReplicaEngine<SimulatedCodec>
    /// What `tingsu verify` and the check of a nightly copy would say.
    func examine(_ engine: ReplicaEngine<SimulatedCodec>) -> StoreVerdict
    /// `tingsu doctor --rebuild`; answers whether something went that the upstream had said.
    func rebuild(_ engine: ReplicaEngine<SimulatedCodec>) throws -> Bool
    /// The store as memory holds it, where it does.
    func close() throws
}
