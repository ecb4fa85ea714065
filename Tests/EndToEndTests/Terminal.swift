import Foundation
import Glibc

/// A terminal that nobody sits at: what a program draws on it is read here.
final class Terminal {
    /// The program's side, for its output or errors.
    let programSide: FileHandle
    private let screenSide: Int32

    // Source: ioctl_tty(2), Linux; the macros of the header are not seen from Swift.
    private static let setLock: UInt = 0x4004_5431
    private static let getNumber: UInt = 0x8004_5430

    init() throws {
        screenSide = open("/dev/ptmx", O_RDWR | O_NOCTTY | O_CLOEXEC)
        var isLocked: Int32 = 0
        var number: Int32 = 0
        guard screenSide >= 0, ioctl(screenSide, Terminal.setLock, &isLocked) == 0,
            ioctl(screenSide, Terminal.getNumber, &number) == 0
        else { throw NeverHappened(description: "no terminal: \(String(cString: strerror(errno)))") }
        let side = open("/dev/pts/\(number)", O_RDWR | O_NOCTTY | O_CLOEXEC)
        guard side >= 0 else { throw NeverHappened(description: "no terminal: \(String(cString: strerror(errno)))") }
        programSide = FileHandle(fileDescriptor: side, closeOnDealloc: true)
    }

    deinit { close(screenSide) }

    /// Everything drawn until now.
    func drawn() -> String {
        _ = fcntl(screenSide, F_SETFL, O_NONBLOCK)
        var bytes: [UInt8] = []
        var piece = [UInt8](repeating: 0, count: 4096)
        while case let count = read(screenSide, &piece, piece.count), count > 0 { bytes += piece.prefix(count) }
        return String(decoding: bytes, as: UTF8.self)
    }
}
