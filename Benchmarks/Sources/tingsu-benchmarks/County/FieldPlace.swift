import Replication

/// Where a field of the workload lies in a record of the catalog, and as what kind of value.
struct FieldPlace {
    enum Form {
        case text, code, integer, instantOfDay, date
        case reference(WorkloadChange.Kind)
    }

    enum Path {
        /// The register's whole value.
        case whole
        /// A member of the group that the register holds.
        case member(UInt32)
        /// A list that gets one more group with this member alone.
        case item(UInt32)
    }

    let register: RegisterNumber
    let path: Path
    let form: Form

    static func whole(_ register: RegisterNumber, _ form: Form) -> FieldPlace {
        FieldPlace(register: register, path: .whole, form: form)
    }

    static func member(_ register: RegisterNumber, _ member: UInt32, _ form: Form) -> FieldPlace {
        FieldPlace(register: register, path: .member(member), form: form)
    }

    static func item(_ register: RegisterNumber, _ member: UInt32, _ form: Form) -> FieldPlace {
        FieldPlace(register: register, path: .item(member), form: form)
    }

    /// A county's own field, for what the catalog has no register for.
    static func county(_ offset: UInt32, _ form: Form) -> FieldPlace {
        .whole(RegisterNumber(rawValue: 10_000 + offset), form)
    }
}
