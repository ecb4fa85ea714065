extension Templates {
    /// Every template by name, sorted. A new one stands in `consoleResources` of Package.swift, too.
    static let all: [(name: String, bytes: [UInt8])] = [
        ("add-record", PackageResources.add_record_mustache),
        ("choose-name", PackageResources.choose_name_mustache),
        ("closed", PackageResources.closed_mustache),
        ("correct-record", PackageResources.correct_record_mustache),
        ("draft-state", PackageResources.draft_state_mustache),
        ("failure", PackageResources.failure_mustache),
        ("field", PackageResources.field_mustache),
        ("field-marks", PackageResources.field_marks_mustache),
        ("field-notes", PackageResources.field_notes_mustache),
        ("find", PackageResources.find_mustache),
        ("home", PackageResources.home_mustache),
        ("layout", PackageResources.layout_mustache),
        ("open", PackageResources.open_mustache),
        ("pin-enter", PackageResources.pin_enter_mustache),
        ("pin-set", PackageResources.pin_set_mustache),
        ("record", PackageResources.record_mustache),
        ("scale", PackageResources.scale_mustache),
        ("sync", PackageResources.sync_mustache),
        ("sync-state", PackageResources.sync_state_mustache),
        ("token", PackageResources.token_mustache),
        ("visit", PackageResources.visit_mustache),
    ]

    /// Those that other templates name with `{{> }}`: they are filled where they stand.
    static let partials = ["draft-state", "field", "field-marks", "field-notes", "scale", "sync-state", "token"]
}
