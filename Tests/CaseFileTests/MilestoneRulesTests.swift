import CaseFile
import Replication
import Testing

@Suite struct MilestoneRulesTests {
    private static let payment = Value.group([GroupMember(MilestoneSchema.Payment.amount, .integer(10_000_000))])

    private func performance(_ status: String, _ amount: Int64? = nil, _ date: CivilDate? = nil) -> Value {
        var members = [GroupMember(MilestoneSchema.Performance.status, .code(status))]
        if let amount { members.append(GroupMember(MilestoneSchema.Performance.amount, .integer(amount))) }
        if let date { members.append(GroupMember(MilestoneSchema.Performance.date, .date(date))) }
        return .group(members)
    }

    @Test(
        arguments: [
            ("performed", 10_000_000), ("performed", nil), ("partial", 1), ("partial", 9_999_999), ("overdue", nil),
            ("not_due", nil), ("changed", nil), ("overdue", 5),
        ] as [(String, Int64?)])
    func whatFitsThePromiseIsTaken(status: String, amount: Int64?) {
        let found = MilestoneRules.problems(performance: performance(status, amount), payment: Self.payment)
        #expect(found.isEmpty, "\(found)")
    }

    @Test(
        arguments: [
            ("partial", nil, DraftProblem.Severity.error), ("performed", 9_999_999, .warning),
            ("performed", 10_000_001, .warning), ("partial", 10_000_000, .warning), ("not_due", 5, .warning),
            ("changed", 10_000_001, .warning),
        ] as [(String, Int64?, DraftProblem.Severity)])
    func whatDoesNotFitIsSaid(status: String, amount: Int64?, severity: DraftProblem.Severity) {
        let found = MilestoneRules.problems(performance: performance(status, amount), payment: Self.payment)
        #expect(found.map(\.severity) == [severity], "\(found)")
        #expect(found.map(\.register) == [MilestoneSchema.performance])
    }

    @Test func withoutAPaymentOnlyAnAmountIsDoubtful() {
        #expect(MilestoneRules.problems(performance: performance("partial"), payment: .none).isEmpty)
        let found = MilestoneRules.problems(performance: performance("partial", 5), payment: .none)
        #expect(found.map(\.severity) == [.warning])
    }

    @Test func aDayToComeIsDoubtful() throws {
        let today = try #require(CivilDate(year: 2026, month: 6, day: 3))
        let tomorrow = try #require(CivilDate(daysSince1970: today.daysSince1970 + 1))
        func problems(_ date: CivilDate, today: CivilDate?) -> [DraftProblem] {
            MilestoneRules.problems(performance: performance("performed", nil, date), payment: .none, today: today)
        }
        #expect(problems(today, today: today).isEmpty)
        #expect(problems(tomorrow, today: today).map(\.severity) == [.warning])
        #expect(problems(tomorrow, today: nil).isEmpty)
    }

    /// A new record brings payment and performance together.
    @Test func aNewMilestoneIsHeldAgainstItsOwnPayment() {
        let values = [(MilestoneSchema.payment, Self.payment), (MilestoneSchema.performance, performance("partial"))]
        let catalog = Catalog.current
        func found(isCreation: Bool) -> [DraftProblem] {
            catalog.problems(in: Draft(kind: MilestoneSchema.recordKind, values: values), isCreation: isCreation)
                .filter { $0.register == MilestoneSchema.performance }
        }
        #expect(found(isCreation: true).map(\.reason) == [.missing])
        #expect(found(isCreation: false).isEmpty)
    }
}
