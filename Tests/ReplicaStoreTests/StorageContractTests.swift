import ReplicaStore
import Testing

/// The contract on SQLite. Another storage takes the same function with its own `check(on:)`.
struct StorageContractTests {
    @Test(arguments: StorageContract.allCases)
    func sqliteKeeps(_ rule: StorageContract) throws {
        let folder = try TemporaryFolder()
        try rule.check(on: folder.open())
    }
}
