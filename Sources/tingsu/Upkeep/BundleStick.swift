import ArgumentParser
import Foundation
import Identity
import Node

/// The files that somebody named, and the folder to which files go: read and written with the rights of who runs the
/// program, while the node reads and writes in its own folder.
struct BundleStick {
    private let folder: String
    private let options: GlobalOptions

    init(_ folder: String, _ options: GlobalOptions) {
        self.folder = URL(fileURLWithPath: folder).standardizedFileURL.path
        self.options = options
    }

    // MARK: To the stick

    /// Takes the files that the node made to the stick, durably, and answers where they are. Where they do not fit, none of
    /// them is left there, and none with the node.
    func take(_ made: MakeBundleCommand.Reply) throws -> [String] {
        defer { BundleStick.drop(made) }
        let needed = Int64(made.parts.reduce(0) { $0 + $1.bytes })
        return try ServiceUser.asCaller {
            let room = try room()
            guard room.map({ $0 >= needed }) ?? true else {
                throw BundleTrouble.noRoom(path: folder, needed: needed, free: room)
            }
            var written: [String] = []
            do {
                for part in made.parts {
                    let path = "\(folder)/\(URL(fileURLWithPath: part.path).lastPathComponent)"
                    try BundleStick.copy(SequentialFile(part.path), to: path)
                    written.append(path)
                }
            } catch {
                for path in written { DurableStream.remove(path) }
                guard let error = error as? FileError else { throw error }
                if error.isDiskFull { throw BundleTrouble.noRoom(path: folder, needed: needed, free: nil) }
                throw BundleTrouble.file(detail: "\(error)")
            }
            return written
        }
    }

    /// Bytes that are free there; nil where the system does not say.
    private func room() throws -> Int64? {
        guard FileManager.default.fileExists(atPath: folder) else { throw BundleTrouble.missing(path: folder) }
        var info = statvfs()
        guard statvfs(folder, &info) == 0 else { return nil }
        return Int64(clamping: UInt64(info.f_bavail) * UInt64(info.f_frsize))
    }

    private static func copy(_ source: SequentialFile, to target: String) throws(FileError) {
        let stream = try DurableStream(target)
        while true {
            let bytes = try source.read(1 << 20)
            if bytes.isEmpty { return try stream.finish() }
            try stream.write(bytes)
        }
    }

    /// Takes away what the node made.
    static func drop(_ made: MakeBundleCommand.Reply) {
        guard let first = made.parts.first else { return }
        try? FileManager.default.removeItem(at: URL(fileURLWithPath: first.path).deletingLastPathComponent())
    }

    // MARK: From the stick

    /// The files that somebody named.
    struct Found {
        let paths: [String]
        /// Whether a folder was named: then files of other machines lie there rightly.
        let isFolder: Bool
        /// Copies for a service that may not read there; nil where it may.
        fileprivate let copies: String?

        /// Takes copies away.
        func leave() {
            if let copies { try? FileManager.default.removeItem(atPath: copies) }
        }
    }

    /// Finds the bundles that `names` mean. Throws `BundleTrouble.missing` naming what has none.
    static func find(_ names: [String], _ options: GlobalOptions) throws -> Found {
        var paths: [String] = []
        var isFolder = false
        try ServiceUser.asCaller {
            for name in names {
                let path = URL(fileURLWithPath: name).standardizedFileURL.path
                var isDirectory: ObjCBool = false
                guard FileManager.default.fileExists(atPath: path, isDirectory: &isDirectory) else {
                    throw BundleTrouble.missing(path: path)
                }
                guard isDirectory.boolValue else {
                    paths.append(path)
                    continue
                }
                isFolder = true
                let found = try FileManager.default.contentsOfDirectory(atPath: path)
                    .filter { $0.lowercased().hasSuffix(".tingsu-bundle") }.sorted()
                guard !found.isEmpty else { throw BundleTrouble.missing(path: path) }
                paths += found.map { "\(path)/\($0)" }
            }
        }
        guard let copies = try handOver(paths, options) else {
            return Found(paths: paths, isFolder: isFolder, copies: nil)
        }
        return Found(paths: copies.paths, isFolder: isFolder, copies: copies.folder)
    }

    /// Copies of files that only root reads, in the service's own folder; nil where no service is between.
    private static func handOver(
        _ paths: [String], _ options: GlobalOptions
    ) throws -> (folder: String, paths: [String])? {
        guard ServiceUser.isBetween else { return nil }
        // Not where the node keeps its own: what lies there goes when a node is opened.
        let folder = "\(options.folder.path)/.handing-over-\(UUID().uuidString)"
        var copies: [String] = []
        for (index, path) in paths.enumerated() {
            let copy = "\(folder)/\(index)/\(URL(fileURLWithPath: path).lastPathComponent)"
            // Opened with the caller's rights, written with those of the service.
            try BundleStick.copy(ServiceUser.asCaller { try SequentialFile(path) }, to: copy)
            copies.append(copy)
        }
        return (folder, copies)
    }

    // MARK: Commands

    /// Ends with the exit code of the first problem; nothing where there is none.
    static func exit(_ problems: [BundleFileReply.Problem]) throws {
        if let first = problems.first { throw ExitCode(first.exitCode) }
    }
}
