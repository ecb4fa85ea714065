import Bundles
import Identity
import Replication
import WireProtocol

/// The files of one set that were brought together, each part once, by rising part.
struct BroughtSet {
    let sender: PeerIdentity
    let set: BundleID
    let direction: BundleHeader.Direction
    let parts: Int
    private(set) var files: [BroughtFile.Sound]

    /// Groups sound files; sets in the order in which their senders say that they were made, which decides nothing.
    static func sets(of files: [BroughtFile]) -> [BroughtSet] {
        var sets: [BroughtSet] = []
        let sound = files.compactMap { try? $0.outcome.get() }
        for file in sound.sorted(by: { $0.content.header.madeAt < $1.content.header.madeAt }) {
            let header = file.content.header
            let index = sets.firstIndex {
                $0.set == header.set && $0.direction == header.direction && $0.sender.key == file.content.sender.key
            }
            guard let index else {
                sets.append(
                    BroughtSet(
                        sender: file.content.sender, set: header.set, direction: header.direction, parts: header.parts,
                        files: [file]))
                continue
            }
            // The same stick may be copied into one folder twice.
            if !sets[index].files.contains(where: { $0.content.header.part == header.part }) {
                sets[index].files.append(file)
                sets[index].files.sort { $0.content.header.part < $1.content.header.part }
            }
        }
        return sets
    }

    var partNumbers: [Int] { files.map(\.content.header.part) }
    var missing: [Int] { (1...max(parts, partNumbers.last ?? 1)).filter { !partNumbers.contains($0) } }

    /// The program that the sender runs, as it says itself.
    var program: String { files.last?.content.program ?? "" }
}
