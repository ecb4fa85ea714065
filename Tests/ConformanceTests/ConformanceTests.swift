import CaseFile
import Foundation
import Testing

/// The vectors of `SyncProtocol/Vectors` against the production code: what the specification says of ids and chains
/// (I8, I9, I13), vectors (I16), merge (I21, I22, I23), admission (I18, I19, I20), re-issues (I29, I30) and sizes (I7).
///
/// `make vectors` makes the files anew. The same files are read by the client in Python. One case at a time: all at once
/// would keep the machine from tests that wait for a server.
@Suite(.serialized) struct ConformanceTests {
    /// Fewer would mean that cases were lost.
    private static let caseCountMin = 150

    private static func committed() -> [VectorCase] {
        Topic.allCases.flatMap { (try? VectorFile.committed($0).cases) ?? [] }
    }

    @Test(arguments: committed()) func theProductionCodeAnswersAsTheCaseSays(_ one: VectorCase) throws {
        let outcome = try one.topic.outcome(of: one.input)
        let (found, expected) = (JSONText.line(outcome.sorted), JSONText.line(one.expected.sorted))
        #expect(found == expected)
    }

    @Test(arguments: Topic.allCases) func everyTopicHasAReadableFile(_ topic: Topic) throws {
        let cases = try VectorFile.committed(topic).cases
        #expect(!cases.isEmpty)
        #expect(Set(cases.map(\.name)).count == cases.count, "a name stands twice in \(topic.rawValue)")
    }

    @Test func everyFileIsOfAKnownTopic() throws {
        #expect(try VectorFile.names() == Topic.allCases.map(\.rawValue).sorted())
    }

    @Test func thereAreEnoughCases() {
        #expect(Self.committed().count >= Self.caseCountMin)
    }

    /// Another process made them, with other seeds of its hash tables, and the bytes are the same (A3).
    /// With TINGSU_WRITE_VECTORS=1 it writes them.
    @Test(arguments: Topic.allCases) func theCommittedFilesAreCurrent(_ topic: Topic) throws {
        let text = try topic.made().text(for: topic)
        if ProcessInfo.processInfo.environment["TINGSU_WRITE_VECTORS"] == "1" {
            try Data(text.utf8).write(to: VectorFile.url(of: topic))
        }
        // Not #expect(a == b): it would print both documents whole.
        let isCurrent = VectorFile.committedText(of: topic) == text
        #expect(isCurrent, "\(topic.rawValue).json is another than the code makes; see `make vectors`")
    }

    /// The signatures in the files do not change from run to run, and the specification's appendix has two of them.
    @Test func signaturesAreThoseOfTheAppendix() throws {
        let signature = try VectorKey.device.sign(
            Array("tingsu/head/1".utf8) + [1, 1]
                + FieldValue.string(
                    "00000000000000aa6a148ce799b876840000000000000002"
                        + "d7091d649fa0de1e635ae384a6ea9abaa046b691db16082901080e770d018dfd"
                ).readBytes())
        #expect(
            FieldValue.hex(signature)
                == .string(
                    "bdffb0fb466b1453ece2fd9113acd71d2f5762b1f0eca33ed9a0ee1fc4b1d23b"
                        + "6d933289a02966073a56d3449e876a9c06baa9e6ca87d2337d678308c15ceef1"))
    }
}
