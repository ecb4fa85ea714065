/// The board of a township or of the county: which machines returned a day, which are silent, and what is missing.
///
/// Nobody is ranked: machines stand in the order of their areas.
public struct Board: Codable, Hashable, Sendable {
    /// How a machine stands on the day.
    public enum State: String, Codable, Sendable, CaseIterable {
        /// Its person signed the day, with visits.
        case returned
        /// Its person signed that there was nothing.
        case zero
        /// It was here today, and not all that it wrote has arrived.
        case incomplete
        /// Something of it came today, and nobody signed the day.
        case unsigned
        case silent
        /// Nothing of it has ever come.
        case never
        case revoked
    }

    /// One log of a machine.
    public struct Log: Codable, Hashable, Sendable {
        /// What the machine said it had written; nil where it never said.
        public let wrote: UInt64?
        /// What is held here: 1 up to this.
        public let held: UInt64

        public init(wrote: UInt64?, held: UInt64) {
            self.wrote = wrote
            self.held = held
        }

        public var isIncomplete: Bool { (wrote ?? 0) > held }
    }

    /// That a machine came and got nothing done, and why; until it succeeds again.
    public struct Failure: Codable, Hashable, Sendable {
        /// A short stable name; the catalogs have a sentence under `board.why.` and the code for those that we know.
        public let code: String
        /// Milliseconds since 1970, by the clock of the node that it came to.
        public let at: Int64

        public init(code: String, at: Int64) {
            self.code = code
            self.at = at
        }

        /// Why, and what to do, for people.
        public func sentence(_ words: Words) -> String {
            let key = "board.why.\(code)"
            return words.has(key) ? words.text(key) : words.text("board.why", ["code": code])
        }
    }

    /// The program of a machine that came here itself, as it told.
    public struct Program: Codable, Hashable, Sendable {
        /// How it stands to the center's.
        public enum Age: String, Codable, Sendable, CaseIterable {
            case older
            case same
            case newer
        }

        public let version: String
        public let age: Age

        public init(version: String, age: Age) {
            self.version = version
            self.age = age
        }

        /// The version, and in words what is wrong with it.
        public func sentence(_ words: Words) -> String {
            words.text("board.program.\(age.rawValue)", ["version": version])
        }
    }

    /// What the node knows of a machine from its own exchanges with it.
    public struct Contact: Sendable {
        /// Milliseconds since 1970; nil where the machine never came here itself.
        public let at: Int64?
        public let logs: [Log]
        /// Nil where it never told.
        public let program: Program?
        /// Nil where its last try did well.
        public let failure: Failure?

        public init(at: Int64?, logs: [Log], program: Program?, failure: Failure?) {
            self.at = at
            self.logs = logs
            self.program = program
            self.failure = failure
        }
    }

    /// One machine.
    public struct Row: Codable, Hashable, Sendable {
        public let id: String
        public let name: String
        /// Code of the table `device_role`.
        public let role: String
        public let area: String
        public let people: [String]
        public let state: State
        /// The day after the last return, `2026-06-03`; nil where it returned today or never.
        public let silentSince: String?
        public let visits: Int?
        public let remark: String?
        public let signedBy: String?
        public let signedAt: Int64?
        /// Milliseconds since 1970; nil where it never came here itself.
        public let lastContact: Int64?
        /// When the newest of its changes that arrived was recorded, by its own clock: what is known where it comes by a
        /// hub.
        public let lastRecorded: Int64?
        public let logs: [Log]
        /// Nil where it never told this node.
        public let program: Program?
        /// Nil where its last try did well, as far as it came here itself.
        public let failure: Failure?
        /// Changes of the machine that are kept and not admitted.
        public let heldBack: Int
    }

    /// Which machines are listed: a county has more of them than fit one page, and telling all about each takes time.
    public struct Part: Sendable {
        /// Only this machine, by its id. As text: a `RecordID` among the arguments of an asynchronous function, as Swift
        /// 6.3.1 builds it for debugging, has ended the process with a jump to address 0 (`VisitDrafts.add`).
        public var machine: String?
        /// Only devices that are still to return the day.
        public var isMissingOnly: Bool
        /// Which of so many devices, by area and name; nil for all of them.
        public var range: (@Sendable (Int) -> Range<Int>)?

        public init(
            machine: String? = nil, isMissingOnly: Bool = false, range: (@Sendable (Int) -> Range<Int>)? = nil
        ) {
            self.machine = machine
            self.isMissingOnly = isMissingOnly
            self.range = range
        }
    }

    public let date: String
    /// How many machines are to return the day, and how many have, whether they are listed or not.
    public let expected: Int
    public let returned: Int
    /// How many devices there are of those that were asked for.
    public let matching: Int
    /// The machines that are to return every day, by area and name.
    public let devices: [Row]
    /// The others of the area: hubs and the center.
    public let servers: [Row]
    public let conflicts: Int
    public let heldBack: Int
}
