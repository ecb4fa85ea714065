/// When the stages of one transfer were reached, in microseconds from its start (libcurl's `*_TIME_T`).
///
/// On a connection that is used again the first three are close to 0.
public struct TransferTiming: Hashable, Sendable {
    /// Whether the transfer had to open a connection.
    public let openedConnection: Bool
    public let resolvedMicroseconds: Int64
    public let connectedMicroseconds: Int64
    /// TLS handshake done.
    public let securedMicroseconds: Int64
    public let firstByteMicroseconds: Int64
    public let totalMicroseconds: Int64
}
