import Foundation
import GRDB
import ReplicaStore
import Testing

/// Copies on disks that are full, missing, damaged or somebody else's.
@Suite(.serialized) struct BackupTests {
    /// A center without a daemon, with a case, that makes its copies to `disk`.
    private struct Center {
        let county: TestCounty
        let disk: String

        init(marksDisk: Bool = true) throws {
            county = try TestCounty(hubIsNeeded: false)
            #expect(county.stop("center") == 0)
            disk = "\(county.folder)/disk"
            try FileManager.default.createDirectory(atPath: disk, withIntermediateDirectories: true)
            try county.importLines("center", [TestCounty.caseLine("A-1")], area: "练习一村")
            if marksDisk { try county.succeed("center", ["backup", "set", "--folder", disk, "--keep", "2"]) }
        }

        /// Writes into the store behind the program's back.
        func damage(_ sql: String) throws {
            let queue = try DatabaseQueue(path: county.data("center") + "/store/store.sqlite")
            try queue.writeWithoutTransaction { try $0.execute(sql: sql) }
            try queue.close()
        }

        /// What lies on the disk besides its mark.
        func names() throws -> [String] {
            try FileManager.default.contentsOfDirectory(atPath: disk).filter { $0 != "tingsu-backups.txt" }.sorted()
        }

        func standing() throws -> [String: Any] {
            try #require(try county.json("center", ["status"])["backup"] as? [String: Any])
        }

        func good() throws -> String? {
            ((try standing()["last"] as? [String: Any])?["good"] as? [String: Any])?["path"] as? String
        }
    }

    @Test func theOldestGoOnlyWhenANewOneIsVerified() throws {
        let center = try Center()
        var made: [String] = []
        for number in 1...3 {
            try center.county.importLines("center", [TestCounty.caseLine("B-\(number)")], area: "练习一村")
            let reply = try center.county.json("center", ["backup"])
            made.append(try #require(reply["folder"] as? String))
            #expect((reply["removed"] as? [String])?.count == (number == 3 ? 1 : 0))
        }
        #expect(try Set(center.names().map { "\(center.disk)/\($0)" }) == Set(made.suffix(2)))
        #expect(try center.good() == made.last)
        #expect(try center.standing()["isLate"] as? Bool == false)
        // Nobody else on the machine reads them.
        for name in ["", "/store.sqlite", "/node.json", "/backup.json"] {
            let mode = try FileManager.default.attributesOfItem(atPath: made[2] + name)[.posixPermissions] as? Int
            #expect(mode.map { $0 & 0o077 } == 0, "\(name)")
        }
        #expect(try center.county.json("center", ["backup", "list"]).description.contains(made[1]))
    }

    /// A store that does not verify gives no copy, and takes none of the good ones away.
    @Test func whatIsNotSoundIsNoCopy() throws {
        let center = try Center()
        try center.county.succeed("center", ["backup"])
        let before = try center.names()
        try center.damage(
            "UPDATE change SET body = zeroblob(length(body)) WHERE position = (SELECT max(position) FROM change)")
        let outcome = try center.county.run("center", ["backup"])
        #expect(outcome.status == 1)
        #expect(outcome.errors.contains("earlier ones are still there"))
        #expect(try center.names() == before)
        #expect(try center.good().map { $0.hasSuffix(before[0]) } == true)
        #expect(try center.county.run("center", ["status"]).output.contains("warning:"))
    }

    @Test func aDiskThatIsNotThereIsNamed() throws {
        let center = try Center()
        try center.county.succeed("center", ["backup"])
        // The mount point without its disk.
        try FileManager.default.moveItem(atPath: center.disk, toPath: center.disk + "-away")
        #expect(try center.county.run("center", ["backup"]).errors.contains("connect the backup disk"))
        try FileManager.default.createDirectory(atPath: center.disk, withIntermediateDirectories: true)
        let outcome = try center.county.run("center", ["backup"])
        #expect(outcome.status == 1)
        #expect(outcome.errors.contains("does not look like the backup disk"))
        #expect(try center.names() == [])
        let text = try center.county.run("center", ["doctor", "--lang", "zh-Hans"]).output
        #expect(text.contains("上次备份成功") && text.contains("可能盘没有接好"))
        // It is back: the next one succeeds.
        try FileManager.default.removeItem(atPath: center.disk)
        try FileManager.default.moveItem(atPath: center.disk + "-away", toPath: center.disk)
        try center.county.succeed("center", ["backup"])
        #expect(try center.names().count == 2)
    }

    @Test func copiesWithinTheDataFolderAreRefused() throws {
        let center = try Center(marksDisk: false)
        let inside = center.county.data("center") + "/copies"
        try FileManager.default.createDirectory(atPath: inside, withIntermediateDirectories: true)
        let outcome = try center.county.run("center", ["backup", "set", "--folder", inside])
        #expect(outcome.status == 2)
        #expect(outcome.errors.contains("within the data folder"))
        #expect(try center.county.run("center", ["backup"]).errors.contains("backup set"))
        #expect(
            try center.county.run("center", ["backup", "set", "--folder", center.disk, "--time", "25:00"]).status == 2)
        #expect(try center.standing()["folder"] == nil)
    }

