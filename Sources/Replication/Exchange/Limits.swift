/// Every bound that a node puts on what it writes and takes in, each with its reason.
///
/// A writer keeps to the same bounds that a receiver enforces, so that no honest change is ever refused for its size.
/// Bounds of the frame itself (compressed and decompressed size) stand in `WireProtocol.FrameLimits`.
public enum Limits {
    /// One change body. A visit's narrative of 20,000 characters is 60 KB in UTF-8; four times that leaves room for
    /// lists, and a photo is an attachment, not a field.
    public static let bodyBytes = 256 * 1024
    /// One value within a body: a field can fill its body.
    public static let valueBytes = 250 * 1024
    /// Registers in one change: the widest form has some 40; county fields may double it.
    public static let writesPerChange = 256
    /// Superseded ids in one change: eight siblings in each of 40 registers (FAILURES.md F4), doubled.
    public static let supersededPerChange = 1024
    /// Depth of lists and groups within one value; forms use two levels.
    public static let valueDepth = 8
    /// Changes in one unit: a visit with its emotions, demands, agreement and milestones is about 20; an import row of a
    /// large household 100.
    public static let changesPerUnit = 1000
    /// Bodies of one unit together. A unit travels whole, so it must fit into one batch.
    public static let unitBytes = 2 * 1024 * 1024
    /// Replicas in one scope's vector. A village sees a few machines; each restore adds one. 4,096 × 24 bytes = 96 KiB.
    public static let vectorEntries = 4096
    /// Scopes in one request: a center's largest county has about 400 villages and as many restricted sets again.
    public static let scopesPerRequest = 4096
    /// Bodies in the first batch on an unknown line. They compress to about a third, so this is 16 KiB on the wire,
    /// what a 2G line carries in about five seconds; a day's work of one device fits.
    public static let firstBatchBytes = 48 * 1024
    /// Bodies in one batch at most, after doubling. Ten seconds on a 1 Mbit/s line; bounds memory on both sides.
    public static let batchBytes = 4 * 1024 * 1024
    /// Bodies between two signed heads that are sent. A cut line loses at most this.
    public static let bytesPerSignedHead = 16 * 1024
    /// Original headers in the evidence of one re-issued change: up to the next signed head, which at a holder of
    /// sparse heads lies at most 16 KiB of small units and one whole unit further on.
    public static let originHeaders = 2 * changesPerUnit
    /// Probes for one fork point: one for each power of two of a 64-bit seq, and the staged head.
    public static let probesPerLog = 66
    /// Signed heads among them: two machines that write as one part at most so many units ago, mostly; with more, the fork
    /// point is found a little too low.
    public static let headsPerProbe = 16
    /// Earlier replicas of the center in one receipt: each is a restored or copied center.
    public static let pastIssuers = 64
    /// Issuers of receipts in one request: one of before and one of after for each of several centers.
    public static let receiptIssuers = 16
    /// Receipts of before a restore that a node keeps. A restore of the center leaves one for each scope, until what they
    /// name is back.
    public static let formerReceipts = scopesPerRequest
    /// Those that one request names, others each time: half a kilobyte in an idle request.
    public static let formerReceiptTags = 64
    /// Receipts of before a restore in one request: a county's largest has some kilobytes.
    public static let formerReceiptsShown = 16
    /// Requests of one exchange session; a backlog of ten million changes needs about 2,500 batches.
    public static let requestsPerSession = 20_000
    /// Sets of bundles whose answers are waited for: two months of a stick every day.
    public static let outstandingBundles = 64
    /// Answers by stick that an answer names as given before it. Where one that was heard is not among them any more, custody is
    /// told too low until the next set.
    public static let answersRemembered = 32
    /// Refusals of earlier requests in the answer to a bundle; what was refused is the same in most of them.
    public static let refusalsCarried = 4096
    /// One blob. A scan of a signed sheet has 1 to 3 MiB, a photograph 8, a few minutes of speech 4.
    public static let blobBytes = 32 * 1024 * 1024
    /// Blobs offered in one request: more than a day's scans; the next request offers the rest.
    public static let blobsOffered = 64
    /// Blobs that an answer asks for without an offer. Some may be lost with a machine, and are asked for again and
    /// again; the choice changes, so that they keep nothing back.
    public static let blobsAskedFor = 32
    /// Bytes of a blob in one request or answer: ten seconds on a 1 Mbit/s line; bounds memory on both sides.
    public static let blobPieceBytes = 1024 * 1024
}
