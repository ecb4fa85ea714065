import WireProtocol

/// What comes back from a server.
enum Reply {
    /// Status 200 and a frame.
    case answer([UInt8])
    /// A status of 400 or above and what it says.
    case refusal(ErrorBody)
    /// Nothing: the line, or the machine, is gone.
    case nothing
}
