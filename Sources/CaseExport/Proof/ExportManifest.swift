import Causality
import Foundation
import Identity
import Replication

/// What an export says of itself, signed by the machine that made it: which files belong to it, of which case, when, and
/// what was left out.
public struct ExportManifest: Codable, Hashable, Sendable {
    /// A record by its place.
    public struct Record: Codable, Hashable, Sendable {
        public let scope: String
        public let kind: UInt32
        public let id: String

        init(_ key: RecordKey) {
            scope = key.scope.description
            kind = key.kind.rawValue
            id = key.id.description
        }

        /// Nil where it names none.
        var key: RecordKey? {
            guard let bytes = Hexadecimal.decode(scope), bytes.count == 8, let id = RecordID(id) else { return nil }
            return RecordKey(
                scope: ScopeID(rawValue: bytes.reduce(0) { $0 << 8 | UInt64($1) }), kind: RecordKind(rawValue: kind),
                id: id)
        }
    }

    /// A record that is not in the export although it belongs to the case or is named in it.
    public struct Withheld: Codable, Hashable, Sendable {
        /// Why a record was left out.
        public enum Reason: String, Codable, Hashable, Sendable, CaseIterable {
            /// It is for named readers only.
            case restricted
            /// It speaks of other cases as well, such as the minutes of the week's meeting.
            case otherCases = "other_cases"
            /// It is named, and the machine that made the export does not hold it.
            case notHeld = "not_held"
        }

        public let record: Record
        public let reason: Reason
    }

    /// A file of the export.
    public struct File: Codable, Hashable, Sendable {
        /// Relative, with `/` between.
        public let path: String
        public let bytes: Int
        public let sha256: String
    }

    /// A file that a record names and that is not in the export.
    public struct AbsentFile: Codable, Hashable, Sendable {
        /// Why it is not there.
        public enum Reason: String, Codable, Hashable, Sendable, CaseIterable {
            /// Whoever made the export wanted it without attachments.
            case leftOut = "left_out"
            /// Its content had not arrived at the machine.
            case notHere = "not_here"
        }

        public let sha256: String
        public let reason: Reason
    }

    /// The machine that made it.
    public struct Machine: Codable, Hashable, Sendable {
        public let id: String
        public let name: String
    }

    /// `tingsu-case-export`.
    public var format = ExportManifest.formatName
    public var version = ExportManifest.formatVersion
    /// The version of the program that made it: another one may write page and records in other words.
    public let program: String
    public let county: String
    public let isTraining: Bool
    public let machine: Machine
    /// Milliseconds since 1970 by that machine's clock.
    public let exportedAt: Int64
    public let `case`: Record
    /// `zh-Hans` or `en`.
    public let language: String
    /// Whether people's numbers are whole.
    public let reveals: Bool
    public let withheld: [Withheld]
    public let absentFiles: [AbsentFile]
    /// Every file but the manifest and its signature, by path.
    public var files: [File] = []

    static let formatName = "tingsu-case-export"
    static let formatVersion = 1
    static let path = "manifest.json"
    static let signaturePath = "manifest.sig"
    /// Stands before the signed bytes, so that a signature over a manifest can pass for nothing else.
    private static let domainTag = Array("tingsu/case-export/1".utf8)

    func encoded() throws -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        return Array(try encoder.encode(self)) + [0x0A]
    }

    /// What the machine signs.
    static func message(_ encoded: [UInt8]) -> [UInt8] { domainTag + encoded }
}
