/// The kinds and registers of the directory that the engine itself reads.
///
/// The catalog gives them names and labels; their numbers live here because admission is a function of the directory
/// and the engine must read it without knowing the case file. Kinds 1–99 are the directory's; register 1 of every kind
/// of record is its lifecycle (withdrawn or not), in the directory as everywhere.
///
/// Source: DESIGN.md section 8.
public enum DirectorySchema {
    /// Register 1 of every kind: group { 1 state: code `withdrawn` or `standing`, 2 reason: text }.
    public static let lifecycle = RegisterNumber(rawValue: 1)

    public static let areaKind = RecordKind(rawValue: 1)
    public static let scopeKind = RecordKind(rawValue: 2)
    public static let organisationKind = RecordKind(rawValue: 3)
    public static let userKind = RecordKind(rawValue: 4)
    public static let deviceKind = RecordKind(rawValue: 5)
    public static let grantKind = RecordKind(rawValue: 6)
    public static let grantEndKind = RecordKind(rawValue: 7)
    public static let rulingKind = RecordKind(rawValue: 8)
    public static let settingKind = RecordKind(rawValue: 9)

    /// Area: code (text), name (text), parent (reference to an area), its end (group { 1 on: the first day on which it is no
    /// more, 2 successor: reference to an area, 3 reason: text }), which the engine does not read.
    public enum Area {
        public static let code = RegisterNumber(rawValue: 2)
        public static let name = RegisterNumber(rawValue: 3)
        public static let parent = RegisterNumber(rawValue: 4)
        public static let ended = RegisterNumber(rawValue: 5)
        public static let endedOnMember: UInt32 = 1
        public static let successorMember: UInt32 = 2
        public static let endReasonMember: UInt32 = 3
    }

    /// Scope: its number as sixteen hexadecimal digits (text), the area it belongs to (reference), purpose (code).
    public enum Scope {
        public static let number = RegisterNumber(rawValue: 2)
        public static let area = RegisterNumber(rawValue: 3)
        public static let purpose = RegisterNumber(rawValue: 4)
        /// The purposes whose scopes have readers that were named: no node stores a change of such a scope without a grant
        /// to read it (I37).
        public static let restrictedPurposes = ["case_team", "psychological", "whistle_blowing"]

        /// Whether this reading of a purpose restricts its scope; one that does is enough.
        public static func restricts(_ purpose: Value) -> Bool {
            guard case .code(let code) = purpose else { return false }
            return restrictedPurposes.contains(code)
        }
    }

    /// User, a person who may author changes: name (text), area (reference), role (code), organisation (text).
    public enum User {
        public static let name = RegisterNumber(rawValue: 2)
        public static let area = RegisterNumber(rawValue: 3)
        public static let role = RegisterNumber(rawValue: 4)
        public static let organisation = RegisterNumber(rawValue: 5)
    }

    /// Device: public key in X9.63 form as 130 hexadecimal digits (text), name (text), role (code: device, hub,
    /// center), area (reference), its people (list of references to users).
    public enum Device {
        public static let publicKey = RegisterNumber(rawValue: 2)
        public static let name = RegisterNumber(rawValue: 3)
        public static let role = RegisterNumber(rawValue: 4)
        public static let area = RegisterNumber(rawValue: 5)
        public static let people = RegisterNumber(rawValue: 6)
    }

    /// Grant: one register, group { 1 device: reference, 2 scope: text of sixteen hexadecimal digits, 3 rights: code
    /// `read` or `write` (which includes reading) }.
    public enum Grant {
        public static let terms = RegisterNumber(rawValue: 2)
        public static let deviceMember: UInt32 = 1
        public static let scopeMember: UInt32 = 2
        public static let rightsMember: UInt32 = 3
        public static let read = "read"
        public static let write = "write"
    }

    /// End of grants: one register, group { 1 device: reference, 2 heads: list of group { 1 scope: text, 2 replica:
    /// text, 3 seq: integer, 4 hash: text }, 3 reason: text }. Ends every grant of the device; each head names the
    /// last admitted change of one of its logs, and what is not named is held from its first change.
    public enum GrantEnd {
        public static let terms = RegisterNumber(rawValue: 2)
        public static let deviceMember: UInt32 = 1
        public static let headsMember: UInt32 = 2
        public static let reasonMember: UInt32 = 3
        public static let headScopeMember: UInt32 = 1
        public static let headReplicaMember: UInt32 = 2
        public static let headSeqMember: UInt32 = 3
        public static let headHashMember: UInt32 = 4
    }

    /// Ruling on one change: change (text of thirty-two hexadecimal digits), verdict (code `admit` or `hold`),
    /// reason (text), the record that the change touches (reference with its scope). It names the change, not a place
    /// in a log, so that it means the same after a re-issue.
    public enum Ruling {
        public static let change = RegisterNumber(rawValue: 2)
        public static let verdict = RegisterNumber(rawValue: 3)
        public static let reason = RegisterNumber(rawValue: 4)
        public static let record = RegisterNumber(rawValue: 5)
        public static let admit = "admit"
        public static let hold = "hold"
    }

    /// Setting: name (text), value (text), date of effect (date).
    public enum Setting {
        public static let name = RegisterNumber(rawValue: 2)
        public static let value = RegisterNumber(rawValue: 3)
        public static let from = RegisterNumber(rawValue: 4)
    }
}
