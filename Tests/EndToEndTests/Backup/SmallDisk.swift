import Foundation

/// A real file system of a few kilobytes, in memory, unmounted when nobody holds it any more. Only root may mount one.
final class SmallDisk {
    static let isPossible: Bool = {
        let folder = NSTemporaryDirectory() + "tingsu-disk-\(UUID().uuidString)"
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try? FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        return geteuid() == 0 && (try? SmallDisk(at: folder, kilobytes: 64)) != nil
    }()

    private let path: String

    init(at path: String, kilobytes: Int) throws {
        self.path = path
        try SmallDisk.run(["mount", "-t", "tmpfs", "-o", "size=\(kilobytes)k", "tmpfs", path])
    }

    /// Copies what is in a folder there.
    func take(_ folder: String) throws { try SmallDisk.run(["cp", "-a", "\(folder)/.", path]) }

    /// Takes the file that fills it away.
    func makeRoom() throws { try FileManager.default.removeItem(atPath: "\(path)/filler") }

    deinit {
        try? SmallDisk.run(["umount", path])
    }

    /// Puts a file there that leaves so much room and no more.
    func fill(leavingKilobytes: Int) throws {
        var info = statvfs()
        guard statvfs(path, &info) == 0 else { throw NeverHappened(description: "statvfs \(path): \(errno)") }
        let free = Int(info.f_bavail) * Int(info.f_frsize)
        try Data(count: max(0, free - leavingKilobytes * 1024)).write(to: URL(fileURLWithPath: "\(path)/filler"))
    }

    /// Lets nobody write any more; only while nobody has a file there open to write.
    func makeReadOnly() throws { try SmallDisk.run(["mount", "-o", "remount,ro", path]) }

    func makeWritable() throws { try SmallDisk.run(["mount", "-o", "remount,rw", path]) }

    private static func run(_ arguments: [String]) throws {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = arguments
        process.standardError = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else {
            throw NeverHappened(description: "\(arguments.joined(separator: " ")) → \(process.terminationStatus)")
        }
    }
}
