import Causality
import Testing

@Suite struct CausalOrderTests {
    @Test(arguments: [
        (CausalOrder.equal, CausalOrder.equal), (.before, .after), (.after, .before), (.concurrent, .concurrent),
    ])
    func reversedIsTheViewFromTheOtherSide(order: CausalOrder, expected: CausalOrder) {
        #expect(order.reversed == expected)
    }

    @Test func reversingTwiceGivesTheSame() {
        for order in CausalOrder.allCases {
            #expect(order.reversed.reversed == order)
        }
    }
}
