import Glibc
import Identity
import Testing

struct DurableFileTests {
    @Test func writeReplacesWholeContentAndLeavesNothingBeside() throws {
        try withTemporaryFolder { folder in
            let file = DurableFile(folder + "/a/b/settings.json")
            try file.write(Array(repeating: 7, count: 100_000), readers: .everyone)
            try file.write([1, 2, 3], readers: .everyone)
            #expect(try file.read() == [1, 2, 3])
            #expect(mode(of: file.path) == 0o644)
            #expect(names(in: folder + "/a/b") == ["settings.json"])
            #expect(mode(of: folder + "/a") == 0o700)
        }
    }

    @Test func replacingAnOpenFileClosesItToOthers() throws {
        try withTemporaryFolder { folder in
            let file = DurableFile(folder + "/secret")
            try file.write([1], readers: .everyone)
            try file.write([2], readers: .owner)
            #expect(mode(of: file.path) == 0o600)
        }
    }

    @Test func createRefusesAnExistingFile() throws {
        try withTemporaryFolder { folder in
            let file = DurableFile(folder + "/once")
            try file.create([1], readers: .owner)
            #expect(throws: FileError.alreadyExists(path: file.path)) { try file.create([2], readers: .owner) }
            #expect(try file.read() == [1])
            #expect(names(in: folder) == ["once"])
        }
    }

    @Test func missingFileReadsAsNil() throws {
        #expect(try DurableFile("/nonexistent/file").read() == nil)
    }

    @Test func pipesAndFoldersAreRefusedWithoutWaiting() throws {
        try withTemporaryFolder { folder in
            let pipe = folder + "/pipe"
            try #require(mkfifo(pipe, 0o600) == 0)
            #expect(throws: FileError.notARegularFile(path: pipe)) { try DurableFile(pipe).read() }
            #expect(throws: FileError.notARegularFile(path: folder)) { try DurableFile(folder).read() }
        }
    }

    @Test func largeFileIsRefused() throws {
        try withTemporaryFolder { folder in
            let file = DurableFile(folder + "/large")
            try file.write(Array(repeating: 0, count: 20_000), readers: .owner)
            #expect(throws: FileError.tooLarge(path: file.path, byteCountMax: 10_000)) {
                try file.read(byteCountMax: 10_000)
            }
            #expect(try file.read(byteCountMax: 20_000)?.count == 20_000)
        }
    }

    @Test func fileInPlaceOfAFolderIsNamed() throws {
        try withTemporaryFolder { folder in
            try DurableFile(folder + "/keys").write([1], readers: .owner)
            let error = try #require(throws: FileError.self) {
                try DurableFile(folder + "/keys/device.key").write([1], readers: .owner)
            }
            #expect(error.description.contains(folder + "/keys"))
        }
    }
}
