/// One piece of a bundle as it is before sealing: its kind, one byte, and its content.
public enum BundlePiece: Hashable, Sendable {
    case opening(BundleOpening)
    /// A frame with a request or a response, by the bundle's direction; not looked into here.
    case frame([UInt8])
    case blob(BundleBlob)
    /// On the way up: which blobs the answer is to bring.
    case wishes(BundleWishes)
    case end(BundleEnd)
    /// Of a kind that this program does not know: passed over.
    case unknown(UInt8)

    private enum Kind: UInt8 {
        case opening = 1
        case frame = 2
        case blob = 3
        case end = 4
        case wishes = 5
    }

    /// The bytes that are sealed; those of an unknown kind are the kind alone.
    public var bytes: [UInt8] {
        switch self {
        case .opening(let opening): [Kind.opening.rawValue] + Tingsu_V1_BundleOpening(opening).wireBytes
        case .frame(let frame): [Kind.frame.rawValue] + frame
        case .blob(let blob): [Kind.blob.rawValue] + Tingsu_V1_BundleBlob(blob).wireBytes
        case .wishes(let wishes): [Kind.wishes.rawValue] + Tingsu_V1_BundleWishes(wishes).wireBytes
        case .end(let end): [Kind.end.rawValue] + Tingsu_V1_BundleEnd(end).wireBytes
        case .unknown(let kind): [kind]
        }
    }

    /// Reads what was unsealed. Throws `malformed` naming the field.
    public init(bytes: [UInt8]) throws(BundleFormatError) {
        guard let first = bytes.first else { throw .malformed(.invalid("BundlePiece", "is empty")) }
        let content = Array(bytes.dropFirst())
        do throws(WireError) {
            switch Kind(rawValue: first) {
            case .opening:
                try WireError.check(content.count, limit: BundleLimits.openingBytes, of: "BundleOpening (bytes)")
                let message: Tingsu_V1_BundleOpening = try WireCodec.decode(content, "bundle opening")
                try WireCodec.checkVersion(message.protocol)
                self = .opening(try message.opening())
            case .frame: self = .frame(content)
            case .blob:
                let message: Tingsu_V1_BundleBlob = try WireCodec.decode(content, "bundle blob")
                self = .blob(try message.blob())
            case .wishes:
                let message: Tingsu_V1_BundleWishes = try WireCodec.decode(content, "bundle wishes")
                self = .wishes(try message.wishes())
            case .end:
                try WireError.check(content.count, limit: BundleLimits.endBytes, of: "BundleEnd (bytes)")
                let message: Tingsu_V1_BundleEnd = try WireCodec.decode(content, "bundle end")
                self = .end(try message.end())
            case nil: self = .unknown(first)
            }
        } catch {
            throw .malformed(error)
        }
    }
}
