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
}
