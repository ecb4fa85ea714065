public import CaseFile
public import Replication

/// What a use case refuses, before anything is stored: what was given, and what to do next.
public enum CaseWorkError: Error, Hashable, Sendable {
    // What is written.
    case unknownKind(String, known: [String])
    case unknownField(String, kind: Label, known: [String])
    case fieldWrittenTwice(Label)
    /// The lifecycle and the note on a change have commands of their own.
    case reservedField(Label)
    case badValue(ValueTextError)
    case invalid([DraftProblem])
    case nothingToWrite(RecordKey)
    case reasonMissing
    case kindOfOtherScope(Label, ScopeID)
    case recordOfOtherScope(RecordKey, ScopeID)

    // Which record is meant.
    case unknownLocalName(String)
    case localNameTwice(String)
    case recordNotFound(String)
    case recordAmbiguous(String, [RecordKey])
    case recordExists(RecordKey)
    case recordWithdrawn(RecordKey)
    case recordNotWithdrawn(RecordKey)
    /// Two records that cannot be one person or one household.
    case notComparable(RecordKey, RecordKey)
    /// Several records bear the name; at most ten of them are listed.
    case recordsOfOneName(String, count: Int, candidates: [Label])
    case unknownName(String, of: Label)
    case ambiguousName(String, of: Label, matches: [String])

    // What the county sets.
    /// An addition to the catalog that would have no effect, and why.
    case countyRefused(String, Label)
    /// Another question of the kind, or another code of the table, has the name or the words.
    case nameTaken(String, in: Label)
    /// The end is not after the beginning.
    case datesReversed(from: String, until: String)
    case onlyAtTheCenter

    // Where this machine may write.
    case noWritableScope
    /// Several areas are possible; each by code and name.
    case scopeMissing([String])
    case scopeNotWritable(String)
    /// Words for named readers, and no restricted scope of the purpose that this machine may write; whether there is one.
    case restrictedScopeMissing(Label, area: String, isThere: Bool)

    // What moves.
    /// It lives in that area already.
    case livesThere(String)
    /// What is read by named people alone does not move, and nothing moves there; the scope.
    case staysWithItsReaders(String)
    /// It lives in another area since, which is named.
    case movedAway(String)
    /// It was asked already, and not answered.
    case handoverOpen(String)
    /// Nobody asked.
    case handoverMissing
    case areaEnded(String)
    case areaIntoItself(String)

    // What the author was looking at.
    case fieldDisputed(Label, readings: [Label])
    case fieldNotDisputed(Label)
    case readingNotFound(String, Label)
    case tokenMalformed(String)
    case tokenUnknown(String)
    case tokenAmbiguous(String)

    // What is attached.
    case cannotAttach(Label)
    case attachedAlready
    case fileMissing
    case fileEmpty
    case fileTooLarge(bytes: Int, most: Int)
    case fileOfUnknownForm(accepted: [String])

    // What is due.
    /// Nothing of the record is open.
    case nothingDue(String)
    /// A promise to call again is kept by a visit or a follow-up.
    case doneByContact
    case notLater(CivilDate)
    case lengthMissing
    case cannotExtend(Label)
    case cannotSuspend
    case suspendedAlready
    case notSuspended
    /// A rule that nobody knows needs more than a length.
    case ruleIncomplete(String, missing: [Label])
    case holidayFileUnreadable
    case holidayDayInvalid(String, year: Int)
    case holidayDayTwice(String)
    case holidayFileEmpty(year: Int)

    // What a closed case leaves to others.
    /// A review looks back on a case that is closed.
    case caseNotClosed
    case reviewPartsMissing([Label])
    case reviewMissing
    /// A policy would take its own place, directly or by way of others.
    case policyRound
    /// The case is not marked as a long-standing one.
    case notBacklog
    /// Something is said to be met, and this many things of it are open.
    case checkedAgainstRecords(Label, count: Int)
    /// The side has answered already, or what is answered is no offer.
    case offerAnswered
    // Meetings, teams, consultations, obstacles.
    case refused(WorkRefusal)

    // Files.
    case fileNotUTF8
    case fileNotText
    case fileTooLong(lines: Int, most: Int)
    case quoteUnclosed
    case headerMissing
    case columnMissing(Label)
    case columnUnknown(String, known: [String])
    case columnTwice(String)
    // Ledgers.
    case ledger(LedgerRefusal)
    case importRefused([ImportProblem])
}

/// What is wrong with one line of a file.
public struct ImportProblem: Hashable, Sendable {
    /// From 1, as an editor counts.
    public let line: Int
    /// The column or member; nil where the line as a whole is wrong.
    public let field: String?
    public let message: Label

    public init(line: Int, field: String?, message: Label) {
        self.line = line
        self.field = field
        self.message = message
    }

    /// One sentence with line and field.
    public func text(in language: Language) -> String {
        let words = Words(language)
        guard let field else {
            return words.text("import.line", ["line": "\(line)", "message": message.text(in: language)])
        }
        return words.text(
            "import.line_and_field", ["line": "\(line)", "field": field, "message": message.text(in: language)])
    }
}

extension CaseWorkError: CustomStringConvertible {
    public var description: String { message(in: .en) }

    /// The sentences in both languages.
    public var label: Label { Label(message(in: .zhHans), message(in: .en)) }
}
