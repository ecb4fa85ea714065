import CaseFile
import CaseStore

/// One of the four sentences by which a case is looked at (尊重历史、照顾现实、依法依规、情理结合).
///
/// Each asks something else, and a case that is thought of by one of them only is thought of by half.
public enum CasePrinciple: String, Hashable, Sendable, CaseIterable {
    case history
    case reality
    case law
    case reason

    /// Its member of `CaseSchema.principles`, whose name is this one's.
    public var member: UInt32 {
        switch self {
        case .history: CaseSchema.Principles.history
        case .reality: CaseSchema.Principles.reality
        case .law: CaseSchema.Principles.law
        case .reason: CaseSchema.Principles.reason
        }
    }

    /// What a case says of it; nil where nobody has.
    public func text(in record: RecordView) -> String? {
        record.shown(CaseSchema.principles)[member: member].plainText
    }
}
