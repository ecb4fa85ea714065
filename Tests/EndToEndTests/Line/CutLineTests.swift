import Causality
import Foundation
import Logging
import Node
import Replication
import Testing

/// A line that breaks at any byte costs nothing but the exchange that was under way (I6, I27).
///
/// The center is a real process; the devices are the real client over real stores, in this process, because thousands
/// of starts would take an hour. CI tries every byte around the edges of TLS's records and some of the others;
/// `TINGSU_CUT_ALL=1` tries every byte.
@Suite(.serialized, .timeLimit(.minutes(60))) struct CutLineTests {
    /// Odd, so that both ways of breaking are tried.
    private static let stride =
        ProcessInfo.processInfo.environment["TINGSU_CUT_ALL"] == "1" ? 1 : 13
    /// Bytes on each side of a record's edge that are always tried: a signature's length differs by a few from one
    /// handshake to the next, and with it every place behind it.
    private static let edge = 2

    @Test(arguments: CutLine.Direction.allCases)
    func nothingIsLostOrDoubledWhereverItBreaks(direction: CutLine.Direction) async throws {
        let county = try TestCounty(hubIsNeeded: false)
        let line = try CutLine(upstreamPort: county.port(of: "center"))
        line.begin()
        defer { line.end() }
        let devices = [
            try await CutDevice("d1", of: county, over: line), try await CutDevice("d2", of: county, over: line),
        ]
        for device in devices { try await device.sync() }
        for device in devices {
            try await device.record()
            try await device.sync()
        }

        // One exchange that carries a change each way, whole: what there is to break.
        try await devices[0].record()
        try await devices[0].sync()
        let whole = try #require(line.lastPassage?.bytes(direction))
        var count = 0
        var uncut = 0
        for place in Self.places(in: whole) {
            let device = devices[(count + 1) % 2]
            try await device.record()
            line.breakNext(.init(direction: direction, count: place, isReset: place % 2 == 0))
            do { try await device.sync() } catch is SyncFailure {}
            if line.lastPassage?.wasCut != true { uncut += 1 }
            count += 1
            // The line is whole again.
            try await device.sync()
            try await device.expectWritten(by: devices, "\(direction) \(place)")
        }
        print("cut \(direction): \(count) places of \(whole.count) bytes, \(uncut) beyond the end")
        #expect(uncut <= 64, "the proxy broke too few of its lines")

        // Everybody holds exactly what was written; a device that joins now gets it from the center.
        let newcomer = try await CutDevice("d3", of: county, over: line)
        for device in devices + [newcomer] { try await device.sync() }
        var written: [ChangeID] = []
        for device in devices { written += device.written }
        written.sort()
        #expect(written.count == count + 3)
        for device in devices + [newcomer] { #expect(try await device.held() == written) }
        #expect(try county.held("center") == written.count)
        #expect(try await devices[0].close() == county.soundDigest("center"))
        for device in [devices[1], newcomer] { _ = try await device.close() }
    }

    /// The places to try: all, or those near an edge of a TLS record and each so many-th of the others.
    private static func places(in bytes: [UInt8]) -> [Int] {
        var edges = [0]
        var next = 0
        while next + 5 <= bytes.count {
            next += 5 + Int(bytes[next + 3]) << 8 + Int(bytes[next + 4])
            edges.append(next)
        }
        let isNear = { place in edges.contains { abs($0 - place) <= Self.edge } }
        return (0..<bytes.count).filter { $0 % stride == 0 || isNear($0) }
    }
}
