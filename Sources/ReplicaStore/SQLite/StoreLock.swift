import Foundation

/// Keeps every other process, and every other part of this one, out of a store.
///
/// A lock on a file of its own, held for the life of the object and given back by the kernel when the process ends,
/// however it ends. Two connections that write and checkpoint at once can damage a database before SQLite 3.51.3
/// (FAILURES.md F12), and SQLite's own locks do not keep a second one out between transactions.
struct StoreLock: ~Copyable {
    private let descriptor: Int32

    /// Throws `StoreError.alreadyOpen` where somebody has it.
    init(path: String) throws {
        descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw StoreError.system(action: "open", path: path, errno: errno) }
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            let code = errno
            close(descriptor)
            throw code == EWOULDBLOCK
                ? StoreError.alreadyOpen(path) : StoreError.system(action: "lock", path: path, errno: code)
        }
    }

    deinit {
        close(descriptor)
    }
}
