import Dispatch
import Foundation
import Glibc
import LineTestKit
import Synchronization

/// An HTTP proxy of an office: it takes CONNECT, asks for a user and a password where it is told to, and leads every
/// name to one port of this machine.
final class FieldProxy: Sendable {
    private struct State {
        var heads: [String] = []
        var isOver = false
    }

    let port: Int
    private let listener: Int32
    private let target: Int
    private let login: String?
    private let state = Mutex(State())
    private let queue = DispatchQueue(label: "field-proxy", attributes: .concurrent)

    /// `login` is `user:password`.
    init(to target: Int, login: String? = nil) throws {
        self.target = target
        self.login = login.map { Data($0.utf8).base64EncodedString() }
        (listener, port) = try Loopback.listen()
        let (listener, state, queue) = (self.listener, self, self.queue)
        queue.async {
            while true {
                let client = accept(listener, nil, nil)
                guard client >= 0 else { return }
                queue.async { state.serve(client) }
            }
        }
    }

    /// Ends it: nobody is let through any more.
    func end() {
        shutdown(listener, Int32(SHUT_RDWR))
        close(listener)
    }

    /// The heads of all requests.
    var heads: [String] { state.withLock { $0.heads } }

    private func serve(_ client: Int32) {
        defer { close(client) }
        while let head = readHead(client) {
            state.withLock { $0.heads.append(head) }
            guard head.hasPrefix("CONNECT ") else {
                _ = Loopback.send(Array("HTTP/1.1 405 No\r\nContent-Length: 0\r\n\r\n".utf8), to: client)
                return
            }
            guard login.map({ head.contains("Proxy-Authorization: Basic \($0)\r\n") }) ?? true else {
                let refusal =
                    "HTTP/1.1 407 Login\r\nProxy-Authenticate: Basic realm=\"office\"\r\nContent-Length: 0\r\n\r\n"
                _ = Loopback.send(Array(refusal.utf8), to: client)
                continue
            }
            guard let upstream = try? Loopback.connect(port: target) else {
                _ = Loopback.send(Array("HTTP/1.1 502 No\r\nContent-Length: 0\r\n\r\n".utf8), to: client)
                return
            }
            _ = Loopback.send(Array("HTTP/1.1 200 Connected\r\n\r\n".utf8), to: client)
            Loopback.pump(client, upstream)
            close(upstream)
            return
        }
    }

    private func readHead(_ client: Int32) -> String? {
        var head = ""
        var byte: UInt8 = 0
        while !head.hasSuffix("\r\n\r\n") {
            guard head.utf8.count < 16_384, recv(client, &byte, 1, 0) == 1 else { return nil }
            head.append(Character(UnicodeScalar(byte)))
        }
        return head
    }
}
