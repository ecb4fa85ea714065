import Causality
import Crypto
import Replication
import Testing

@Suite struct SignedHeadTests {
    private let position = LogPosition(
        log: LogID(
            scope: ScopeID(rawValue: 0x0102_0304_0506_0708), replica: ReplicaID(rawValue: 0x1112_1314_1516_1718)),
        seq: 0x2122_2324_2526_2728, hash: Hash(of: Array("abc".utf8)))

    @Test func theSignedMessageIsFixed() {
        #expect(
            Hexadecimal.encode(SignedHead.message(for: position))
                == "74696e6773752f686561642f31" + "0101" + "0102030405060708" + "1112131415161718" + "2122232425262728"
                + "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
    }

    @Test func theSignersOwnHeadIsValidAndAnothersIsNot() throws {
        let device = try SigningDevice()
        let stranger = try SigningDevice()
        let head = try SignedHead(signing: position, with: device)
        #expect(head.signature.count == SignedHead.signatureByteCount)
        #expect(head.isValid(for: device.key))
        #expect(!head.isValid(for: stranger.key))
    }

    @Test func aSignatureForOnePlaceIsNoneForAnother() throws {
        let device = try SigningDevice()
        let head = try SignedHead(signing: position, with: device)
        let others = [
            LogPosition(
                log: LogID(scope: .directory, replica: position.replica), seq: position.seq, hash: position.hash),
            LogPosition(
                log: LogID(scope: position.scope, replica: ReplicaID(rawValue: 1)), seq: position.seq,
                hash: position.hash),
            LogPosition(log: position.log, seq: position.seq + 1, hash: position.hash),
            LogPosition(log: position.log, seq: position.seq, hash: Hash(of: [1])),
        ]
        for other in others {
            #expect(!SignedHead(position: other, signature: head.signature).isValid(for: device.key))
        }
    }

    @Test func everyFlippedByteAndEveryOtherLengthOfASignatureIsInvalid() throws {
        let device = try SigningDevice()
        let head = try SignedHead(signing: position, with: device)
        for place in 0..<SignedHead.signatureByteCount {
            var signature = head.signature
            signature[place] ^= 1
            #expect(!SignedHead(position: position, signature: signature).isValid(for: device.key))
        }
        for count in [0, 1, 63] {
            let cut = SignedHead(position: position, signature: Array(head.signature.prefix(count)))
            #expect(!cut.isValid(for: device.key))
        }
        let longer = SignedHead(position: position, signature: head.signature + [0])
        #expect(!longer.isValid(for: device.key))
        let zeros = SignedHead(position: position, signature: [UInt8](repeating: 0, count: 64))
        #expect(!zeros.isValid(for: device.key))
    }

    /// A signature over the bare hash, as another program of the county might make with the same key.
    @Test func aSignatureWithoutTheDomainTagIsInvalid() throws {
        let device = try SigningDevice()
        let bare = try device.sign(Array(SignedHead.message(for: position).dropFirst(13)))
        #expect(!SignedHead(position: position, signature: bare).isValid(for: device.key))
    }

    @Test func onlyAPointOfTheCurveIsADeviceKey() throws {
        let key = try SigningDevice().key
        #expect(key.x963.count == 65)
        #expect(DeviceKey(x963: key.x963) == key)
        #expect(DeviceKey(x963: []) == nil)
        #expect(DeviceKey(x963: Array(key.x963.dropLast())) == nil)
        #expect(DeviceKey(x963: key.x963 + [0]) == nil)
        #expect(DeviceKey(x963: [4] + [UInt8](repeating: 0, count: 64)) == nil)
        #expect(DeviceKey(x963: [4] + [UInt8](repeating: 0xFF, count: 64)) == nil)
    }

    @Test func theDeviceIsNamedByTheFirstHalfOfItsKeysHash() throws {
        let key = try SigningDevice().key
        #expect(key.hash == Hash(of: key.x963))
        #expect(key.device.bytes == Array(key.hash.bytes.prefix(16)))
        #expect(try SigningDevice().key != key)
    }
}
