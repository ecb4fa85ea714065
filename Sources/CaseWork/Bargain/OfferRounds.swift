import CaseFile
import CaseStore
public import Replication

/// The offers of a case, round by round, and how far apart the two sides are.
///
/// Source: DOMAIN.md section 1, nos. 10 and 17.
public struct OfferRounds: Sendable {
    /// One offer.
    public struct Offer: Sendable {
        public let record: RecordView
        /// A code of `party_side`.
        public let side: String
        /// A code of `offer_stage`.
        public let stage: String?
        /// In 分.
        public let amount: Int64?
        public let on: CivilDate?
        /// A code of `offer_response`; nil while nobody has answered.
        public let response: String?
    }

    /// What was offered in one round.
    public struct Round: Sendable {
        public let number: Int64
        /// By (day, id).
        public let offers: [Offer]
        /// What each side stood at by the end of the round, in 分: its last amount, also of an earlier round.
        public let applicant: Int64?
        public let opponent: Int64?

        /// What the applicant asks for beyond what the other side gives, in 分; negative where more is offered than asked
        /// for. Nil until both sides have named an amount.
        public var gap: Int64? {
            guard let applicant, let opponent else { return nil }
            let (gap, overflow) = applicant.subtractingReportingOverflow(opponent)
            return overflow ? nil : gap
        }
    }

    /// By number.
    public let rounds: [Round]

    init(_ records: [RecordView]) {
        let offers = records.compactMap { record -> (Int64, Offer)? in
            // What another program numbered in no way that a form allows stands in the file, and in no round.
            guard case .integer(let round) = record.shown(OfferSchema.round), OfferSchema.rounds.contains(round),
                let side = record.shown(OfferSchema.side).plainText
            else { return nil }
            var amount: Int64?
            if case .integer(let cents) = record.shown(OfferSchema.amount) { amount = cents }
            return (
                round,
                Offer(
                    record: record, side: side, stage: record.shown(OfferSchema.stage).plainText, amount: amount,
                    on: record.shown(OfferSchema.on).date,
                    response: record.shown(OfferSchema.response)[member: OfferSchema.Response.code].plainText)
            )
        }
        .sorted {
            ($0.0, $0.1.on?.daysSince1970 ?? .max, $0.1.record.key)
                < ($1.0, $1.1.on?.daysSince1970 ?? .max, $1.1.record.key)
        }
        var last: (applicant: Int64?, opponent: Int64?) = (nil, nil)
        var rounds: [Round] = []
        for number in offers.map(\.0).reduce(into: [Int64](), { if $0.last != $1 { $0.append($1) } }) {
            let own = offers.filter { $0.0 == number }.map(\.1)
            func amount(_ side: String) -> Int64? { own.last { $0.side == side && $0.amount != nil }?.amount }
            last = (amount("applicant") ?? last.applicant, amount("opponent") ?? last.opponent)
            rounds.append(
                Round(number: number, offers: own, applicant: last.applicant, opponent: last.opponent))
        }
        self.rounds = rounds
    }

    /// The round that an offer of this side belongs to where nobody says: the last one, or the next where the side has made
    /// its offer in that already.
    public func round(forSide side: String) -> Int64 {
        guard let last = rounds.last else { return 1 }
        return last.offers.contains { $0.side == side } ? last.number + 1 : last.number
    }

    /// The stage that was talked about last.
    public var stage: String? { rounds.flatMap(\.offers).last { $0.stage != nil }?.stage }
}

extension CaseReading {
    /// The offers of a case by round.
    public func offers(ofCase key: RecordKey) throws -> OfferRounds {
        OfferRounds(try queries.children(of: key, kind: OfferSchema.recordKind).map { try record($0) })
    }
}
