import Identity
import Replication
import Testing

@Suite struct ResetCodeTests {
    private let device = DeviceKeyPair.generate()
    private let hub = DeviceKeyPair.generate()
    private let person = RecordID(rawValue: 7)

    private func digits(
        _ own: DeviceKeyPair, _ other: DeviceKey, person: RecordID? = nil, challenge: String = "123456789012"
    ) throws -> String {
        try ResetCode.digits(
            own: own, other: other, device: device.key.device, person: person ?? self.person, challenge: challenge)
    }

    @Test func bothSidesComputeTheSameTenDigits() throws {
        let here = try digits(device, hub.key)
        #expect(try digits(hub, device.key) == here)
        #expect(here.count == ResetCode.digitCount)
        #expect(here.allSatisfy { $0.isASCII && $0.isWholeNumber })
    }

    @Test func theyAreOthersForAnotherPersonChallengeOrHub() throws {
        let here = try digits(device, hub.key)
        #expect(try digits(device, hub.key, person: RecordID(rawValue: 8)) != here)
        #expect(try digits(device, hub.key, challenge: "123456789013") != here)
        #expect(try digits(device, DeviceKeyPair.generate().key) != here)
    }
}
