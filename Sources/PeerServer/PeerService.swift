public import Identity
public import Replication
public import WireProtocol

/// What the node behind the endpoints does; the endpoints themselves know bytes, certificates and limits only.
///
/// Calls come from many connections at once. A refusal is an `ErrorBody` with a code of `PeerErrorCode`, which decides
/// the HTTP status; any other error becomes a 500 that tells the peer nothing but a number to ask for.
public protocol PeerService: Sendable {
    /// Answers one exchange. The caller is proven by its certificate; what it may read and write the directory decides,
    /// for each request anew.
    func exchange(_ request: ExchangeRequest, from caller: PeerCaller) async throws -> ExchangeResponse

    /// An exchange of this caller failed before or in `exchange`: for a board that shows who tried in vain, and why.
    func exchangeFailed(_ failure: ExchangeFailure, of caller: PeerCaller) async

    /// Issues a certificate for an invite's code, or relays the request to the node that can.
    ///
    /// Throws `ErrorBody` with `PeerErrorCode.wrongCode` for a code that no invite has: these count towards the
    /// throttle, all other refusals do not.
    func enrol(_ request: EnrolmentRequest) async throws -> EnrolmentResponse

    /// Takes one piece of a blob in, durably, and answers how far the blob has come. Any machine of the county may bring a
    /// blob that a record here names: its content proves itself.
    ///
    /// Throws `ErrorBody` with `PeerErrorCode.notFound` for a blob that no record here names, `.wrongHash` where a whole
    /// one is not what its hash says, `.noRoom` where the disk is full.
    func take(_ piece: BlobPiece, from peer: PeerIdentity) async throws -> BlobState

    /// Part of a blob that a record names which `peer` may read.
    ///
    /// Throws `ErrorBody` with `PeerErrorCode.notFound` where there is no such record, `.blobNotHere` where the blob has
    /// not arrived, `.badRange` for a part behind its end.
    func part(_ question: BlobQuestion, for peer: PeerIdentity) async throws -> BlobPart

    /// Takes one sealed file of a set of requests in and gives back one of its answer, or hands it on to the node above
    /// that can open it. Who carries it proves nothing and learns nothing: the file itself names and proves its sender.
    ///
    /// Throws `ErrorBody` with `PeerErrorCode.badMessage` for a file that is no sound bundle of this node, `.busy` where
    /// the node above cannot be reached now.
    func relay(_ bundle: [UInt8], from caller: PeerCaller) async throws -> [UInt8]
}

extension PeerService {
    /// Refuses: a node that neither opens sealed files nor has one above it.
    public func relay(_ bundle: [UInt8], from caller: PeerCaller) async throws -> [UInt8] {
        throw ErrorBody(.notFound, "this node hands no sealed files on")
    }
}
