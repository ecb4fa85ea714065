public import Identity
public import Replication
public import WireProtocol

/// Why a bundle is not taken. Nothing of it has been: a file is verified to its end before the first byte counts.
public enum BundleProblem: Error, Hashable, Sendable {
    case format(BundleFormatError)
    /// For the owner of another key.
    case notForThisMachine(receiver: Hash)
    /// Not what was sealed: a byte is another, or pieces are missing, doubled or moved. The number is the piece's, from 0.
    case changed(piece: Int)
    /// The first piece is none that says who sends, or a second one does.
    case outOfOrder(piece: Int)
    /// Something follows the last piece.
    case trailing
    /// The sender's certificate is not one of this county.
    case sender(PeerIdentityError)
    /// The last piece is not signed by the sender, or over something else.
    case badSignature
    case file(FileError)
}

extension BundleProblem: CustomStringConvertible {
    public var description: String {
        switch self {
        case .format(let error): error.description
        case .notForThisMachine(let receiver):
            "the bundle is for the machine \(receiver.bytes.prefix(4)), not for this one"
        case .changed(let piece): "the bundle was changed on the way, or is damaged (piece \(piece)): copy it once more"
        case .outOfOrder(let piece): "piece \(piece) stands where it must not"
        case .trailing: "something follows the end of the bundle"
        case .sender(let error): error.description
        case .badSignature: "the bundle is not signed by the machine that it names"
        case .file(let error): error.description
        }
    }
}
