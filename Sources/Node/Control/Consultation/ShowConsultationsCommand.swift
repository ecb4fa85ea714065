import CaseFile
import CaseStore
import CaseWork
import Replication

/// `tingsu consult show`: one consultation, or all of a case, with the three opinions and what is missing.
public struct ShowConsultationsCommand: NodeCommand {
    public struct Reply: Codable, Hashable, Sendable {
        /// An opinion.
        public struct Opinion: Codable, Hashable, Sendable {
            public let record: RecordName
            public let by: Wording
            public let on: String?
            public let text: String
        }

        /// One of the three aspects.
        public struct Aspect: Codable, Hashable, Sendable {
            public let aspect: String
            public let label: Wording
            /// Empty where nobody has spoken to it, or where this machine may not read it.
            public let opinions: [Opinion]
        }

        /// A consultation.
        public struct Consultation: Codable, Hashable, Sendable {
            public let record: RecordName
            public let level: String
            public let levelLabel: Wording
            public let on: String?
            public let question: String
            public let specialists: Wording?
            public let aspects: [Aspect]
            public let conclusion: Wording?
            public let raisedFrom: RecordName?
            public let raisedTo: [RecordName]
            /// To be given back with `--seen`.
            public let seen: String
        }

        public let consultations: [Consultation]
    }

    public static let name = "show-consultations"

    /// A consultation, or a case for all of its.
    public var record: String
    public var area: String?

    public init(record: String, area: String? = nil) {
        self.record = record
        self.area = area
    }

    public func run(on node: LocalNode) async throws -> Reply {
        let command = self
        return try await node.inspect { access in
            let naming = RecordNaming(access: access, scopes: try access.readScopes(area: command.area))
            let key = try naming.key(
                meantBy: command.record, kinds: [CaseSchema.recordKind, ConsultationSchema.recordKind])
            let views =
                key.kind == CaseSchema.recordKind
                ? try access.reading.consultations(of: key) : [try access.reading.consultation(key)]
            return Reply(consultations: try views.map { try consultation($0, access) })
        }
    }

    private func consultation(_ view: ConsultationView, _ access: CaseAccess) throws -> Reply.Consultation {
        let titles = RecordTitles(access)
        func text(_ register: RegisterNumber, _ record: RecordView) throws -> Wording? {
            let value = access.catalog.masked(record.shown(register), of: register, in: record.key.kind)
            return try value == .none ? nil : Wording(titles.text(of: value, register, in: record.key))
        }
        let (levels, aspects) = (
            access.catalog.codeTable(.consultationLevel), access.catalog.codeTable(.opinionAspect)
        )
        return Reply.Consultation(
            record: try titles.name(of: view.record.key), level: view.level,
            levelLabel: Wording(levels?.code(view.level)?.label ?? Label(view.level, view.level)),
            on: view.record.shown(ConsultationSchema.on).date?.description,
            question: try text(ConsultationSchema.question, view.record)?.zhHans ?? "",
            specialists: try text(ConsultationSchema.specialists, view.record),
            aspects: try view.aspects.map { aspect in
                Reply.Aspect(
                    aspect: aspect.code,
                    label: Wording(aspects?.code(aspect.code)?.label ?? Label(aspect.code, aspect.code)),
                    opinions: try aspect.opinions.map { opinion in
                        Reply.Opinion(
                            record: try titles.name(of: opinion.key),
                            by: try text(OpinionSchema.by, opinion) ?? Wording("", ""),
                            on: opinion.shown(OpinionSchema.on).date?.description,
                            text: try text(OpinionSchema.text, opinion)?.zhHans ?? "")
                    })
            }, conclusion: try text(ConsultationSchema.conclusion, view.record),
            raisedFrom: try view.raisedFrom.map { try titles.name(of: $0) },
            raisedTo: try view.raisedTo.map { try titles.name(of: $0) }, seen: view.record.seen.description)
    }
}
