import Foundation
import Glibc

/// What a server answered.
struct HTTPReply: Sendable {
    let status: Int
    /// In the order in which they came; names in lower case.
    let headers: [(name: String, value: String)]
    let body: [UInt8]

    var text: String { String(decoding: body, as: UTF8.self) }

    subscript(name: String) -> String? { headers.first { $0.name == name }?.value }

    /// Reads a whole answer; nil for anything else.
    init?(_ bytes: [UInt8]) {
        guard let end = bytes.indices.dropLast(3).first(where: { Array(bytes[$0..<$0 + 4]) == [13, 10, 13, 10] }) else {
            return nil
        }
        let lines = String(decoding: bytes[..<end], as: UTF8.self).split(separator: "\r\n").map(String.init)
        guard let status = lines.first?.split(separator: " ").dropFirst().first.flatMap({ Int($0) }) else { return nil }
        self.status = status
        headers = lines.dropFirst().compactMap { line in
            guard let colon = line.firstIndex(of: ":") else { return nil }
            return (
                line[..<colon].lowercased(), line[line.index(after: colon)...].trimmingCharacters(in: .whitespaces)
            )
        }
        var rest = Array(bytes[(end + 4)...])
        if headers.contains(where: { $0.name == "transfer-encoding" && $0.value == "chunked" }) {
            var whole: [UInt8] = []
            while let line = rest.firstIndex(of: 13),
                let size = Int(String(decoding: rest[..<line], as: UTF8.self), radix: 16), size > 0,
                rest.count >= line + 2 + size + 2
            {
                whole += rest[(line + 2)..<(line + 2 + size)]
                rest = Array(rest[(line + 2 + size + 2)...])
            }
            rest = whole
        }
        body = rest
    }
}

/// Bytes to a port of this machine and back, without a library that would mend them.
enum RawHTTP {
    /// Sends the bytes and reads until the server closes; nil where it closed without a whole answer.
    static func send(_ bytes: [UInt8], port: Int, waitSeconds: Int = 120) async -> HTTPReply? {
        await withCheckedContinuation { continuation in
            // A thread of its own: blocked ones of the shared pool would keep the store's queue from its turn.
            Thread.detachNewThread {
                continuation.resume(returning: HTTPReply(exchange(bytes, port: port, waitSeconds: waitSeconds)))
            }
        }
    }

    private static func exchange(_ bytes: [UInt8], port: Int, waitSeconds: Int) -> [UInt8] {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        guard descriptor >= 0 else { return [] }
        defer { close(descriptor) }
        // A server that never answers fails the test and does not hang it.
        var limit = timeval(tv_sec: waitSeconds, tv_usec: 0)
        setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = in_port_t(port).bigEndian
        address.sin_addr.s_addr = inet_addr("127.0.0.1")
        let isConnected = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
            }
        }
        guard isConnected else { return [] }
        var sent = 0
        while sent < bytes.count {
            let count = bytes[sent...].withUnsafeBytes {
                Glibc.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
            }
            if count <= 0 { break }
            sent += count
        }
        var answer: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while true {
            let count = recv(descriptor, &buffer, buffer.count, 0)
            if count <= 0 { return answer }
            answer += buffer[..<count]
        }
    }
}
