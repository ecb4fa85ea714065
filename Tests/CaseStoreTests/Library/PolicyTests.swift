import CaseFile
import CaseStore
import CaseWork
import ReplicaStore
import Replication
import Testing

@Suite struct PolicyTests {
    private func policy(_ office: Office, _ title: String, from: String? = nil, until: String? = nil) throws
        -> RecordKey
    {
        var fields: TypedFields = [("title", .string(title))]
        if let from { fields.append(("valid_from", .string(from))) }
        if let until { fields.append(("valid_until", .string(until))) }
        return try office.write { try $0.create(RecordDraft(kind: "policy_tool", fields: fields), in: Office.village) }
            .key
    }

    private func standing(_ office: Office, _ key: RecordKey, on day: String) throws -> PolicyStanding {
        let day = try #require(CivilDate(day))
        return try office.read { try $0.standing(ofPolicy: $0.record(key), on: day) }
    }

    @Test func aPolicyHoldsWithinItsDays() throws {
        let office = try Office.withVillage(key: CenterKey())
        let key = try policy(office, "低保办法", from: "2026-01-01", until: "2026-12-31")
        #expect(try standing(office, key, on: "2025-12-31") == .notYet(#require(CivilDate("2026-01-01"))))
        #expect(try standing(office, key, on: "2026-01-01") == .inForce)
        #expect(try standing(office, key, on: "2026-12-31") == .inForce)
        #expect(try standing(office, key, on: "2027-01-01") == .lapsed(#require(CivilDate("2026-12-31"))))
        #expect(try standing(office, policy(office, "无期限"), on: "2026-06-01") == .inForce)
    }

    @Test func theNewOneTakesThePlaceOfTheOldFromItsFirstDay() throws {
        let office = try Office.withVillage(key: CenterKey())
        let (old, new) = (try policy(office, "旧办法"), try policy(office, "新办法", from: "2026-07-01"))
        _ = try office.write { try $0.supersede(old, by: new) }
        #expect(try office.view(old).shown(PolicyToolSchema.validUntil) == .date(#require(CivilDate("2026-06-30"))))
        #expect(try standing(office, old, on: "2026-06-30") == .inForce)
        #expect(try standing(office, old, on: "2026-07-01") == .superseded(by: new))
        #expect(throws: CaseWorkError.policyRound) { try office.write { try $0.supersede(new, by: old) } }
        #expect(throws: CaseWorkError.policyRound) { try office.write { try $0.supersede(new, by: new) } }
    }

    @Test func whatHadLapsedBeforeDoesNotHoldAgain() throws {
        let office = try Office.withVillage(key: CenterKey())
        let old = try policy(office, "旧办法", until: "2020-12-31")
        let new = try policy(office, "新办法", from: "2024-01-01")
        _ = try office.write { try $0.supersede(old, by: new) }
        #expect(try office.view(old).shown(PolicyToolSchema.validUntil) == .date(#require(CivilDate("2020-12-31"))))
        #expect(try standing(office, old, on: "2022-06-01") != .inForce)
        // A successor that was withdrawn took nobody's place.
        let other = try policy(office, "另一份")
        _ = try office.write { try $0.supersede(other, by: new) }
        _ = try office.write { try $0.withdraw(LifecycleEdit(record: new, reason: "录错了")) }
        #expect(try standing(office, other, on: "2024-06-01") == .lapsed(#require(CivilDate("2023-12-31"))))
    }

    @Test func whoeverRestsOnAnOldPolicyIsToldWhenTheyWriteAndAfterwards() throws {
        let office = try Office.withVillage(key: CenterKey())
        let file = try ClosedCase(office)
        let (old, new) = (try policy(office, "旧办法"), try policy(office, "新办法", from: "2026-05-01"))
        let day = try #require(CivilDate("2026-06-01"))
        func cite(_ policy: RecordKey) throws -> [DraftProblem] {
            try office.write {
                try $0.correct(
                    RecordCorrection(
                        record: file.demand, fields: [("policies", .array([.string(policy.id.description)]))]))
            }.warnings
        }
        #expect(try cite(old).isEmpty)
        #expect(try office.read { try $0.doubtfulPolicies(ofCase: file.key, on: day) }.isEmpty)
        _ = try office.write { try $0.supersede(old, by: new) }
        let doubts = try office.read { try $0.doubtfulPolicies(ofCase: file.key, on: day) }
        #expect(doubts.map(\.policy) == [old] && doubts.map(\.record) == [file.demand])
        #expect(doubts[0].why.zhHans == "已被“新办法”取代")
        #expect(try cite(old).map(\.message.zhHans).first?.contains("旧办法") == true)
        #expect(try cite(new).isEmpty)
        #expect(try office.read { try $0.doubtfulPolicies(ofCase: file.key, on: day) }.isEmpty)
    }
}
