public import WireProtocol

/// The words for programs in an `ErrorBody`, each with its HTTP status: the one table of both.
///
/// Published words never change; a newer program may send others, so a client goes by the status where it does not know
/// the word.
public enum PeerErrorCode: String, Hashable, Sendable, CaseIterable {
    /// The bytes are no frame, or its compressed part is damaged.
    case badFrame = "bad_frame"
    /// A frame or message of a version that this program does not read.
    case unsupportedVersion = "unsupported_version"
    /// The frame holds no readable message, or one with a field against the rules; the sentence names the field.
    case badMessage = "bad_message"
    /// More bytes, or more of something in the message, than the limits allow.
    case tooLarge = "too_large"
    /// The connection showed no client certificate.
    case certificateRequired = "certificate_required"
    /// The certificate proves no node of this county.
    case certificateUnusable = "certificate_unusable"
    /// No invite has this code.
    case wrongCode = "wrong_code"
    /// Another machine has used the invite.
    case inviteUsed = "invite_used"
    /// The invite is past its date.
    case inviteExpired = "invite_expired"
    /// The request for a certificate is damaged, or not signed by its own key.
    case badCertificateRequest = "bad_certificate_request"
    /// This node neither issues certificates nor reaches one that does.
    case cannotEnrol = "cannot_enrol"
    case notFound = "not_found"
    /// A record names the blob, and it has not arrived here.
    case blobNotHere = "blob_not_here"
    /// A whole blob has another hash than it was said to have; all of it is to be sent again.
    case wrongHash = "wrong_hash"
    /// The bytes that are meant are not said in the one form that is read, or lie behind the end.
    case badRange = "bad_range"
    /// The node's disk is full.
    case noRoom = "no_room"
    case methodNotAllowed = "method_not_allowed"
    /// The content type is not that of a frame.
    case wrongContentType = "wrong_content_type"
    /// The body came in more slowly than any line that works.
    case tooSlow = "too_slow"
    /// Too many wrong codes; wait before the next.
    case tooManyTries = "too_many_tries"
    /// The node answers as many exchanges as it can; wait.
    case busy = "busy"
    /// A fault of the node; the sentence has the number under which its log tells more.
    case internalError = "internal_error"

    /// The HTTP status that stands before the code.
    public var status: Int {
        switch self {
        case .badFrame, .unsupportedVersion, .badMessage, .badCertificateRequest: 400
        case .certificateRequired, .certificateUnusable, .wrongCode: 403
        case .notFound, .blobNotHere: 404
        case .methodNotAllowed: 405
        case .tooSlow: 408
        case .inviteUsed: 409
        case .inviteExpired: 410
        case .tooLarge: 413
        case .wrongContentType: 415
        case .badRange: 416
        case .wrongHash: 422
        case .tooManyTries: 429
        case .internalError: 500
        case .busy, .cannotEnrol: 503
        case .noRoom: 507
        }
    }
}

extension ErrorBody {
    /// An error with a word of the table.
    public init(_ code: PeerErrorCode, _ message: String, retryAfterSeconds: UInt32? = nil) {
        self.init(code: code.rawValue, message: message, retryAfterSeconds: retryAfterSeconds)
    }

    /// The HTTP status for the error. A word that is not in the table was relayed from a newer node: it says to wait, or
    /// it is the asker's to mend.
    public var status: Int {
        PeerErrorCode(rawValue: code)?.status ?? (retryAfterSeconds == nil ? 400 : 503)
    }
}
