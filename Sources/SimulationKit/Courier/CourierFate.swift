/// What a courier does with a file.
enum CourierFate: String, CaseIterable {
    /// Brings it within some days.
    case carried
    /// Brings it within ninety days.
    case late
    /// Brings it, and again later.
    case twice
    /// Pulls the stick out too early: the file ends in the middle.
    case cut
    /// Never brings it.
    case lost
    /// Brings it to a machine that it is not meant for, and perhaps to the right one after that.
    case astray
}
