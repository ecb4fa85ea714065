/// A place for a signature on a sheet.
struct SheetSigning: Sendable {
    /// As what somebody signs.
    let role: String
    /// Nil where the name is written by hand.
    let signer: String?
    /// Whether there is a box for a fingerprint (手印).
    let hasFingerprint: Bool
}
