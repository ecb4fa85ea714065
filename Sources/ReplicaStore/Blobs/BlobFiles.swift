/// The file operations that a `BlobStore` is made of, so that a simulated disk can stand in for a real one.
///
/// What is written or named has reached the disk when it was flushed, and not before. Methods throw `StoreError` with
/// the path and the system's error number.
public protocol BlobFiles {
    /// Whether there is a file or a folder of this name.
    func exists(_ path: String) -> Bool
    /// Nil where there is no such file.
    func size(_ path: String) -> Int?
    /// The names in a folder, sorted; none where it does not exist. One that cannot be read is not an empty one.
    func names(in folder: String) throws(StoreError) -> [String]
    /// `count` bytes from `offset` on, fewer at the end.
    func read(_ path: String, from offset: Int, count: Int) throws(StoreError) -> [UInt8]
    /// Writes all of `bytes` at `offset`; a new file is its owner's alone to read.
    func write(_ bytes: ArraySlice<UInt8>, to path: String, at offset: Int) throws(StoreError)
    /// Makes a file as short as `count` bytes.
    func cut(_ path: String, to count: Int) throws(StoreError)
    /// Flushes a file, or the names in a folder.
    func flush(_ path: String) throws(StoreError)
    /// Gives a file its name, never in place of another: throws `StoreError.fileExists`.
    func giveName(_ name: String, to path: String) throws(StoreError)
    /// Gives a file another name, in place of another if need be.
    func move(_ path: String, to name: String) throws(StoreError)
    /// Takes a file away; one that is not there is gone already.
    func remove(_ path: String) throws(StoreError)
    /// Makes a folder, its owner's alone.
    func makeFolder(_ path: String) throws(StoreError)
}
