import Causality
import Foundation
import Identity
import Replication

/// Writes the folder of an export: under another name until all of it is on the disk, and then in one step.
///
/// Whoever gives up calls `abandon`, and nothing is left.
public struct ExportWriter {
    public let path: String
    private let unfinished: String

    /// Begins a folder that must not exist yet. Throws `ExportTrouble`.
    public init(_ path: String) throws(ExportTrouble) {
        self.path = path
        unfinished = "\(path).\(Hexadecimal.encode(UInt64.random(in: .min ... .max))).unfinished"
        let parent = DurableFile.folder(of: path)
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: parent, isDirectory: &isFolder), isFolder.boolValue else {
            throw .missingFolder(path: parent)
        }
        try demandFree()
        do {
            try DurableFile.makeFolder(unfinished)
        } catch {
            throw trouble(error)
        }
    }

    /// Puts a file into it; the folders in its name are made. Throws `ExportTrouble`.
    public func add(_ name: String, _ bytes: [UInt8]) throws(ExportTrouble) {
        do {
            try DurableFile("\(unfinished)/\(name)").create(bytes, readers: .owner)
        } catch {
            throw trouble(error)
        }
    }

    /// Gives it its name. Throws `ExportTrouble`.
    public func finish() throws(ExportTrouble) {
        try demandFree()
        do {
            try DurableFile.moveFolder(unfinished, to: path)
        } catch {
            throw trouble(error)
        }
    }

    /// Takes away what was written; nothing where it is finished.
    public func abandon() {
        try? FileManager.default.removeItem(atPath: unfinished)
    }

    private func demandFree() throws(ExportTrouble) {
        let isLink = (try? FileManager.default.destinationOfSymbolicLink(atPath: path)) != nil
        if isLink || FileManager.default.fileExists(atPath: path) { throw .exists(path: path) }
    }

    private func trouble(_ error: FileError) -> ExportTrouble {
        error.isDiskFull ? .full(path: path) : .failed(detail: "\(error)")
    }
}
