/// A copy of a machine's data folder, with the witness of the same moment.
struct MachineCopy<Disk: SimulatedDisk> {
    let folder: Disk.Folder
    let blobs: MachineBlobs.Copy
    let witness: [UInt8]?
    /// Whether it was made of a damaged store that verified all the same.
    let isDamaged: Bool
}
