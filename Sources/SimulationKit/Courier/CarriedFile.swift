import Replication

/// One file on a stick, as the sealed container of the program has it: who it is for shows, anything else is unreadable,
/// and a file that is not whole is refused before anything of it is taken in.
struct CarriedFile<Disk: SimulatedDisk> {
    /// What is in it.
    enum Content {
        /// Requests of the set.
        case requests
        /// Responses of an answer.
        case answer(BundleReply)
    }

    /// One frame, and its number within the whole set or answer.
    struct Piece {
        let number: Int
        let frame: [UInt8]
    }

    let content: Content
    /// Who made it; on the receiver's side only the key counts.
    let sender: Machine<Disk>
    /// The key that it is sealed to.
    let receiver: Hash
    let set: BundleID
    /// From 1.
    let part: Int
    private let lengths: [(number: Int, count: Int)]
    private let seal: Hash
    private(set) var bytes: [UInt8]
    /// Where the courier brings it, and when, in milliseconds since the county began.
    var destination: Machine<Disk>
    var dueAt: Int64 = 0

    init(
        _ content: Content, of set: BundleID, part: Int, from sender: Machine<Disk>, to receiver: Machine<Disk>,
        _ pieces: [Piece]
    ) {
        self.content = content
        self.sender = sender
        self.receiver = receiver.keyHash
        self.set = set
        self.part = part
        lengths = pieces.map { ($0.number, $0.frame.count) }
        bytes = pieces.flatMap(\.frame)
        seal = Hash(of: bytes)
        destination = receiver
    }

    var isAnswer: Bool { if case .answer = content { true } else { false } }

    /// The file as it is when the stick was pulled out after `count` bytes.
    func cut(to count: Int) -> CarriedFile {
        var cut = self
        cut.bytes = Array(bytes.prefix(count))
        return cut
    }

    /// What is in it; nil where it is not whole, or sealed to another key.
    func opened(by key: Hash) -> [Piece]? {
        guard key == receiver, Hash(of: bytes) == seal else { return nil }
        var rest = bytes[...]
        return lengths.map { number, count in
            defer { rest = rest.dropFirst(count) }
            return Piece(number: number, frame: Array(rest.prefix(count)))
        }
    }
}
