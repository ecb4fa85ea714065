import Foundation
import Node

/// The county's evening over the line: 600 enrolled devices with a day each, mutual TLS, eight client processes, until
/// the last device has the center's receipt; and the memory and starting time of the real program.
struct Herd {
    let county: HerdCounty
    let runs: Int

    private static let processes = 8

    func measure() async throws -> [Measurement] {
        let running = try await county.prepare()
        defer { running.stop() }
        let own = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
        let devices = county.devices.map { county.node($0.name).path }
        var clients: [(process: Process, input: FileHandle, output: FileHandle)] = []
        for index in 0..<Herd.processes {
            let folders = devices.enumerated().filter { $0.offset % Herd.processes == index }.map(\.element)
            let process = Process()
            process.executableURL = URL(fileURLWithPath: own)
            process.arguments = ["herd-client"] + folders
            process.environment = county.program.environment
            let (input, output) = (Pipe(), Pipe())
            process.standardInput = input
            process.standardOutput = output
            try process.run()
            clients.append((process, input.fileHandleForWriting, output.fileHandleForReading))
        }
        for client in clients { try expect("ready", client.output) }
        let time = try seconds {
            for client in clients { client.input.write(Data("go\n".utf8)) }
            for client in clients { try expect("done", client.output) }
        }
        for client in clients { client.process.waitUntilExit() }
        let peak = try running.mebibytes("VmHWM")
        note("herd: \(devices.count) devices in \(time) s, the center took \(peak) MiB")
        return [
            Measurement("herd", time, "s"), Measurement("center_peak_mib", peak, "MiB"),
            Measurement("device_idle_mib", try idle(), "MiB"), Measurement("cold_start_ms", try coldStart(), "ms"),
        ]
    }

    private func expect(_ word: String, _ output: FileHandle) throws {
        var text = Data()
        while !text.contains(0x0A) {
            let more = output.availableData
            guard !more.isEmpty else { throw ProgramError(action: "herd-client", status: -1) }
            text += more
        }
        guard text.starts(with: Data(word.utf8)) else { throw ProgramError(action: "herd-client", status: -2) }
    }

    /// A device's daemon after its start, with a day in its store.
    private func idle() throws -> Double {
        guard let device = county.devices.last else { throw WorkloadError.empty }
        let running = try county.program.run(county.node(device.name))
        defer { running.stop() }
        return try running.mebibytes("VmRSS")
    }

    /// From the start of the program to the end of `tingsu status`, on a device's store.
    private func coldStart() throws -> Double {
        guard let device = county.devices.last else { throw WorkloadError.empty }
        let folder = county.node(device.name)
        return median(
            try (0..<max(runs, 9)).map { _ in try county.program.time(["status", "--json"], folder) * 1000 })
    }
}
