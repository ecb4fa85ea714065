import Replication
import StorageTestKit
import Testing

/// The contract on the storage in memory, which the simulator trusts.
struct MemoryStorageTests {
    @Test(arguments: StorageContract.allCases)
    func memoryKeeps(_ rule: StorageContract) throws {
        try rule.check(on: MemoryStorage())
    }
}
