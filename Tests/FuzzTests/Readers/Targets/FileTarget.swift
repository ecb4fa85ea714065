import Foundation
import Identity
import Replication
import Synchronization

@testable import Node

extension FuzzTarget {
    /// The files that a node finds again: checked ones, the manifest of a copy, settings.
    static let file = FuzzTarget("file") { _ in
        let settings = NodeSettings(
            role: .hub, name: "藤田镇", county: "永丰县", isTraining: true, listen: .init(host: "0.0.0.0", port: 8443),
            upstream: .init(addresses: ["https://10.0.0.2:8443"], nodes: []),
            proxy: try ProxySetting("http://a:b@c:3128"))
        let manifest = """
            {"format":"tingsu-backup","version":1,"backup":{"number":3,"madeAt":1750000000000,"county":"永丰县",\
            "isTraining":true,"name":"center","role":"center","node":"00112233445566778899aabbccddeeff",\
            "storeFormat":1,"kinds":30,"changes":12,"bytes":4096,"digest":"ab","hasKeys":false,"blobs":0}}
            """
        let checked = CheckedFile(FuzzFolder.path("checked"))
        try checked.write(Array("content".utf8))
        return [
            try FuzzFolder.read("checked"), Array(manifest.utf8), Array(try JSONEncoder().encode(settings)),
            Array("17:30".utf8), Array("http://user:secret@10.0.0.1:3128".utf8),
        ]
    } run: { bytes in
        try FuzzFolder.turn.withLock { _ in
            try FuzzFolder.write(bytes, to: "checked")
            if let content = try? CheckedFile(FuzzFolder.path("checked")).read() {
                // Its first line is the hash of the rest: only what was written passes.
                try FuzzFinding.expect(bytes.ends(with: content), "a checked file has another content than its bytes")
            }
            try FuzzFolder.write(bytes, to: BackupManifest.fileName)
            if let manifest = BackupManifest.read(FuzzFolder.folder) { _ = manifest.hashValue }
        }
        if let settings = try? JSONDecoder().decode(NodeSettings.self, from: Data(bytes)) {
            _ = try? DailySchedule(times: settings.syncTimes).next(after: 1_750_000_000_000)
            _ = (settings.upstream?.nodeIDs, settings.pagesPort)
            try? settings.backup?.check()
        }
        let text = String(decoding: bytes, as: UTF8.self)
        _ = try? ProxySetting(text)
        _ = try? DailySchedule(times: text.split(separator: ",").map(String.init)).next(after: .max)
    }
}

extension [UInt8] {
    fileprivate func ends(with content: [UInt8]) -> Bool { suffix(content.count).elementsEqual(content) }
}
