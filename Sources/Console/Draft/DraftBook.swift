import Crypto
import Foundation
import Replication

/// The unfinished forms of one person on this machine.
///
/// One value among those that only this machine keeps, so that whatever changes in it changes in one transaction: a
/// draft goes when its visit is saved, and not otherwise.
struct DraftBook: Codable, Sendable {
    /// A day of visits that nobody finished; beyond it somebody should look through them.
    static let draftsMax = 12
    /// A visit with its longest narrative, its demands and the names of the fields.
    static let bytesMax = 200_000

    /// How many saved forms are remembered, for a draft that arrives late.
    static let savedMax = 32

    /// A form that was saved, and what it held then.
    struct Saved: Codable, Sendable {
        let id: String
        let digest: String
        /// The record to which saving it led, as `PagePath.word`; books of an earlier version do not tell.
        let place: String?
    }

    /// The newest first.
    private(set) var drafts: [Draft] = []
    /// The newest first.
    private var saved: [Saved] = []

    /// Why a draft was not kept.
    enum Refusal: Error, Hashable, Sendable {
        case tooMany
        case tooLarge
    }

    static func key(_ person: RecordID) -> String { "pages/drafts/\(person)" }

    /// Reads what `bytes` wrote; empty where there is none. A book that cannot be read throws: overwriting it would lose
    /// what somebody wrote.
    init(_ bytes: [UInt8]?) throws {
        if let bytes { self = try JSONDecoder().decode(DraftBook.self, from: Data(bytes)) }
    }

    /// What is kept; nil where there is nothing to keep.
    var bytes: [UInt8]? {
        get throws { drafts.isEmpty && saved.isEmpty ? nil : Array(try JSONEncoder().encode(self)) }
    }

    func draft(_ id: RecordID) -> Draft? { drafts.first { $0.id == id.description } }

    /// Whether another window has kept something else under this draft since this one read it.
    func isChanged(since mark: DraftMark) -> Bool {
        guard let draft = draft(mark.id) else { return false }
        return draft.window != mark.window && draft.revision != mark.revision
    }

    /// Keeps what a form holds. Where another window has changed the draft meanwhile, it becomes a draft of its own under
    /// `other`: neither overwrites the other. So does what was changed after the form had been saved; a form that is
    /// saved as it stands leaves no draft behind, however late it asks. Throws `Refusal`.
    mutating func keep(
        _ input: FormInput, _ mark: DraftMark, otherwise other: RecordID, at now: Int64
    ) throws(Refusal) -> Draft {
        let fields = Draft.fields(of: input)
        guard fields.reduce(0, { $0 + $1[0].utf8.count + $1[1].utf8.count }) <= DraftBook.bytesMax else {
            throw .tooLarge
        }
        let before = saved.first { $0.id == mark.id.description }
        if let before, before.digest == Self.digest(fields) {
            return Draft(
                id: mark.id.description, revision: mark.revision, window: mark.window, keptAt: now, fields: fields)
        }
        let isForked = before != nil || isChanged(since: mark) && draft(mark.id)?.fields != fields
        let id = (isForked ? other : mark.id).description
        let replaced = drafts.first { $0.id == id }
        guard replaced != nil || drafts.count < DraftBook.draftsMax else { throw .tooMany }
        let draft = Draft(
            id: id, revision: (replaced?.revision ?? 0) + 1, window: mark.window, keptAt: now, fields: fields)
        drafts.removeAll { $0.id == id }
        drafts.insert(draft, at: 0)
        return draft
    }

    /// Takes a draft away; one that another window has changed meanwhile stays. True where it is gone.
    mutating func remove(_ mark: DraftMark) -> Bool {
        guard !isChanged(since: mark) else { return false }
        drafts.removeAll { $0.id == mark.id.description }
        return true
    }

    /// The form was saved: its draft goes. One that another window has changed meanwhile stays, and false is the answer.
    mutating func finish(_ mark: DraftMark, _ input: FormInput, at place: RecordKey) -> Bool {
        guard remove(mark) else { return false }
        let digest = Self.digest(Draft.fields(of: input))
        saved.insert(Saved(id: mark.id.description, digest: digest, place: PagePath.word(place)), at: 0)
        saved = Array(saved.prefix(DraftBook.savedMax))
        return true
    }

    /// Where this very form was saved before: a browser that got no answer sends it once more. Nil for one that was not
    /// saved, or that says something else by now.
    func savedBefore(_ mark: DraftMark, _ input: FormInput) -> RecordKey? {
        let digest = Self.digest(Draft.fields(of: input))
        return saved.first { $0.id == mark.id.description && $0.digest == digest }?.place.flatMap(PagePath.key)
    }

    private static func digest(_ fields: [[String]]) -> String {
        SHA256.hash(data: Array(fields.flatMap { $0 }.joined(separator: "\u{0}").utf8)).map { String($0, radix: 16) }
            .joined(separator: ".")
    }

    private enum CodingKeys: String, CodingKey { case drafts, saved }
}
