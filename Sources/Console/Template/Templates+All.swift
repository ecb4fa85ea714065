extension Templates {
    /// Every template by name, sorted. A new one stands in `consoleResources` of Package.swift, too.
    static let all: [(name: String, bytes: [UInt8])] = [
        ("board", PackageResources.board_mustache),
        ("board-row", PackageResources.board_row_mustache),
        ("case-entry", PackageResources.case_entry_mustache),
        ("case-page", PackageResources.case_page_mustache),
        ("choose-name", PackageResources.choose_name_mustache),
        ("closed", PackageResources.closed_mustache),
        ("conflict-side", PackageResources.conflict_side_mustache),
        ("conflicts", PackageResources.conflicts_mustache),
        ("correct-record", PackageResources.correct_record_mustache),
        ("day-return", PackageResources.day_return_mustache),
        ("distress", PackageResources.distress_mustache),
        ("failure", PackageResources.failure_mustache),
        ("field", PackageResources.field_mustache),
        ("field-marks", PackageResources.field_marks_mustache),
        ("field-notes", PackageResources.field_notes_mustache),
        ("held-changes", PackageResources.held_changes_mustache),
        ("home", PackageResources.home_mustache),
        ("layout", PackageResources.layout_mustache),
        ("lifecycle", PackageResources.lifecycle_mustache),
        ("machine", PackageResources.machine_mustache),
        ("open", PackageResources.open_mustache),
        ("pager", PackageResources.pager_mustache),
        ("pin-code", PackageResources.pin_code_mustache),
        ("pin-enter", PackageResources.pin_enter_mustache),
        ("pin-forgotten", PackageResources.pin_forgotten_mustache),
        ("pin-set", PackageResources.pin_set_mustache),
        ("record", PackageResources.record_mustache),
        ("settle", PackageResources.settle_mustache),
        ("sheet-foot", PackageResources.sheet_foot_mustache),
        ("sheet-head", PackageResources.sheet_head_mustache),
        ("sheet-mediation", PackageResources.sheet_mediation_mustache),
        ("sheet-signings", PackageResources.sheet_signings_mustache),
        ("sheet-tools", PackageResources.sheet_tools_mustache),
        ("sheet-visit", PackageResources.sheet_visit_mustache),
        ("sync", PackageResources.sync_mustache),
        ("sync-state", PackageResources.sync_state_mustache),
        ("token", PackageResources.token_mustache),
    ]

    /// Those that other templates name with `{{> }}`: they are filled where they stand.
    static let partials = [
        "board-row", "case-entry", "conflict-side", "day-return", "distress", "field", "field-marks", "field-notes",
        "pager", "sheet-foot", "sheet-head", "sheet-signings", "sheet-tools", "sync-state", "token",
    ]
}
