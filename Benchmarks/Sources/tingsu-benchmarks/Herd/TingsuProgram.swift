import Foundation
import Node

/// The built program, run as its users run it.
struct TingsuProgram {
    let path: String
    /// Where its witnesses lie; within the measured folder.
    let state: String

    var environment: [String: String] {
        ProcessInfo.processInfo.environment.merging(["TINGSU_STATE": state, "TINGSU_PAGES_PORT": "0"]) { _, mine in mine
        }
    }

    /// Starts the daemon and waits until it says that it is ready.
    func run(_ folder: NodeFolder) throws -> RunningNode {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: path)
        process.arguments = ["run", "--json", "--data", folder.path]
        process.environment = environment
        let output = Pipe()
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        try process.run()
        var line = Data()
        while !line.contains(0x0A) {
            let more = output.fileHandleForReading.availableData
            guard !more.isEmpty else { throw ProgramError(action: "run", status: -1) }
            line += more
        }
        return RunningNode(process: process)
    }

    /// Runs one command to its end; answers what it printed.
    func output(_ arguments: [String], _ folder: NodeFolder) throws -> String {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: path)
        process.arguments = arguments + ["--data", folder.path]
        process.environment = environment
        let output = Pipe()
        process.standardOutput = output
        try process.run()
        let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        guard process.terminationStatus == 0 else {
            throw ProgramError(action: arguments.joined(separator: " "), status: process.terminationStatus)
        }
        return text
    }

    /// Runs one command to its end, with further variables; answers its exit status.
    func status(_ arguments: [String], _ folder: NodeFolder, variables: [String: String]) throws -> Int32 {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: path)
        process.arguments = arguments + ["--data", folder.path]
        process.environment = environment.merging(variables) { $1 }
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
        return process.terminationStatus
    }

    /// Runs one command to its end; answers the seconds that it took.
    func time(_ arguments: [String], _ folder: NodeFolder) throws -> Double {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: path)
        process.arguments = arguments + ["--data", folder.path]
        process.environment = environment
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        let time = try seconds {
            try process.run()
            process.waitUntilExit()
        }
        guard process.terminationStatus == 0 else {
            throw ProgramError(action: arguments.joined(separator: " "), status: process.terminationStatus)
        }
        return time
    }
}

/// A daemon that runs; ended by its process id.
struct RunningNode {
    let process: Process

    /// A line of `/proc/PID/status` in MiB: `VmRSS`, what it uses now, or `VmHWM`, the most that it ever used.
    func mebibytes(_ name: String) throws -> Double {
        let status = try String(contentsOfFile: "/proc/\(process.processIdentifier)/status", encoding: .utf8)
        let line = status.split(separator: "\n").first { $0.hasPrefix(name + ":") } ?? ""
        let kibibytes = line.split(whereSeparator: { !$0.isNumber }).first.flatMap { Double($0) } ?? .nan
        return kibibytes / 1024
    }

    /// Ends it as a power cut would.
    func kill() {
        Foundation.kill(process.processIdentifier, SIGKILL)
        process.waitUntilExit()
    }

    func stop() {
        process.terminate()
        process.waitUntilExit()
    }
}

struct ProgramError: Error, CustomStringConvertible {
    let action: String
    let status: Int32
    var description: String { "tingsu \(action) ended with status \(status)" }
}

/// A port of the loopback address that was free a moment ago.
func freePort() throws -> Int {
    let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    defer { close(descriptor) }
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let result = withUnsafeMutablePointer(to: &address) { pointer in
        pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
            bind(descriptor, $0, length) == 0 ? getsockname(descriptor, $0, &length) : -1
        }
    }
    guard result == 0 else { throw ProgramError(action: "bind a port", status: errno) }
    return Int(UInt16(bigEndian: address.sin_port))
}
