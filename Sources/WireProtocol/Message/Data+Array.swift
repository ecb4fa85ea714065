import FoundationEssentials

extension [UInt8] {
    /// The bytes of `data` in one copy. The general way, `Array(data)`, walks them one by one: it took 4 % of the time
    /// in which a county's day is merged.
    init(copying data: Data) {
        self = data.withUnsafeBytes { [UInt8]($0) }
    }
}
