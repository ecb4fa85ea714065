import Foundation
import ReplicaStore

/// Files in memory, and beside them what a power cut leaves of them: what was flushed, under names that were.
///
/// Folders are there when they were made; it is files and their names that a program forgets to flush.
final class SimulatedFiles: BlobFiles {
    private struct File {
        var bytes: [UInt8]
        var flushed: [UInt8]
    }

    /// Files by path, as they lie on the disk.
    typealias Copy = [String: [UInt8]]

    /// Whether writes find no room.
    var isFull = false
    private var files: [Int: File] = [:]
    private var names: [String: Int] = [:]
    private var flushedNames: [String: Int] = [:]
    private var folders: Set<String> = []
    private var lastFile = 0

    // MARK: The disk

    /// What is on the disk.
    func copy() -> Copy { flushedNames.compactMapValues { files[$0]?.flushed } }

    /// Puts other files in the place of those that are there.
    func put(_ copy: Copy) {
        (files, names) = ([:], [:])
        for path in copy.keys.sorted() {
            guard let bytes = copy[path] else { continue }
            lastFile += 1
            files[lastFile] = File(bytes: bytes, flushed: bytes)
            names[path] = lastFile
        }
        flushedNames = names
    }

    /// What had not reached the disk is gone.
    func losePower() { put(copy()) }

    // MARK: What a program does with them

    func exists(_ path: String) -> Bool { names[path] != nil || folders.contains(path) }

    func size(_ path: String) -> Int? { file(path)?.bytes.count }

    func names(in folder: String) -> [String] {
        let inside = folder + "/"
        return (Array(names.keys) + folders).filter { $0.hasPrefix(inside) }.map { String($0.dropFirst(inside.count)) }
            .filter { !$0.contains("/") }.sorted()
    }

    func read(_ path: String, from offset: Int, count: Int) throws(StoreError) -> [UInt8] {
        guard let file = file(path) else { throw .system(action: "open", path: path, errno: ENOENT) }
        return Array(file.bytes.dropFirst(offset).prefix(count))
    }

    func write(_ bytes: ArraySlice<UInt8>, to path: String, at offset: Int) throws(StoreError) {
        guard !isFull else { throw .system(action: "write", path: path, errno: ENOSPC) }
        if names[path] == nil {
            lastFile += 1
            names[path] = lastFile
            files[lastFile] = File(bytes: [], flushed: [])
        }
        change(path) { $0.bytes = Array($0.bytes.prefix(offset)) + bytes }
    }

    func cut(_ path: String, to count: Int) { change(path) { $0.bytes = Array($0.bytes.prefix(count)) } }

    func flush(_ path: String) throws(StoreError) {
        guard names[path] == nil else { return change(path) { $0.flushed = $0.bytes } }
        let inside = path + "/"
        func isEntry(_ name: String) -> Bool {
            name.hasPrefix(inside) && !name.dropFirst(inside.count).contains("/")
        }
        flushedNames = flushedNames.filter { !isEntry($0.key) }.merging(names.filter { isEntry($0.key) }) { $1 }
    }

    func giveName(_ name: String, to path: String) throws(StoreError) {
        guard names[name] == nil else { throw .fileExists(name) }
        try move(path, to: name)
    }

    func move(_ path: String, to name: String) throws(StoreError) {
        guard let id = names.removeValue(forKey: path) else {
            throw .system(action: "move", path: path, errno: ENOENT)
        }
        names[name] = id
    }

    func remove(_ path: String) { names[path] = nil }

    func makeFolder(_ path: String) { folders.insert(path) }

    private func file(_ path: String) -> File? { names[path].flatMap { files[$0] } }

    private func change(_ path: String, _ body: (inout File) -> Void) {
        guard let id = names[path], var file = files[id] else { return }
        body(&file)
        files[id] = file
    }
}
