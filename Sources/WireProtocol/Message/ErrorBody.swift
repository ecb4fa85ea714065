/// What a node answers in place of a response, with an HTTP status of 400 or above.
public struct ErrorBody: Error, Hashable, Sendable {
    /// A word for programs, such as `too_large`.
    public let code: String
    /// A sentence for people.
    public let message: String
    /// How long to wait before the next try, in seconds; nil where trying again does not help.
    public let retryAfterSeconds: UInt32?

    public init(code: String, message: String, retryAfterSeconds: UInt32? = nil) {
        self.code = code
        self.message = message
        self.retryAfterSeconds = retryAfterSeconds
    }
}

extension ErrorBody: CustomStringConvertible {
    public var description: String {
        "\(message) (\(code))" + (retryAfterSeconds.map { "; try again in \($0) seconds" } ?? "")
    }
}

extension Tingsu_V1_ErrorBody {
    init(_ error: ErrorBody) {
        self.init()
        code = Tingsu_V1_ErrorBody.cut(error.code, toBytes: WireLimits.errorCodeBytes)
        message = Tingsu_V1_ErrorBody.cut(error.message, toBytes: WireLimits.errorMessageBytes)
        if let seconds = error.retryAfterSeconds { retryAfterSeconds = seconds }
    }

    func errorBody() throws(WireError) -> ErrorBody {
        ErrorBody(
            code: try Field.requiredText(code, limit: WireLimits.errorCodeBytes, "ErrorBody.code"),
            message: try Field.text(message, limit: WireLimits.errorMessageBytes, "ErrorBody.message"),
            retryAfterSeconds: hasRetryAfterSeconds ? retryAfterSeconds : nil)
    }

    /// The longest run of whole characters from the front that fits.
    private static func cut(_ text: String, toBytes limit: Int) -> String {
        guard text.utf8.count > limit else { return text }
        var end = text.utf8.index(text.startIndex, offsetBy: limit)
        while end > text.startIndex, end.samePosition(in: text) == nil { end = text.utf8.index(before: end) }
        return String(text[..<end])
    }
}
