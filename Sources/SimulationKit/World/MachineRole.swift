/// What a machine is in the tree.
enum MachineRole: String {
    case center, hub, device
}
