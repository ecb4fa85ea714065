import Foundation
import Glibc
import LineTestKit

/// Bytes to a Unix socket, and what comes back.
enum UnixSocket {
    static func connect(_ path: String) throws -> Int32 {
        let descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        let bytes = Array(path.utf8)
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: bytes) }
        let length = socklen_t(MemoryLayout<sa_family_t>.size + bytes.count + 1)
        let status = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { Glibc.connect(descriptor, $0, length) }
        }
        guard descriptor >= 0, status == 0 else {
            throw NeverHappened(description: "no connection to \(path): \(String(cString: strerror(errno)))")
        }
        return descriptor
    }

    /// Writes, and reads until the answer's head is there or the other side ends; at most 20 s.
    static func ask(_ path: String, _ bytes: [UInt8]) throws -> String {
        let descriptor = try connect(path)
        defer { close(descriptor) }
        Loopback.send(bytes, to: descriptor)
        var answer: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 64 * 1024)
        while Loopback.waitForInput(descriptor, milliseconds: 20_000) {
            let count = recv(descriptor, &buffer, buffer.count, 0)
            guard count > 0 else { break }
            answer += buffer[..<count]
            if String(decoding: answer, as: UTF8.self).contains("\r\n\r\n") { break }
        }
        return String(decoding: answer, as: UTF8.self)
    }

    /// Writes and goes away.
    static func leave(_ path: String, after bytes: [UInt8]) throws {
        let descriptor = try connect(path)
        Loopback.send(bytes, to: descriptor)
        close(descriptor)
    }
}
