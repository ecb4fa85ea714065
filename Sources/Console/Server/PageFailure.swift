import Hummingbird

/// Why there is no page: an answer in plain words that tells nothing personal.
enum PageFailure: Error, Hashable, Sendable {
    case notFound
    case methodNotAllowed
    case wrongHost
    /// The form does not come from a page of ours, or its token is of another session.
    case foreignForm
    case tooLarge
    /// A file that is to be attached is larger than any that is kept.
    case fileTooLarge
    /// Files of a stick are more than one request may bring; fewer at once go.
    case sticksTooLarge
    /// The bytes of the form are no text.
    case unreadable
    /// The browser was not opened with a launch key.
    case closed
    /// The person's PIN is asked for.
    case locked
    /// A fault of ours, under a number that stands in the log.
    case fault(reference: String)

    var status: HTTPResponse.Status {
        switch self {
        case .notFound: .notFound
        case .methodNotAllowed: .methodNotAllowed
        case .wrongHost: .misdirectedRequest
        case .foreignForm, .closed, .locked: .forbidden
        case .tooLarge, .fileTooLarge, .sticksTooLarge: .contentTooLarge
        case .unreadable: .badRequest
        case .fault: .internalServerError
        }
    }

    /// The beginning of its keys in the catalog: title and text.
    var wordKey: String {
        switch self {
        case .notFound: "failure.not_found"
        case .methodNotAllowed: "failure.method"
        case .wrongHost: "failure.host"
        case .foreignForm: "failure.foreign_form"
        case .tooLarge: "failure.too_large"
        case .fileTooLarge: "failure.file_too_large"
        case .sticksTooLarge: "failure.sticks_too_large"
        case .unreadable: "failure.unreadable"
        case .closed: "failure.closed"
        case .locked: "failure.locked"
        case .fault: "failure.fault"
        }
    }
}
