public import CaseFile
import ReplicaStore
public import Replication

/// Gives records the names by which people know them.
public struct RecordTitles<Codec: ChangeCodec> {
    public let access: CaseAccess<Codec>
    /// Whether what is not a person is told from its namesakes by the end of its id, for who types ids.
    public var showsIDs = true

    public init(_ access: CaseAccess<Codec>) {
        self.access = access
    }

    /// The last eight digits: ids are time-ordered, and only their ends tell the records of one day apart.
    public static func short(_ id: RecordID) -> String { RecordNames.short(id) }

    /// What people call a record; nil where it is not held here or has no such words.
    public func title(of key: RecordKey) throws -> Label? { try names.title(of: key) }

    /// The text of a value with the names of records and people in place of their ids.
    public func text(of value: Value, _ register: RegisterNumber, in key: RecordKey) throws -> Label {
        try names.text(of: value, register, in: key)
    }

    private var names: RecordNames {
        var names = RecordNames(catalog: access.catalog, directory: access.directory) { key in
            guard try access.transaction.state(of: key) != nil else { return nil }
            return try access.reading.record(key)
        }
        names.showsIDs = showsIDs
        return names
    }
}
