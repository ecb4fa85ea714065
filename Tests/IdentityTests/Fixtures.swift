import Causality
import Identity
import Replication

/// A county with one enrolled device, made anew for each test.
struct Fixture {
    let authority: CountyAuthority
    let pair: DeviceKeyPair
    let certificate: NodeCertificate

    init(county: String = "清河县", isTraining: Bool = false) throws {
        authority = try CountyAuthority(county: county, isTraining: isTraining)
        pair = DeviceKeyPair.generate()
        certificate = try authority.issueCertificate(
            for: CertificateRequest(for: pair, name: "石桥村电脑"), nodeID: pair.key.device, name: "石桥村电脑",
            role: .device)
    }

    var root: CountyRoot { authority.root }
}

/// A seeded generator, so that a failing mutation can be repeated (SplitMix64).
struct SeededGenerator: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
        return mixed ^ mixed >> 31
    }
}

/// The bytes of `original` with one to four bytes changed.
func mutated(_ original: [UInt8], with generator: inout SeededGenerator) -> [UInt8] {
    var bytes = original
    for _ in 0..<Int.random(in: 1...4, using: &generator) {
        let index = Int.random(in: bytes.indices, using: &generator)
        bytes[index] ^= UInt8.random(in: 1...255, using: &generator)
    }
    return bytes
}
