import Replication

/// Why a downstream tried and got nothing done, as a board tells it: the last time, until it succeeds again.
struct ContactFailure: Codable, Hashable, Sendable {
    /// Characters of a code that are kept; ours have at most twenty.
    private static let codeMax = 64

    /// A code of `PeerErrorCode`, `line_lost`, `revoked`, or one of a refusal.
    let code: String
    /// Milliseconds since 1970 by this machine's clock.
    let at: Int64

    init(code: String, at: Int64) {
        self.code = String(code.prefix(ContactFailure.codeMax))
        self.at = at
    }

    /// What of an answer its asker has to mend; nil where nothing.
    ///
    /// A gap and a fork are steps of an exchange and no failures: the report that comes with them answers them.
    init?(_ response: ExchangeResponse, to asker: Hash, by authority: Authority, at now: Int64) {
        if authority.device(asker)?.end != nil {
            self.init(code: "revoked", at: now)
        } else if let refusal = response.refusals.first(where: { $0.reason != .gap && $0.reason != .fork }) {
            self.init(code: ContactFailure.code(of: refusal.reason), at: now)
        } else {
            return nil
        }
    }

    private static func code(of reason: Refusal.Reason) -> String {
        switch reason {
        case .unknownSigner: "unknown_signer"
        case .unknownScope: "unknown_scope"
        case .notReadable: "not_readable"
        case .gap: "gap"
        case .fork: "fork"
        case .badSignature: "bad_signature"
        case .badGenesis: "bad_genesis"
        case .cutUnit: "cut_unit"
        case .tooLarge: "too_large"
        }
    }
}
