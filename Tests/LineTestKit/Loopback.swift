import Foundation
import Glibc

/// Plain TCP sockets of this machine, for what stands between or beside the programs under test.
public enum Loopback {
    /// What the system refused, in words.
    public struct Failure: Error, CustomStringConvertible {
        public let description: String
    }

    /// A listener on 127.0.0.1; port 0 is a free one. `receiveBytes` is what the kernel takes in before it is read, for
    /// its connections too.
    public static func listen(port: Int = 0, receiveBytes: Int? = nil) throws -> (descriptor: Int32, port: Int) {
        let descriptor = try newSocket(receiveBytes)
        var one: Int32 = 1
        setsockopt(descriptor, SOL_SOCKET, SO_REUSEADDR, &one, socklen_t(MemoryLayout<Int32>.size))
        var address = address(port: port)
        var size = socklen_t(MemoryLayout<sockaddr_in>.size)
        let isListening = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(descriptor, $0, size) == 0 && Glibc.listen(descriptor, 64) == 0
                    && getsockname(descriptor, $0, &size) == 0
            }
        }
        guard isListening else { throw failure("listen", descriptor) }
        return (descriptor, Int(UInt16(bigEndian: address.sin_port)))
    }

    /// A connection to a port of 127.0.0.1.
    public static func connect(port: Int, receiveBytes: Int? = nil) throws -> Int32 {
        let descriptor = try newSocket(receiveBytes)
        var address = address(port: port)
        let isConnected = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                Glibc.connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
            }
        }
        guard isConnected else { throw failure("connect", descriptor) }
        return descriptor
    }

    /// Whether there is something to read, or to accept, within the time.
    public static func waitForInput(_ descriptor: Int32, milliseconds: Int32) -> Bool {
        var polled = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        return poll(&polled, 1, milliseconds) > 0
    }

    /// Writes all of it; what cannot be written is lost with the connection.
    @discardableResult
    public static func send(_ bytes: some Collection<UInt8>, to descriptor: Int32) -> Bool {
        var rest = Array(bytes)[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Glibc.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
            guard count > 0 else { return false }
            rest = rest.dropFirst(count)
        }
        return true
    }

    /// Passes bytes on in both directions until both have ended.
    public static func pump(_ left: Int32, _ right: Int32) {
        var polled = [left, right].map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
        var buffer = [UInt8](repeating: 0, count: 64 * 1024)
        var open = 2
        while open > 0, poll(&polled, 2, -1) >= 0 {
            for index in 0...1 where polled[index].revents != 0 {
                let (source, target) = index == 0 ? (left, right) : (right, left)
                let count = recv(source, &buffer, buffer.count, 0)
                if count > 0, send(buffer[..<count], to: target) { continue }
                shutdown(target, Int32(SHUT_WR))
                polled[index].fd = -1
                open -= count == 0 ? 1 : 2
            }
        }
    }

    /// Lets close(2) send a reset in place of an orderly end.
    public static func resetOnClose(_ descriptor: Int32) {
        var value = linger(l_onoff: 1, l_linger: 0)
        setsockopt(descriptor, SOL_SOCKET, SO_LINGER, &value, socklen_t(MemoryLayout<linger>.size))
    }

    private static func newSocket(_ receiveBytes: Int?) throws -> Int32 {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        guard descriptor >= 0 else { throw failure("socket", descriptor) }
        var one: Int32 = 1
        setsockopt(descriptor, Int32(IPPROTO_TCP), TCP_NODELAY, &one, socklen_t(MemoryLayout<Int32>.size))
        if let receiveBytes {
            var bytes = Int32(receiveBytes)
            setsockopt(descriptor, SOL_SOCKET, SO_RCVBUF, &bytes, socklen_t(MemoryLayout<Int32>.size))
        }
        return descriptor
    }

    private static func address(port: Int) -> sockaddr_in {
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = UInt16(port).bigEndian
        address.sin_addr.s_addr = inet_addr("127.0.0.1")
        return address
    }

    private static func failure(_ call: String, _ descriptor: Int32) -> Failure {
        let reason = String(cString: strerror(errno))
        if descriptor >= 0 { close(descriptor) }
        return Failure(description: "\(call): \(reason)")
    }
}
