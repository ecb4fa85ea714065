import ReplicaStore
import StorageTestKit
import Testing

/// The contract on SQLite, beside `MemoryStorageTests`.
struct StorageContractTests {
    @Test(arguments: StorageContract.allCases)
    func sqliteKeeps(_ rule: StorageContract) throws {
        let folder = try TemporaryFolder()
        try rule.check(on: folder.open())
    }
}
