import CaseWork
import Replication
import WireProtocol

extension LocalNode {
    /// What programs are compared with: the center's, as it told last; this machine's own where it never did.
    func expectedProgram() throws -> ProgramVersion? {
        let told = isCenter ? nil : try lastSync()?.upstreamVersion.flatMap { ProgramVersion($0) }
        return told ?? TingsuVersion.program
    }
}

extension PeerContacts.Contact {
    /// The machine's program, compared with the one that is expected.
    func program(expecting expected: ProgramVersion?) -> Board.Program? {
        guard let own = version.flatMap({ ProgramVersion($0) }) else { return nil }
        let age: Board.Program.Age =
            if let expected, own.isOlder(than: expected) {
                .older
            } else if let expected, expected.isOlder(than: own) {
                .newer
            } else {
                .same
            }
        return Board.Program(version: own.text, age: age)
    }

    var boardFailure: Board.Failure? { failure.map { Board.Failure(code: $0.code, at: $0.at) } }
}
