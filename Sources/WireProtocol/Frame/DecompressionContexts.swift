import CZstd
import Synchronization

/// Decompression contexts of libzstd that wait for their next use.
///
/// Making one takes a third as long again as unpacking a device's day: 160 KiB fresh from the kernel each time.
enum DecompressionContexts {
    // Unchecked: a context is used by whoever took it off the shelf, and by nobody else.
    private struct Context: @unchecked Sendable {
        let pointer: OpaquePointer
    }

    /// As many as exchanges run at once on the machines that we have.
    private static let countMax = 4
    private static let shelf = Mutex<[Context]>([])

    /// Runs `body` with a context that has no session in progress; nil where there is no memory for one.
    static func with<Result, Failure>(
        _ body: (OpaquePointer) throws(Failure) -> Result
    ) throws(Failure) -> Result? {
        guard let context = shelf.withLock({ $0.popLast() }) ?? ZSTD_createDCtx().map(Context.init) else { return nil }
        defer {
            let isKept = shelf.withLock { contexts in
                guard contexts.count < countMax else { return false }
                contexts.append(context)
                return true
            }
            if !isKept { ZSTD_freeDCtx(context.pointer) }
        }
        ZSTD_DCtx_reset(context.pointer, ZSTD_reset_session_and_parameters)
        return try body(context.pointer)
    }
}
