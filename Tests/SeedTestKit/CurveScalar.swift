/// A number below the order of P-256, with the little arithmetic that a signature with the nonce 1 needs.
struct CurveScalar {
    private var high: UInt128
    private var low: UInt128

    private static let order = CurveScalar(
        high: 0xFFFF_FFFF_0000_0000_FFFF_FFFF_FFFF_FFFF, low: 0xBCE6_FAAD_A717_9E84_F3B9_CAC2_FC63_2551)
    /// The first coordinate of the generator: r of every signature whose nonce is 1.
    static let generatorX = CurveScalar(
        high: 0x6B17_D1F2_E12C_4247_F8BC_E6E5_63A4_40F2, low: 0x7703_7D81_2DEB_33A0_F4A1_3945_D898_C296)

    private init(high: UInt128, low: UInt128) {
        self.high = high
        self.low = low
    }

    /// Reads 32 bytes, big endian, less the order where they are not below it.
    init(bytes: [UInt8]) {
        func number(_ bytes: ArraySlice<UInt8>) -> UInt128 { bytes.reduce(0) { $0 << 8 | UInt128($1) } }
        let read = CurveScalar(high: number(bytes.prefix(16)), low: number(bytes.dropFirst(16)))
        self = read.isBelowOrder ? read : read.lessOrder
    }

    var bytes: [UInt8] {
        [high, low].flatMap { half in
            (0..<16).map { UInt8(truncatingIfNeeded: half >> UInt128(120 - 8 * $0)) }
        }
    }

    func plus(_ other: CurveScalar) -> CurveScalar {
        let (low, carry) = low.addingReportingOverflow(other.low)
        let (upper, overflow) = high.addingReportingOverflow(other.high)
        let (high, overflowOfCarry) = upper.addingReportingOverflow(carry ? 1 : 0)
        let sum = CurveScalar(high: high, low: low)
        return overflow || overflowOfCarry || !sum.isBelowOrder ? sum.lessOrder : sum
    }

    func times(_ factor: CurveScalar) -> CurveScalar {
        var product = CurveScalar(high: 0, low: 0)
        for half in [factor.high, factor.low] {
            for bit in (0..<128).reversed() {
                product = product.plus(product)
                if half >> UInt128(bit) & 1 == 1 { product = product.plus(self) }
            }
        }
        return product
    }

    private var isBelowOrder: Bool {
        (high, low) < (CurveScalar.order.high, CurveScalar.order.low)
    }

    private var lessOrder: CurveScalar {
        let (low, borrow) = low.subtractingReportingOverflow(CurveScalar.order.low)
        return CurveScalar(high: high &- CurveScalar.order.high &- (borrow ? 1 : 0), low: low)
    }
}
