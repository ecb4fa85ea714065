/// One county's day: what was there before, and what the devices wrote.
struct Workload {
    let baseline: [WorkloadChange]
    let changes: [WorkloadChange]

    init(baseline: [WorkloadChange], changes: [WorkloadChange]) {
        self.baseline = baseline
        self.changes = changes
    }

    /// Generates a county; equal shapes give equal changes on every machine.
    init(_ shape: WorkloadShape) {
        var baseline: [WorkloadChange] = []
        var changes: [WorkloadChange] = []
        for township in 0..<shape.townships {
            for village in 0..<shape.villages {
                let village = WorkloadVillage(township: township + 1, village: village + 1, shape: shape)
                baseline += village.baseline()
                changes += village.day()
            }
        }
        self.init(baseline: baseline, changes: changes)
    }
}
