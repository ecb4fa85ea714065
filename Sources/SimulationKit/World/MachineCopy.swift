/// A copy of a machine's data folder, with the witness of the same moment.
struct MachineCopy<Disk: SimulatedDisk> {
    let folder: Disk.Folder
    let blobs: MachineBlobs.Copy
    let witness: [UInt8]?
}
