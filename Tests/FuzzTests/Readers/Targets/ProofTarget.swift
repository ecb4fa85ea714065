import Replication
import WireProtocol

@testable import CaseExport

extension FuzzTarget {
    /// The proof of an exported case, as anybody may hand it in: lines of changes and of logs, and whom to believe.
    static let proof = FuzzTarget("proof") { _ in
        [
            #"{"scope":"1111222233334444","replica":"0000000000000001","seq":1,"kind":102,"#
                + #""record":"01990000-0000-7000-8000-000000000001","change":"00112233445566778899aabbccddeeff","#
                + #""standing":"applied","masked":false,"body":"AAEC"}"#,
            #"{"scope":"1111222233334444","replica":"0000000000000001","genesis":"AQ==","headers":"","heads":[]}"#,
            #"{"root":"MIIB","center_keys":["04"],"certificates":["MIIB"]}"#,
        ].map { Array($0.utf8) }
    } run: { bytes in
        let parts = [CaseSource.changesPath, CaseSource.logsPath, CaseSource.countyPath]
        for part in parts {
            // Each file by itself, the others empty: one that cannot be read would hide the rest.
            _ = try? CaseSource { (path) throws(ProofError) in path == part ? bytes : [] }
        }
        for (reader, value) in (try? ProofReader.lines(bytes, of: "proof")) ?? [] {
            if let change = try? ExportedChange(json: value, in: reader) {
                let again = try? ExportedChange(json: change.json, in: reader)
                try FuzzFinding.expect(again == change, "a change reads back as another")
            }
            guard let log = try? LogEvidence(json: value, in: reader) else { continue }
            try FuzzFinding.expect(
                (try? LogEvidence(json: log.json, in: reader)) == log, "a log reads back as another")
            // Nobody's key proves anything.
            try FuzzFinding.expect(
                log.proven(by: FuzzKey.named("stranger").key).isEmpty, "a log is proven by a stranger's key")
        }
    }
}
