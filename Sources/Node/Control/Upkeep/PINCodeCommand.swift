/// `tingsu pin code`: what the hub reads out to somebody of a device below it who forgot their PIN.
public struct PINCodeCommand: NodeCommand {
    public struct Reply: Codable, Sendable {
        public let device: String
        public let person: String
        /// Ten digits.
        public let code: String
    }

    public static let name = "pin-code"

    /// Name or id of the device.
    public var device: String
    /// Name or id of one of its people.
    public var person: String
    /// What the device shows.
    public var challenge: String

    public init(device: String, person: String, challenge: String) {
        self.device = device
        self.person = person
        self.challenge = challenge
    }

    public func run(on node: LocalNode) async throws -> Reply {
        try await node.resetCode(device: device, person: person, challenge: challenge)
    }
}
