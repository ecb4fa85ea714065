import Identity
import Testing

struct CheckedFileTests {
    private let content = Array("{\"count\":212}".utf8)

    @Test func contentComesBackAndReplacesTheOlder() throws {
        try withTemporaryFolder { folder in
            let file = CheckedFile(folder + "/witness/scope.json")
            #expect(try file.read() == nil)
            try file.write(Array("older".utf8))
            try file.write(content)
            #expect(try file.read() == content)
            #expect(mode(of: file.path) == 0o600)
            try file.write([])
            #expect(try file.read() == [])
        }
    }

    @Test func everyFlippedByteIsDetected() throws {
        try withTemporaryFolder { folder in
            let file = CheckedFile(folder + "/witness")
            try file.write(content)
            let good = try #require(try DurableFile(file.path).read())
            for index in good.indices {
                var bad = good
                bad[index] ^= 0x20
                try DurableFile(file.path).write(bad, readers: .owner)
                #expect(throws: CheckedFileError.damaged(path: file.path), "byte \(index)") { try file.read() }
            }
        }
    }

    @Test func everyTruncationAndAnAppendedByteAreDetected() throws {
        try withTemporaryFolder { folder in
            let file = CheckedFile(folder + "/witness")
            try file.write(content)
            let good = try #require(try DurableFile(file.path).read())
            for count in good.indices {
                try DurableFile(file.path).write(good.prefix(count), readers: .owner)
                #expect(throws: CheckedFileError.damaged(path: file.path), "\(count) bytes") { try file.read() }
            }
            try DurableFile(file.path).write(good + [0], readers: .owner)
            #expect(throws: CheckedFileError.damaged(path: file.path)) { try file.read() }
        }
    }
}
