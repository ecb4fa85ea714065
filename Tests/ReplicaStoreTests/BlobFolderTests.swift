import Foundation
import ReplicaStore
import Replication
import Testing

@Suite struct BlobFolderTests {
    private let temporary: TemporaryFolder
    private let folder: BlobFolder
    private let sender = RecordID(rawValue: 7)
    private let content = (0..<100_000).map { UInt8(truncatingIfNeeded: $0 &* 31) }

    init() throws {
        temporary = try TemporaryFolder()
        folder = BlobFolder(path: temporary.path + "/blobs")
    }

    @Test func aFileIsKeptUnderItsHashOnce() throws {
        let hash = try folder.add(content)
        #expect(hash == Hash(of: content))
        #expect(try folder.add(content) == hash)
        #expect(try folder.all() == [hash])
        #expect(folder.size(of: hash) == content.count)
        #expect(try folder.read(hash, from: 99_990, count: 100) == Array(content[99_990...]))
        #expect(try folder.read(Hash(of: [1]), from: 0, count: 1) == nil)
        #expect(try temporary.files(in: folder.path + "/parts") == [])
        let mode = try FileManager.default.attributesOfItem(atPath: folder.path(of: hash))[.posixPermissions] as? Int
        #expect(mode == 0o600)
    }

    @Test func piecesComeInOrderAndAreNeverWrittenTwice() throws {
        let hash = Hash(of: content)
        #expect(try folder.take(Array(content[..<40_000]), at: 0, of: hash, from: sender) == 40_000)
        // A gap is not taken; what was cut and sent again is.
        #expect(try folder.take(Array(content[50_000...]), at: 50_000, of: hash, from: sender) == 40_000)
        #expect(try folder.take(Array(content[..<40_000]), at: 0, of: hash, from: sender) == 40_000)
        #expect(try folder.take(Array(content[30_000..<60_000]), at: 30_000, of: hash, from: sender) == 60_000)
        #expect(folder.received(hash, from: sender) == 60_000)
        #expect(!folder.holds(hash))
        #expect(try folder.take(Array(content[60_000...]), at: 60_000, of: hash, from: sender) == 100_000)
        #expect(try folder.complete(hash, from: sender))
        #expect(try folder.read(hash, from: 0, count: 200_000) == content)
        #expect(folder.received(hash, from: sender) == 0)
    }

    @Test func aWrongPieceSpoilsNobodyElsesBlob() throws {
        let hash = Hash(of: content)
        let liar = RecordID(rawValue: 8)
        #expect(try folder.take(Array(content[..<50_000]), at: 0, of: hash, from: sender) == 50_000)
        #expect(try folder.take([UInt8](repeating: 0, count: 100_000), at: 0, of: hash, from: liar) == 100_000)
        #expect(try !folder.complete(hash, from: liar))
        #expect(folder.received(hash, from: liar) == 0)
        #expect(!folder.holds(hash))
        #expect(folder.received(hash, from: sender) == 50_000)
    }

    @Test func aFileThatRotsIsNotSound() throws {
        let hash = try folder.add(content)
        #expect(try folder.isSound(hash))
        let file = try FileHandle(forWritingTo: URL(fileURLWithPath: folder.path(of: hash)))
        try file.seek(toOffset: 50_000)
        try file.write(contentsOf: [0xFF, 0xFE])
        try file.close()
        #expect(try !folder.isSound(hash))
    }

    @Test func whatAnInterruptedAddLeftGoesAndPartsStay() throws {
        let hash = Hash(of: content)
        _ = try folder.take([1, 2, 3], at: 0, of: hash, from: sender)
        #expect(FileManager.default.createFile(atPath: folder.path + "/parts/new-1", contents: Data([1])))
        try folder.removeUnfinished()
        #expect(try temporary.files(in: folder.path + "/parts") == ["\(hash).\(sender)"])
    }

    @Test func aForeignFileAmongTheBlobsIsLeftAlone() throws {
        let hash = try folder.add(content)
        let stray = folder.path + "/\(hash.description.prefix(2))/notes.txt"
        #expect(FileManager.default.createFile(atPath: stray, contents: Data()))
        #expect(try folder.all() == [hash])
    }
}
