public import Identity
public import WireProtocol

/// Who asks, and with which program.
public struct PeerCaller: Hashable, Sendable {
    /// Proven by the certificate of the connection.
    public let identity: PeerIdentity
    /// What the caller's `User-Agent` says, proven by nothing: for people, and for no decision. Nil where it says nothing
    /// that we know.
    public let program: ProgramVersion?

    public init(identity: PeerIdentity, program: ProgramVersion?) {
        self.identity = identity
        self.program = program
    }
}
