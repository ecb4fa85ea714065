public import Replication

/// What every line of a list says of its record.
public struct ItemMarks: Hashable, Sendable {
    /// Some register has more than one distinct reading.
    public let isDisputed: Bool
    public let isWithdrawn: Bool
    /// A required register is missing.
    public let isIncomplete: Bool
}

/// A case in a list.
public struct CaseItem: Hashable, Sendable {
    public let key: RecordKey
    public let title: String
    public let code: String?
    /// Code of the table `case_stage`.
    public let stage: String?
    /// Code of the table `risk_level`.
    public let risk: String?
    public let nextStep: String?
    /// The earliest among the readings.
    public let nextDate: CivilDate?
    public let leadName: String?
    public let leadUser: RecordID?
    public let marks: ItemMarks
}

/// A person in a list.
public struct PersonItem: Hashable, Sendable {
    public let key: RecordKey
    public let name: String
    /// Further readings of a disputed name.
    public let otherNames: [String]
    public let household: RecordID?
    /// Code of the table `household_relation`.
    public let relation: String?
    public let birth: CivilDate?
    public let isDeceased: Bool
    public let marks: ItemMarks
}

/// A household in a list.
public struct HouseholdItem: Hashable, Sendable {
    public let key: RecordKey
    public let address: String
    public let headName: String?
    public let headPerson: RecordID?
    public let area: RecordID?
    public let marks: ItemMarks
}

/// A person's part in a case, in a list.
public struct PartyItem: Hashable, Sendable {
    public let key: RecordKey
    public let caseID: RecordID?
    public let person: RecordID?
    /// Code of the table `party_side`.
    public let side: String?
    /// Code of the table `party_capacity`.
    public let capacity: String?
    public let marks: ItemMarks
}

/// A register with more than one distinct reading.
public struct ConflictItem: Hashable, Sendable {
    public let key: RecordKey
    public let register: RegisterNumber
    /// How many distinct readings.
    public let readings: Int
    /// When the newest of them was recorded, milliseconds since 1970 by its machine's clock.
    public let newestAt: Int64
}
