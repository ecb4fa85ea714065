import Replication
import WireProtocol

extension PeerErrorCode {
    init(_ error: FrameError) {
        switch error {
        case .cutOff, .notAFrame, .unsupportedCompression, .damaged: self = .badFrame
        case .unsupportedVersion: self = .unsupportedVersion
        case .tooLarge: self = .tooLarge
        }
    }

    init(_ error: WireError) {
        switch error {
        case .malformed, .invalidField: self = .badMessage
        case .unsupportedProtocol: self = .unsupportedVersion
        case .tooLarge: self = .tooLarge
        }
    }
}

/// What a request's bytes say; a fault in them is the asker's and goes back with the field that it is in.
enum ReceivedMessage {
    static func exchange(_ bytes: [UInt8]) throws(ErrorBody) -> ExchangeRequest {
        let payload = try payload(bytes)
        do throws(WireError) {
            return try WireCodec.decodeRequest(payload)
        } catch {
            throw ErrorBody(PeerErrorCode(error), error.description)
        }
    }

    static func enrolment(_ bytes: [UInt8]) throws(ErrorBody) -> EnrolmentRequest {
        let payload = try payload(bytes)
        do throws(WireError) {
            return try WireCodec.decodeEnrolmentRequest(payload)
        } catch {
            throw ErrorBody(PeerErrorCode(error), error.description)
        }
    }

    private static func payload(_ bytes: [UInt8]) throws(ErrorBody) -> [UInt8] {
        do throws(FrameError) {
            return try Frame.decode(bytes)
        } catch {
            throw ErrorBody(PeerErrorCode(error), error.description)
        }
    }
}
