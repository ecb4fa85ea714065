import Foundation
import Glibc

/// A service supervisor as far as a daemon sees one: a datagram socket.
///
/// Source: sd_notify(3).
final class Supervisor {
    /// What NOTIFY_SOCKET says.
    let name: String
    private let descriptor: Int32

    init(in folder: String, isAbstract: Bool) throws {
        name = isAbstract ? "@tingsu-\(UUID().uuidString)" : "\(folder)/notify"
        descriptor = socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        var bytes = Array(name.utf8)
        if isAbstract { bytes[0] = 0 }
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: bytes) }
        let length = socklen_t(MemoryLayout<sa_family_t>.size + bytes.count)
        let status = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { bind(descriptor, $0, length) }
        }
        guard descriptor >= 0, status == 0 else {
            throw NeverHappened(description: "no socket \(name): \(String(cString: strerror(errno)))")
        }
    }

    deinit { close(descriptor) }

    /// The notices that came since it was last asked.
    func heard() -> [String] {
        var notices: [String] = []
        var bytes = [UInt8](repeating: 0, count: 256)
        while case let count = recv(descriptor, &bytes, bytes.count, Int32(MSG_DONTWAIT)), count > 0 {
            notices.append(String(decoding: bytes.prefix(count), as: UTF8.self))
        }
        return notices
    }
}
