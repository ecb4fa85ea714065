import Bundles
import Foundation
import Replication
import WireProtocol

/// A file that somebody brought: verified to its end as this machine's, or with what is wrong with it.
struct BroughtFile {
    let path: String
    /// Nil where not even the beginning can be read.
    let header: BundleHeader?
    let outcome: Result<Sound, BundleTrouble>

    /// A file that counts.
    struct Sound {
        let reader: BundleReader
        let content: BundleContent
    }
}
