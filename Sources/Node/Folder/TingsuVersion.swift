package import WireProtocol

/// The version of the program: packages and `--version` show it, and a machine tells it to its upstream.
public enum TingsuVersion {
    public static let text = "0.1.0"

    /// Nil only if `text` were of a form that no peer would read.
    package static var program: ProgramVersion? { ProgramVersion(text) }

    /// What requests say of the program that makes them.
    static var userAgent: String { program?.field ?? "tingsu" }
}
