import CaseFile
import CaseStore
import CaseWork
import ReplicaStore
import Replication
import Testing
import WireProtocol

@Suite struct TalksTests {
    private func offer(
        _ office: Office, _ key: RecordKey, _ side: String, _ yuan: String?, day: String, stage: String? = nil
    ) throws -> RecordKey {
        var fields: TypedFields = [("terms", .string("一次付清")), ("on", .string(day))]
        if let yuan { fields.append(("amount", .string(yuan))) }
        if let stage { fields.append(("stage", .string(stage))) }
        return try office.write { try $0.offer(key, side: side, fields) }.key
    }

    @Test func roundsGoOnAndTheGapIsThatOfTheLastAmounts() throws {
        let office = try Office.withVillage(key: CenterKey())
        let key = try office.makeCase().key
        _ = try offer(office, key, "申请方", "60万", day: "2026-06-01", stage: "先还旧账")
        _ = try offer(office, key, "对方", "15万", day: "2026-06-01")
        let third = try offer(office, key, "applicant", "30万", day: "2026-06-05", stage: "再补新账")
        var talks = try office.read { try $0.offers(ofCase: key) }
        #expect(talks.rounds.map(\.number) == [1, 2])
        // In 分; the other side stands where it stood.
        #expect(talks.rounds.map(\.gap) == [45_000_000, 15_000_000])
        #expect(talks.rounds[0].offers.map(\.stage) == ["old_debts", "old_debts"])
        #expect(talks.stage == "new_debts")
        _ = try offer(office, key, "对方", nil, day: "2026-06-05")
        _ = try offer(office, key, "对方", "30万", day: "2026-06-09")
        talks = try office.read { try $0.offers(ofCase: key) }
        #expect(talks.rounds.map(\.offers.count) == [2, 2, 1])
        #expect(talks.rounds.map(\.gap) == [45_000_000, 15_000_000, 0])
        _ = try office.write { try $0.answer(third, [("code", .string("接受"))]) }
        #expect(throws: CaseWorkError.offerAnswered) {
            try office.write { try $0.answer(third, [("code", .string("refused"))]) }
        }
        #expect(try office.read { try $0.offers(ofCase: key) }.rounds[1].offers[0].response == "accepted")
    }

    @Test func aGapNeedsAnAmountOfBothSides() throws {
        let office = try Office.withVillage(key: CenterKey())
        let key = try office.makeCase().key
        _ = try offer(office, key, "申请方", "60万", day: "2026-06-01")
        _ = try offer(office, key, "interested", "1万", day: "2026-06-01")
        #expect(try office.read { try $0.offers(ofCase: key) }.rounds.map(\.gap) == [nil])
        #expect(throws: CaseWorkError.self) { try offer(office, key, "第三方", "1万", day: "2026-06-01") }
    }

    /// No form makes such a round; another program may.
    @Test func aRoundWithoutMeaningFromElsewhereStopsNothing() throws {
        let office = try Office.withVillage(key: CenterKey())
        let key = try office.makeCase().key
        let codec = ProtobufChangeCodec()
        for round in [Int64.max, .min, 0] {
            let values: [(RegisterNumber, Value)] = [
                (OfferSchema.case, .reference(Reference(scope: nil, kind: key.kind, id: key.id))),
                (OfferSchema.round, .integer(round)), (OfferSchema.side, .code("applicant")),
                (OfferSchema.terms, .text("一次付清")),
            ]
            try office.saveRaw([
                ChangeDraft(
                    kind: OfferSchema.recordKind, record: RecordID(rawValue: 7000 + UInt128(truncatingIfNeeded: round)),
                    author: Office.zhang, supersedes: [],
                    writes: values.map { .init(register: $0.0, value: codec.encode($0.1)) })
            ])
        }
        _ = try offer(office, key, "申请方", "60万", day: "2026-06-01")
        #expect(try office.read { try $0.offers(ofCase: key) }.rounds.map(\.number) == [1])
    }

    /// A court's confirmation and an end of petitioning do not come together by way of a settled dispute either.
    @Test func aSettledDisputeKeepsTheRuleOfConfirmation() throws {
        let office = try Office.withVillage(key: CenterKey())
        let key = try agreement(office)
        _ = try office.write {
            try $0.correct(
                RecordCorrection(
                    record: key,
                    fields: [("confirmed", .object([("confirmed", .bool(true)), ("date", .string("2026-06-20"))]))]))
        }
        try office.saveRaw([
            ChangeDraft(
                kind: key.kind, record: key.id, author: Office.li, supersedes: [],
                writes: [
                    .init(
                        register: AgreementSchema.kind,
                        value: ProtobufChangeCodec().encode(.code("end_of_petition")))
                ])
        ])
        let seen = try office.view(key).seen
        #expect(try office.view(key).isDisputed)
        #expect(throws: CaseWorkError.self) {
            try office.write {
                try $0.settle(
                    Settlement(
                        record: key, field: "kind", choice: .value(.string("end_of_petition")), reason: "双方自愿",
                        seen: seen))
            }
        }
    }

    private func agreement(_ office: Office, kind: String = "written") throws -> RecordKey {
        let key = try office.makeCase().key
        return try office.write {
            try $0.create(
                RecordDraft(
                    kind: "agreement",
                    fields: [
                        ("case", .string(key.id.description)), ("kind", .string(kind)), ("terms", .string("分两期")),
                        ("effective_date", .string("2026-06-01")),
                    ]), in: Office.village)
        }.key
    }

    @Test func termsChangeWithAReasonAndWhatTheyWereStays() throws {
        let office = try Office.withVillage(key: CenterKey())
        let key = try agreement(office)
        func amend(_ what: String, _ reason: String, _ terms: String) throws {
            _ = try office.write {
                try $0.amend(
                    key, [("on", .string("2026-06-10")), ("what", .string(what)), ("reason", .string(reason))],
                    [("terms", .string(terms))])
            }
        }
        #expect(throws: CaseWorkError.reasonMissing) { try amend("改期", " ", "推迟") }
        try amend("改期", "收成晚了", "推迟一个月")
        try amend("改数", "又协商了", "减一千元")
        let view = try office.view(key)
        #expect(view.shown(AgreementSchema.terms) == .text("减一千元"))
        guard case .list(let amendments) = view.shown(AgreementSchema.amendments) else { return #expect(Bool(false)) }
        #expect(amendments.map { $0[member: AgreementSchema.Amendment.reason] } == [.text("收成晚了"), .text("又协商了")])
        let history = try office.read { try $0.history(of: key) }
        #expect(history.map(\.note) == [nil, "收成晚了", "又协商了"])
        #expect(!view.isDisputed)
    }

    @Test func onlyPeoplesMediationIsConfirmedByACourt() throws {
        let office = try Office.withVillage(key: CenterKey())
        func confirm(_ key: RecordKey, on day: String) throws -> [DraftProblem] {
            try office.write {
                try $0.correct(
                    RecordCorrection(
                        record: key,
                        fields: [("confirmed", .object([("confirmed", .bool(true)), ("date", .string(day))]))]))
            }.warnings
        }
        let petition = try agreement(office, kind: "end_of_petition")
        #expect(throws: CaseWorkError.self) { try confirm(petition, on: "2026-06-20") }
        #expect(try office.view(petition).shown(AgreementSchema.confirmed) == .none)
        for kind in ["written", "oral"] {
            #expect(try confirm(agreement(office, kind: kind), on: "2026-07-15").isEmpty)
        }
        // Too late to have been asked for in thirty days, or before it took effect.
        #expect(try confirm(agreement(office), on: "2026-09-01").count == 1)
        #expect(try confirm(agreement(office), on: "2026-05-01").count == 1)
        // A confirmed agreement does not become one to end petitioning.
        let written = try agreement(office)
        _ = try confirm(written, on: "2026-06-20")
        #expect(throws: CaseWorkError.self) {
            try office.write {
                try $0.correct(RecordCorrection(record: written, fields: [("kind", .string("end_of_petition"))]))
            }
        }
    }
}
