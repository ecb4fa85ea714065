extension CodeTable.Name {
    public static let lifecycleState = Self("lifecycle_state")
    public static let administrativeLevel = Self("administrative_level")
}

extension CodeTable {
    static let lifecycleState = CodeTable(
        .lifecycleState, Label("记录状态", "Record state"),
        codes: [
            Code(Lifecycle.standing, "有效", "Standing"),
            Code(Lifecycle.withdrawn, "作废", "Withdrawn"),
        ])

    static let administrativeLevel = CodeTable(
        .administrativeLevel, Label("层级", "Level"),
        codes: [
            Code("county", "县", "County"),
            Code("town", "镇", "Town"),
            Code("village", "村", "Village"),
        ])
}
