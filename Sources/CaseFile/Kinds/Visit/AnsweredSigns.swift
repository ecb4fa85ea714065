public import Replication

/// Register 9003 of an answer to a safety concern: the changes that raised the sign, as far as its author had seen them.
///
/// What was raised on another machine meanwhile is not among them, and stays open. An answer without this register is of a
/// program that knew of none, and ends all. Written by the program and never typed; change ids stay the same when a case
/// moves, so it needs no following.
public enum AnsweredSigns {
    public static let register = RegisterNumber(rawValue: 9003)

    static let definition = RegisterDefinition(
        register, "signs", Label("处置的是哪几次提出", "Raisings that it answers"), .list(of: .text(maxCharacters: 32)))
}
