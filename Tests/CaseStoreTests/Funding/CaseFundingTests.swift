import CaseFile
import CaseStore
import CaseWork
import ReplicaStore
import Replication
import Testing

/// 多方筹措: what is promised and what came, against what the case needs, to the last 分.
@Suite struct CaseFundingTests {
    private func funding(_ office: Office, _ file: RecordKey) throws -> CaseFunding {
        try office.read { try $0.funding(ofCase: file) }
    }

    @discardableResult
    private func provide(
        _ office: Office, _ file: RecordKey, _ who: String, _ amount: String?, due: String? = nil
    ) throws -> RecordKey {
        var fields: [(String, FieldValue)] = [("provider", group(("organisation", who))), ("what", .string("补助"))]
        if let amount { fields.append(("amount", .string(amount))) }
        if let due { fields.append(("due", group(("date", due)))) }
        return try office.add("contribution", fields, of: file)
    }

    private func agree(_ office: Office, _ file: RecordKey, _ kind: String, _ amount: String?) throws -> RecordKey {
        var fields: [(String, FieldValue)] = [("kind", .string(kind)), ("terms", .string("一次付清"))]
        if kind == "end_of_petition" { fields.append(("voluntary", .object([("confirmed", .bool(true))]))) }
        if let amount { fields.append(("total_amount", .string(amount))) }
        return try office.add("agreement", fields, of: file)
    }

    @Test func sumsAreExactAndWhatCameIsHeldAgainstThePromise() throws {
        let office = try Office.withVillage()
        let file = try office.quietCase()
        _ = try agree(office, file, "written", "100000.10")
        let late = try provide(office, file, "民政所", "30000.05", due: "2026-07-01")
        let soon = try provide(office, file, "原单位", "50000.01", due: "2026-06-15")
        try provide(office, file, "村医", nil)
        try office.set(soon, "delivered", group(("on", "2026-06-10"), ("amount", "20000")))
        var sums = try funding(office, file)
        #expect(sums.items.map(\.record.key).prefix(2) == [soon, late])
        #expect(sums.need == 10_000_010 && sums.basis == .agreements)
        #expect(sums.promised == 8_000_006 && sums.received == 2_000_000)
        #expect(sums.unpromised == 2_000_004 && sums.outstanding == 8_000_010)
        // Only the day was written down: all that was promised came.
        try office.set(late, "delivered", group(("on", "2026-06-20")))
        sums = try funding(office, file)
        #expect(sums.received == 5_000_005 && sums.outstanding == 5_000_005)
        #expect(sums.items.map(\.isDelivered) == [true, true, false])
    }

    @Test func withoutAnAgreementTheDemandsSayWhatIsNeeded() throws {
        let office = try Office.withVillage()
        let file = try office.quietCase()
        #expect(try funding(office, file).need == nil)
        #expect(try funding(office, file).outstanding == nil)
        for (amount, verdict) in [("60000", "feasible"), ("40000", "impossible"), ("5000", nil as String?)] {
            var fields: [(String, FieldValue)] = [("text", .string("赔偿")), ("amount", .string(amount))]
            if let verdict { fields.append(("verdict", group(("code", verdict), ("basis", "办法第三条")))) }
            try office.add("demand", fields, of: file)
        }
        #expect(try funding(office, file).need == 6_500_000)
        #expect(try funding(office, file).basis == .demands)
        _ = try agree(office, file, "written", nil)
        #expect(try funding(office, file).basis == .demands)
    }

    @Test func whatIsAgreedOnceMoreIsNotNeededTwice() throws {
        let office = try Office.withVillage()
        let file = try office.quietCase()
        let settled = try agree(office, file, "end_of_petition", "70000")
        #expect(try funding(office, file).need == 7_000_000)
        _ = try agree(office, file, "written", "50000")
        _ = try agree(office, file, "oral", "20000")
        _ = try agree(office, file, "court_confirmed", "70000")
        #expect(try funding(office, file).need == 7_000_000)
        _ = try office.write { try $0.withdraw(LifecycleEdit(record: settled, reason: "记错")) }
        #expect(try funding(office, file).need == 7_000_000)
    }

    @Test func moreThanIsNeededLeavesNothingMissing() throws {
        let office = try Office.withVillage()
        let file = try office.quietCase()
        _ = try agree(office, file, "written", "100")
        let key = try provide(office, file, "好心人", "150")
        try office.set(key, "delivered", group(("on", "2026-06-01")))
        let sums = try funding(office, file)
        #expect(sums.promised == 15_000 && sums.unpromised == 0 && sums.outstanding == 0)
        _ = try office.write { try $0.withdraw(LifecycleEdit(record: key, reason: "没有这回事")) }
        #expect(try funding(office, file).promised == 0)
    }
}
