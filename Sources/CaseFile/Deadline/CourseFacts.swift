import Replication

/// What the periods of a case depend on beside its steps.
public struct CourseFacts: Hashable, Sendable {
    /// Nobody says that it goes on: closed, ended, or in the follow-up after a settlement. What is disputed goes on.
    public var isHandled: Bool
    /// Every reading of the stage says closed.
    public var isClosed: Bool
    /// It came as a petition or has a petition's number, so that the 信访工作条例 holds.
    public var isPetition: Bool
    /// A mediation committee has it.
    public var isMediation: Bool
    /// Code of the table `case_complexity`.
    public var complexity: String?

    public init(
        isHandled: Bool = false, isClosed: Bool = false, isPetition: Bool = false, isMediation: Bool = false,
        complexity: String? = nil
    ) {
        self.isHandled = isHandled
        self.isClosed = isClosed
        self.isPetition = isPetition
        self.isMediation = isMediation
        self.complexity = complexity
    }
}
