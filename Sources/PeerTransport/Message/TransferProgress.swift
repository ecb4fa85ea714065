/// How far a running transfer is, body bytes only.
public struct TransferProgress: Hashable, Sendable {
    public let bytesSent: Int
    /// Size of the request body.
    public let bytesToSend: Int
    public let bytesReceived: Int
    /// Size of the response body, or nil while the server has not told it.
    public let bytesToReceive: Int?

    public init(bytesSent: Int, bytesToSend: Int, bytesReceived: Int, bytesToReceive: Int?) {
        self.bytesSent = bytesSent
        self.bytesToSend = bytesToSend
        self.bytesReceived = bytesReceived
        self.bytesToReceive = bytesToReceive
    }
}
