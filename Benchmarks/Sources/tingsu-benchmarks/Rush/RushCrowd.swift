import Foundation

/// The processes that stand for the devices.
final class RushCrowd {
    private let clients: [(process: Process, input: FileHandle)]
    private let lines: LineQueue

    init(folders: [String], processes: Int, spread: Double, environment: [String: String]) throws {
        let own = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
        let lines = LineQueue()
        clients = try (0..<processes).map { index in
            let process = Process()
            process.executableURL = URL(fileURLWithPath: own)
            process.arguments =
                ["rush-client", "--spread", "\(spread)"]
                + folders.enumerated().filter { $0.offset % processes == index }.map(\.element)
            process.environment = environment
            let (input, output) = (Pipe(), Pipe())
            process.standardInput = input
            process.standardOutput = output
            try process.run()
            let reading = output.fileHandleForReading
            Thread.detachNewThread { lines.fill(from: reading) }
            return (process, input.fileHandleForWriting)
        }
        self.lines = lines
    }

    /// Waits until every node is opened.
    func waitUntilReady() throws {
        for _ in clients {
            let line = try lines.next()
            guard line == "ready" else { throw RushError(description: "a client said \(line)") }
        }
    }

    func go() {
        for client in clients { client.input.write(Data("go\n".utf8)) }
    }

    /// The next `count` devices that are through, in their order.
    func next(_ count: Int) throws -> [RushedDevice] {
        var devices: [RushedDevice] = []
        while devices.count < count {
            let line = try lines.next()
            if line == "end" { continue }
            devices.append(try JSONDecoder().decode(RushedDevice.self, from: Data(line.utf8)))
        }
        return devices
    }

    /// Waits until the processes have given up their stores.
    func wait() {
        for client in clients { client.process.waitUntilExit() }
    }
}

/// Lines that come from several processes, in the order in which they come.
final class LineQueue: Sendable {
    private let condition = NSCondition()
    nonisolated(unsafe) private var lines: [String] = []
    /// Nobody waits longer for a device: the longest wait between two tries is a quarter of an hour.
    private static let patienceSeconds = 1_200.0

    /// Reads until the other side closes.
    func fill(from handle: FileHandle) {
        var pending = Data()
        while case let more = handle.availableData, !more.isEmpty {
            pending += more
            while let end = pending.firstIndex(of: 0x0A) {
                let line = String(decoding: pending[..<end], as: UTF8.self)
                pending = Data(pending[(end + 1)...])
                condition.withLock {
                    lines.append(line)
                    condition.signal()
                }
            }
        }
    }

    func next() throws -> String {
        let limit = Date(timeIntervalSinceNow: LineQueue.patienceSeconds)
        condition.lock()
        defer { condition.unlock() }
        while lines.isEmpty {
            guard condition.wait(until: limit) else {
                throw RushError(description: "a device is not through after \(LineQueue.patienceSeconds) s")
            }
        }
        return lines.removeFirst()
    }
}
