/// A command that says how far it has come while it runs.
public protocol ProgressingCommand: NodeCommand {
    /// How far it has come. A state, not a record: whoever reads slowly gets the newest and misses others.
    associatedtype Progress: Codable & Sendable

    /// Does it, and calls `onProgress` from any thread whenever something has moved. Throws as `run(on:)` does.
    func run(on node: LocalNode, onProgress: @escaping @Sendable (Progress) -> Void) async throws -> Reply
}

extension ProgressingCommand {
    /// The same for somebody who only wants the reply.
    public func run(on node: LocalNode) async throws -> Reply {
        try await run(on: node, onProgress: { _ in })
    }
}
