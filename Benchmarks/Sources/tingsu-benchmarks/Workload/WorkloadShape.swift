/// How large a county and its day are.
struct WorkloadShape {
    var townships = 15
    /// In each township.
    var villages = 20
    /// In each village.
    var devices = 2
    /// Of each device on the day.
    var visits = 15
    var seed = 42
}
