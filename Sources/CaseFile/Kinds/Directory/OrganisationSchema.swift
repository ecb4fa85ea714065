public import Replication

/// An organisation that takes part: a center, a court, a department, a third party. The engine does not read it, so
/// that its registers are numbered here and not in `DirectorySchema`.
public enum OrganisationSchema {
    public static let recordKind = DirectorySchema.organisationKind
    public static let name = RegisterNumber(rawValue: 2)
    public static let kind = RegisterNumber(rawValue: 3)
    public static let area = RegisterNumber(rawValue: 4)
}
