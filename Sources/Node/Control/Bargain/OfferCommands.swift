import CaseFile
import CaseStore
import CaseWork
import Replication

/// `tingsu offer make`: what one side offers in a round of the talks.
public struct MakeOfferCommand: NodeCommand {
    public typealias Reply = SaveReply

    public static let name = "make-offer"

    public var record: String
    /// Code or label of `party_side`.
    public var side: String
    /// Without case and side.
    public var fields: [TypedField]
    public var area: String?
    public var speaker: Speaker

    public init(record: String, side: String, fields: [TypedField], area: String? = nil, speaker: Speaker) {
        self.record = record
        self.side = side
        self.fields = fields
        self.area = area
        self.speaker = speaker
    }

    public func run(on node: LocalNode) async throws -> SaveReply {
        let command = self
        return try await node.record(as: speaker) { access, author, writing in
            let key = try access.caseKey(command.record, area: command.area)
            try access.demandWritable(key.scope)
            let naming = FieldNaming(
                naming: RecordNaming(access: access, scopes: nil), author: author, scope: key.scope)
            let fields = try naming.resolve(command.fields.typed, of: access.catalog.kind(OfferSchema.recordKind))
            let saved = try writing.offer(key, side: command.side, fields)
            return try SaveReply([saved], access.with(writing.engine))
        }
    }
}

/// `tingsu offer answer`: what the other side said to an offer.
public struct AnswerOfferCommand: NodeCommand {
    public typealias Reply = SaveReply

    public static let name = "answer-offer"

    public var record: String
    /// Code or label of `offer_response`.
    public var response: String
    public var words: String?
    public var on: String?
    public var area: String?
    public var speaker: Speaker

    public init(
        record: String, response: String, words: String? = nil, on: String? = nil, area: String? = nil,
        speaker: Speaker
    ) {
        self.record = record
        self.response = response
        self.words = words
        self.on = on
        self.area = area
        self.speaker = speaker
    }

    public func run(on node: LocalNode) async throws -> SaveReply {
        let command = self
        return try await node.record(as: speaker) { access, _, writing in
            let naming = RecordNaming(access: access, scopes: try access.readScopes(area: command.area))
            let key = try naming.key(meantBy: command.record, kinds: [OfferSchema.recordKind])
            try access.demandWritable(key.scope)
            let members: [(String, FieldValue?)] = [
                ("code", .string(command.response)), ("words", command.words.map(FieldValue.string)),
                ("on", .string(try access.day(command.on).description)),
            ]
            let saved = try writing.answer(key, members.compactMap { name, value in value.map { (name, $0) } })
            return try SaveReply([saved], access.with(writing.engine))
        }
    }
}

/// `tingsu offer list`: the talks round by round, with the gap between the sides.
public struct ListOffersCommand: NodeCommand {
    public struct Reply: Codable, Hashable, Sendable {
        /// One offer.
        public struct Offer: Codable, Hashable, Sendable {
            public let record: RecordName
            public let side: Wording
            public let stage: Wording?
            /// In 分.
            public let amount: Int64?
            public let terms: String
            public let on: String?
            /// Nil while nobody has answered.
            public let response: Wording?
            public let words: String?
        }

        /// One round.
        public struct Round: Codable, Hashable, Sendable {
            public let number: Int64
            public let offers: [Offer]
            /// What each side stood at by its end, in 分.
            public let applicant: Int64?
            public let opponent: Int64?
            /// In 分; nil until both have named an amount.
            public let gap: Int64?
        }

        public let record: RecordName
        public let rounds: [Round]
    }

    public static let name = "list-offers"

    public var record: String
    public var area: String?

    public init(record: String, area: String? = nil) {
        self.record = record
        self.area = area
    }

    public func run(on node: LocalNode) async throws -> Reply {
        let command = self
        return try await node.inspect { access in
            let key = try access.caseKey(command.record, area: command.area)
            let titles = RecordTitles(access)
            let rounds = try access.reading.offers(ofCase: key).rounds.map { round in
                Reply.Round(
                    number: round.number,
                    offers: try round.offers.map { offer in
                        let masked = Masking.masked(offer.record.shown(OfferSchema.terms).plainText ?? "")
                        let response = offer.record.shown(OfferSchema.response)
                        return Reply.Offer(
                            record: try titles.name(of: offer.record.key),
                            side: access.catalog.wording(offer.side, .partySide),
                            stage: offer.stage.map { access.catalog.wording($0, .offerStage) }, amount: offer.amount,
                            terms: masked, on: offer.on?.description,
                            response: offer.response.map { access.catalog.wording($0, .offerResponse) },
                            words: response[member: OfferSchema.Response.words].plainText.map { Masking.masked($0) })
                    }, applicant: round.applicant, opponent: round.opponent, gap: round.gap)
            }
            return Reply(record: try titles.name(of: key), rounds: rounds)
        }
    }
}
