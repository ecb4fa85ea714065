import Identity
import Testing

struct MachineIDTests {
    private let raw = "4a7d1ed414474e4033ac29ccb8653d9b"

    @Test func firstUsableFileCountsAndTheRawIdStaysInside() throws {
        try withTemporaryFolder { folder in
            try DurableFile(folder + "/first").write("uninitialized\n".utf8, readers: .everyone)
            try DurableFile(folder + "/second").write((raw + "\n").utf8, readers: .everyone)
            let id = try #require(
                MachineID.read(from: [folder + "/none", folder + "/first", folder + "/second"]))
            #expect(id.count == 32)
            #expect(id != raw)
            // printf 'tingsu/machine/1' + the sixteen bytes, through sha256sum, first 32 digits.
            #expect(id == "c1aab397476901d8ea81fba0e296e9dc")
        }
    }

    @Test(arguments: ["", "uninitialized\n", "4a7d1ed4\n", "00000000000000000000000000000000\n"])
    func placeholdersAreNoId(content: String) throws {
        try withTemporaryFolder { folder in
            try DurableFile(folder + "/id").write(content.utf8, readers: .everyone)
            #expect(MachineID.read(from: [folder + "/id"]) == nil)
        }
    }

    @Test func noFileIsNoId() {
        #expect(MachineID.read(from: []) == nil)
        #expect(MachineID.read(from: ["/nonexistent/machine-id"]) == nil)
    }
}
