import Replication

extension RegisterDefinition {
    /// The case that the record belongs to.
    static func ofCase(_ number: RegisterNumber, required: Bool = true) -> RegisterDefinition {
        RegisterDefinition(
            number, "case", Label("案件", "Case"), .reference([CaseSchema.recordKind]), required: required)
    }

    /// Scans, photographs and recordings.
    static func attachments(_ number: RegisterNumber) -> RegisterDefinition {
        RegisterDefinition(
            number, "attachments", Label("附件", "Attachments"), .list(of: .attachment), sensitivity: .personal)
    }
}
