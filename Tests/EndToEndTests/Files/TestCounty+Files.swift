import Crypto
import Foundation

extension TestCounty {
    /// Joins a machine below the center over a line that can break.
    func join(_ node: String, machine: String, area: String, person: String, over line: CutLine) throws {
        try succeed(
            "center",
            [
                "invite", "--name", machine, "--area", area, "--person", person, "--address",
                "https://127.0.0.1:\(line.port)", "-o", "\(folder)/\(node).invite",
            ])
        try succeed(node, ["join", "\(folder)/\(node).invite"])
    }

    /// Records a visit and answers its id.
    func addVisit(at node: String, area: String? = nil) throws -> String {
        let reply = try json(
            node,
            ["add", "visit", "started=2026-04-15 15:10", "narrative=双方到场，已签字"] + (area.map { ["--area", $0] } ?? []))
        let saved = (reply["saved"] as? [[String: Any]])?.first?["record"] as? [String: Any]
        guard let id = saved?["id"] as? String else { throw NeverHappened(description: "no record in \(reply)") }
        return id
    }

    /// A file that looks like a scan, of bytes that do not compress.
    func makeScan(_ name: String, bytes count: Int, isPDF: Bool = false) throws -> String {
        var bytes = isPDF ? Array("%PDF-1.7\n".utf8) : [0xFF, 0xD8, 0xFF, 0xE0]
        var state = UInt64(count)
        while bytes.count < count {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            bytes.append(UInt8(truncatingIfNeeded: state >> 33))
        }
        let path = "\(folder)/\(name)"
        try Data(bytes).write(to: URL(fileURLWithPath: path))
        return path
    }

    /// What `tingsu file list` says of a record.
    func files(of record: String, at node: String) throws -> [[String: Any]] {
        guard let files = try json(node, ["file", "list", record])["files"] as? [[String: Any]] else {
            throw NeverHappened(description: "no files in the reply")
        }
        return files
    }

    /// The blob of a file as it lies in a node's folder; nil where it is not whole there.
    func blob(of file: String, at node: String) throws -> Data? {
        let name = SHA256.hash(data: try Data(contentsOf: URL(fileURLWithPath: file)))
            .map { String(format: "%02x", $0) }.joined()
        return FileManager.default.contents(atPath: "\(data(node))/blobs/\(name.prefix(2))/\(name)")
    }

    /// Bytes of blobs on their way in.
    func partBytes(at node: String) throws -> Int {
        let folder = "\(data(node))/blobs/parts"
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        return names.reduce(0) { sum, name in
            let size = try? FileManager.default.attributesOfItem(atPath: "\(folder)/\(name)")[.size] as? Int
            return sum + (size.flatMap(\.self) ?? 0)
        }
    }
}