    /// A real full disk and one that may only be read, where this process may mount one.
    @Test(.enabled(if: SmallDisk.isPossible)) func aFullDiskKeepsWhatItHas() throws {
        let center = try Center(marksDisk: false)
        let disk = try SmallDisk(at: center.disk, kilobytes: 2048)
        try center.county.succeed("center", ["backup", "set", "--folder", center.disk])
        try center.county.succeed("center", ["backup"])
        let before = try center.names()
        try disk.fill(leavingKilobytes: 100)
        let full = try center.county.run("center", ["backup", "--lang", "zh-Hans"])
        #expect(full.status == 1)
        #expect(full.errors.contains("空间不够"))
        #expect(try center.names().filter { $0 != "filler" } == before)
        // Where others fill the disk in the middle, SQLite finds out.
        let storage = try SQLiteReplicaStorage(folder: center.county.data("center") + "/store")
        #expect(throws: StoreError.system(action: "write", path: "\(center.disk)/copy", errno: ENOSPC)) {
            try storage.backup(to: "\(center.disk)/copy")
        }
        try storage.close()
        #expect(try center.names().filter { $0 != "filler" } == before)
        try disk.makeReadOnly()
        let readOnly = try center.county.run("center", ["backup"])
        #expect(readOnly.status == 1)
        #expect(readOnly.errors.contains("can be read and not written"))
        // What is there can be put back, from such a disk too.
        let county = center.county
        try county.succeed(
            "center", ["restore", "--drill", "--yes", "--from", center.disk, "--keys", county.data("center")])
    }

    /// An older program beside a newer one's data changes nothing, and says what to do.
    @Test func theStoreOfANewerProgramIsRefused() throws {
        let center = try Center()
        try center.damage("PRAGMA user_version = 9999")
        let folder = center.county.data("center")
        func bytes() throws -> [Data] {
            try ["/store/store.sqlite", "/node.json", "/keys/device.key"].map {
                try Data(contentsOf: URL(fileURLWithPath: folder + $0))
            }
        }
        let before = try bytes()
        for arguments in [["run"], ["status"], ["backup"], ["sync"]] {
            let outcome = try center.county.run("center", arguments + ["--lang", "zh-Hans"])
            #expect(outcome.status == 5, "\(arguments)")
            #expect(outcome.errors.contains("请安装新版本"), "\(outcome.errors)")
        }
        #expect(try bytes() == before)
    }

    // MARK: Putting back

    @Test func aFolderThatHoldsSomethingIsNotTouched() throws {
        let center = try Center()
        try center.county.succeed("center", ["backup"])
        let folder = center.county.data("spare")
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        try "note".write(toFile: "\(folder)/note", atomically: true, encoding: .utf8)
        let arguments = ["restore", "--from", center.disk, "--keys", center.county.data("center"), "--yes"]
        let outcome = try center.county.run("spare", arguments)
        #expect(outcome.status == 2)
        #expect(outcome.errors.contains("not empty"))
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == ["note"])
    }

    @Test func aDamagedCopyIsNotPutBack() throws {
        let center = try Center()
        try center.county.succeed("center", ["backup"])
        let store = "\(center.disk)/\(try center.names()[0])/store.sqlite"
        var bytes = try Data(contentsOf: URL(fileURLWithPath: store))
        for index in stride(from: 4096 + 8, to: bytes.count, by: 4096) { bytes[index] ^= 0xFF }
        try bytes.write(to: URL(fileURLWithPath: store))
        let arguments = ["restore", "--from", center.disk, "--keys", center.county.data("center"), "--yes"]
        #expect(try center.county.run("spare", arguments).status == 1)
        #expect(try FileManager.default.contentsOfDirectory(atPath: center.county.data("spare")) == [])
    }

    @Test func itWalksThroughAndTakesTheOneThatIsChosen() throws {
        let center = try Center()
        let county = center.county
        try county.succeed("center", ["backup"])
        try county.importLines("center", [TestCounty.caseLine("A-2")], area: "练习一村")
        try county.succeed("center", ["backup"])
        // Which folder, a slip of the finger, the older copy, yes.
        let arguments = ["restore", "--keys", county.data("center"), "--lang", "zh-Hans"]
        let outcome = try county.run("spare", arguments, input: "\(center.disk)\n7\n2\ny\n")
        #expect(outcome.status == 0, "\(outcome.errors)")
        #expect(outcome.errors.contains("请写 1–2"))
        #expect(try county.held("spare") == 1)
        // Nobody there to answer.
        let silent = try county.run("other", ["restore", "--from", center.disk], input: "")
        #expect(silent.status == 2)
        #expect(!FileManager.default.fileExists(atPath: county.data("other") + "/node.json"))
    }

    @Test func aDrillLeavesNothingBehind() throws {
        let center = try Center()
        let county = center.county
        try county.succeed("center", ["backup", "\(county.folder)/safe", "--with-keys"])
        let before = try FileManager.default.contentsOfDirectory(atPath: county.data("center")).sorted()
        // On the very machine, and on one that has nothing.
        let report = try county.json("center", ["restore", "--drill", "--from", "\(county.folder)/safe"])
        #expect(report["folder"] == nil)
        #expect(try FileManager.default.contentsOfDirectory(atPath: county.data("center")).sorted() == before)
        try county.succeed("spare", ["restore", "--drill", "--from", "\(county.folder)/safe"])
        #expect(!FileManager.default.fileExists(atPath: county.data("spare")))
    }

    @Test func theKeysOfAnotherMachineAreRefused() throws {
        let center = try Center()
        let county = center.county
        try county.succeed("center", ["backup"])
        try county.start("center")
        try county.join("d1", machine: "一村甲机", area: "练习一村", person: "张干部", upstream: "center")
        let outcome = try county.run(
            "spare", ["restore", "--from", center.disk, "--keys", county.data("d1"), "--yes"])
        #expect(outcome.status == 2)
        #expect(outcome.errors.contains("not those of"))
    }
}
