import CaseFile
import CaseStore
public import Replication

/// A consultation on a case (分级会诊) with what each side said: by law, by reason and custom, psychological.
public struct ConsultationView: Sendable {
    /// One aspect with its opinions.
    public struct Aspect: Sendable {
        /// Code of the table `opinion_aspect`.
        public let code: String
        /// By date; empty where nobody has said anything yet, or where this machine may not read it.
        public let opinions: [RecordView]
    }

    public let record: RecordView
    /// Code of the table `consultation_level`.
    public let level: String
    /// Every aspect of the catalog, in its order.
    public let aspects: [Aspect]
    /// The consultation that was escalated to this one.
    public let raisedFrom: RecordKey?
    /// Those that it was escalated to.
    public let raisedTo: [RecordKey]
    /// The level above; nil at the highest.
    public let nextLevel: String?

    public var isConcluded: Bool { record.shown(ConsultationSchema.conclusion) != .none }
    /// Aspects that nobody has spoken to.
    public var openAspects: [String] { aspects.filter(\.opinions.isEmpty).map(\.code) }
}

extension CaseReading {
    /// The consultations on a case, by date.
    public func consultations(of file: RecordKey) throws -> [ConsultationView] {
        let keys = try queries.children(of: file, kind: ConsultationSchema.recordKind)
        return try keys.map { try consultation($0) }.sorted { left, right in
            func order(_ view: ConsultationView) -> (Int, RecordKey) {
                (view.record.shown(ConsultationSchema.on).date?.daysSince1970 ?? .max, view.record.key)
            }
            return order(left) < order(right)
        }
    }

    /// One consultation. Throws `CaseWorkError.recordNotFound`.
    public func consultation(_ key: RecordKey) throws -> ConsultationView {
        let record = try record(key)
        let opinions = try queries.children(of: key, kind: OpinionSchema.recordKind).map { try self.record($0) }
            .sorted { left, right in
                func order(_ view: RecordView) -> (Int, RecordKey) {
                    (view.shown(OpinionSchema.on).date?.daysSince1970 ?? .max, view.key)
                }
                return order(left) < order(right)
            }
        let level = record.shown(ConsultationSchema.level).plainText ?? ""
        let aspects = catalog.codeTable(.opinionAspect)?.codes.filter { !$0.isRetired }.map(\.code) ?? []
        return ConsultationView(
            record: record, level: level,
            aspects: aspects.map { code in
                ConsultationView.Aspect(
                    code: code, opinions: opinions.filter { $0.shown(OpinionSchema.aspect) == .code(code) })
            },
            raisedFrom: record.shown(ConsultationSchema.raisedFrom).reference?.key(from: key),
            raisedTo: try queries.children(of: key, kind: ConsultationSchema.recordKind),
            nextLevel: consultationLevel(above: level))
    }

    /// The level above one, in the order of the county's table; nil at the highest and for one that nobody knows.
    public func consultationLevel(above level: String) -> String? {
        let levels = catalog.codeTable(.consultationLevel)?.codes.filter { !$0.isRetired }.map(\.code) ?? []
        return levels.firstIndex(of: level).flatMap { levels.indices.contains($0 + 1) ? levels[$0 + 1] : nil }
    }
}
