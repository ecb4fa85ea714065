import Identity
import Replication
import WireProtocol

/// What sticks between the machines of a `FuzzCounty` have in common.
enum FuzzSticks {
    static let centerPair = pair("center")
    static let devicePair = pair("device")

    private static func pair(_ name: String) -> DeviceKeyPair {
        do { return try FuzzKey.named(name).pair() } catch { preconditionFailure("no key \(name): \(error)") }
    }

    /// A set's name that a number decides.
    static func id(_ number: Int) -> BundleID { BundleID(random: (0x5E7, UInt64(number))) }

    /// That number; nil for a set that has another name.
    static func number(of set: BundleID) -> Int? {
        let number = set.bytes.suffix(4).reduce(0) { $0 << 8 | Int($1) }
        return id(number) == set ? number : nil
    }

    static func opening(
        _ certificate: NodeCertificate, answers: BundleOpening.Answered? = nil, framesBefore: Int = 0
    ) -> [UInt8] {
        BundlePiece.opening(
            BundleOpening(
                certificateDER: certificate.der, answers: answers, program: "tingsu/1.4", framesBefore: framesBefore)
        ).bytes
    }

    static func header(
        to receiver: DeviceKey, _ set: BundleID, _ direction: BundleHeader.Direction, part: Int = 1, parts: Int = 1
    ) -> BundleHeader {
        BundleHeader(
            receiver: receiver.hash, set: set, part: part, parts: parts, direction: direction,
            madeAt: 1_750_000_000_000)
    }

    /// A sound file of the honest device, or with the center's answer to it.
    static func file(
        _ set: BundleID, _ messages: [[UInt8]], to direction: BundleHeader.Direction,
        answers: BundleOpening.Answered? = nil, part: Int = 1, parts: Int = 1, framesBefore: Int = 0
    ) -> FuzzFile {
        let isUp = direction == .up
        let frames = messages.map { message in
            // Messages of this program are within the limits of frames.
            guard let frame = try? Frame.encode(message) else { preconditionFailure("a message has no frame") }
            return BundlePiece.frame(frame).bytes
        }
        let opening = opening(
            isUp ? FuzzCertificates.device : FuzzCertificates.center, answers: answers, framesBefore: framesBefore)
        return FuzzFile(
            header(
                to: FuzzKey.named(isUp ? "center" : "device").key, set, direction, part: part, parts: parts),
            [opening] + frames, signer: .named(isUp ? "device" : "center"))
    }

    /// Whose key it is.
    static func signer(_ key: DeviceKey) -> FuzzKey? {
        ["device", "other", "center"].map { FuzzKey.named($0) }.first { $0.key == key }
    }

    /// What the honest device brings the center.
    static func sampleFile() throws -> FuzzFile { file(id(0), [try FuzzCounty.sampleMessages()[0]], to: .up) }
}
