import CaseWork
import Causality
import Replication
import Testing

extension RecordKey {
    static let sample = RecordKey(
        scope: ScopeID(rawValue: 7), kind: RecordKind(rawValue: 102), id: RecordID(rawValue: 9))
}

@Suite struct SeenTokenTests {
    private let near = ChangeID(high: 0x1234_5678_9abc_0000, low: 1)
    private let nearer = ChangeID(high: 0x1234_5678_9abc_1111, low: 1)
    private let far = ChangeID(high: 0xfedc_0000_0000_0000, low: 1)

    @Test func tokenGrowsWhereIdsAreAlike() throws {
        let token = SeenToken([near, far], among: [near, nearer, far])
        #expect(token.description == "123456789abc0.fedc0000")
        #expect(try token.resolve(among: [far, near, nearer]) == [near, far])
        #expect(try SeenToken(token.description) == token)
    }

    @Test func tokenThatFitsNoOrSeveralChangesIsRefused() throws {
        let token = try SeenToken("12345678")
        #expect(throws: CaseWorkError.tokenUnknown("12345678")) { try token.resolve(among: [far]) }
        #expect(throws: CaseWorkError.tokenAmbiguous("12345678")) { try token.resolve(among: [near, nearer]) }
        for text in ["", "1234567", "1234567g", "12345678..", "12345678.", String(repeating: "a", count: 33)] {
            #expect(throws: CaseWorkError.tokenMalformed(text)) { try SeenToken(text) }
        }
    }
}
