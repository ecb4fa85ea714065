import Foundation
import Glibc
import Testing

/// What a daemon does of itself: it tells its supervisor, and it keeps its set time.
@Suite(.serialized) struct DaemonTests {
    /// A name of the file system, and one of Linux's abstract space, as systemd may give either.
    @Test(arguments: [false, true]) func theSupervisorIsToldWhenItIsReadyAndWhenItStops(isAbstract: Bool) throws {
        let county = try TestCounty(hubIsNeeded: false)
        try county.join("d1", machine: "一村甲机", area: "练习一村", person: "张干部", upstream: "center")
        let supervisor = try Supervisor(in: county.folder, isAbstract: isAbstract)
        try county.start("d1", variables: ["NOTIFY_SOCKET": supervisor.name])
        var heard: [String] = []
        try eventually("the daemon is ready") {
            heard += supervisor.heard()
            return !heard.isEmpty
        }
        #expect(heard == ["READY=1"])
        // It takes commands by then.
        #expect(try county.json("d1", ["status"])["name"] as? String == "一村甲机")
        #expect(county.stop("d1") == 0)
        #expect(supervisor.heard() == ["STOPPING=1"])
    }

    /// The clock of the device shows a few seconds before its set time in Shanghai, in a zone far from there. It is the
    /// drill's own clock: faketime 0.9 sets Swift's timers to days that never come.
    @Test func theDeviceSyncsAtItsSetTime() throws {
        let county = try TestCounty()
        try county.join("d1", machine: "一村甲机", area: "练习一村", person: "张干部", upstream: "hub")
        // 2026-06-03 17:29:57 in Asia/Shanghai.
        let start: TimeInterval = 1_780_478_997
        let clock = [
            "TINGSU_CLOCK_OFFSET_SECONDS": "\(Int(start - Date().timeIntervalSince1970))",
            "TINGSU_SYNC_SPREAD_SECONDS": "0", "TZ": "America/New_York",
        ]
        try county.start("d1", variables: clock)
        try county.importLines("d1", [TestCounty.caseLine("A-1")])
        try eventually("the hub holds the change", within: 60) { try county.held("hub") == 1 }
        try eventually("the device knows") { try county.number("d1", "atUpstream") == 1 }
        let last = try #require(try county.json("d1", ["status"])["lastSync"] as? [String: Any])
        let at = try #require(last["at"] as? Int)
        // Not before 17:30:00.
        #expect(at >= 1_780_479_000_000)
        #expect(last["failure"] == nil)
    }
}

/// A service supervisor as far as a daemon sees one: a datagram socket.
///
/// Source: sd_notify(3).
private final class Supervisor {
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
