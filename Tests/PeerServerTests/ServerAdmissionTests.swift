import PeerServer
import Testing

@Suite struct ServerAdmissionTests {
    @Test func anAllowanceIsTakenWholeOrNotAtAll() {
        let allowance = Allowance(limit: 10)
        #expect(allowance.take(7))
        #expect(!allowance.take(4))
        #expect(allowance.take(3))
        #expect(allowance.isUsedUp)
        #expect(!allowance.take())
        allowance.giveBack(4)
        #expect(!allowance.isUsedUp)
        #expect(allowance.take(4))
        #expect(!Allowance(limit: 10).take(.max))
    }

    @Test func anAllowanceHoldsAmongMany() async {
        let allowance = Allowance(limit: 8)
        let taken = await withTaskGroup(of: Bool.self) { group in
            for _ in 0..<100 { group.addTask { allowance.take() } }
            return await group.reduce(into: 0) { $0 += $1 ? 1 : 0 }
        }
        #expect(taken == 8)
    }

    @Test(arguments: [
        (0, 60, false), (0, 61, true), (3_049, 61, true), (3_050, 61, false), (49, 1, false), (180_000, 3_600, false),
        (179_949, 3_600, true), (.max, .max, true),
    ])
    func aStuckBodyIsToldFromASlowOne(count: Int, seconds: Int, isStuck: Bool) {
        #expect(BodyPace.isStuck(count: count, seconds: seconds) == isStuck)
    }
}
