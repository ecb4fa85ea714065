import Replication
import WireProtocol

/// An answer of the center that is on its way.
struct FuzzAnswer {
    let answered: BundleOpening.Answered
    let id: BundleID
    let messages: [[UInt8]]

    /// The file as the center makes it.
    var file: FuzzFile { FuzzSticks.file(id, messages, to: .answer, answers: answered) }
}
