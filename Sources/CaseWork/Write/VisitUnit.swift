public import CaseFile
public import Replication

/// A visit with everything that was told at it, to be saved as one unit: the people met there for the first time, the
/// visit, how each felt, what they ask for, the follow-ups to come, and the case's next step.
///
/// The one place where these parts are put together, for the command line and for the page.
public struct VisitUnit: Sendable {
    /// What a person said of themselves: a number from 0 to 10, or that they would not say.
    public enum Rating: Hashable, Sendable {
        case score(Int64)
        case declined
    }

    /// What a person answered to the four questions of the PHQ-4.
    public struct Questionnaire: Sendable {
        /// Whether they agreed to it.
        public var consents: Bool
        /// In the order of the questions, each 0–3; nothing is filled in without consent.
        public var answers: [Int64?]

        public init(consents: Bool, answers: [Int64?]) {
            self.consents = consents
            self.answers = answers
        }

        /// Nil where there is neither consent nor an answer.
        fileprivate var field: FieldValue? {
            let names = ["anxious", "worry", "interest", "mood"]
            let given = zip(names, answers).compactMap { name, answer in answer.map { (name, FieldValue.number($0)) } }
            guard consents || !given.isEmpty else { return nil }
            return .object([("consent", .bool(consents))] + given)
        }
    }

    /// How one person felt.
    public struct Feeling: Sendable {
        /// The person as fields name records: a name, an id, or `@` and a local name.
        public var person: String
        /// Nil where nobody asked.
        public var before: Rating?
        public var after: Rating?
        /// The observer's view: a code or its label, with words of their own.
        public var observed: String?
        public var observerWords: String?
        /// Nil where nobody was asked to fill it in.
        public var questionnaire: Questionnaire?
        /// What else is recorded of it, such as what the county asks.
        public var more: TypedFields = []

        public init(
            person: String, before: Rating? = nil, after: Rating? = nil, observed: String? = nil,
            observerWords: String? = nil
        ) {
            self.person = person
            self.before = before
            self.after = after
            self.observed = observed
            self.observerWords = observerWords
        }

        fileprivate func fields(at visit: String) -> TypedFields {
            var fields: TypedFields = [("visit", .string(visit)), ("person", .string(person))]
            var view: [(String, FieldValue)] = []
            if let observed { view.append(("label", .string(observed))) }
            if let observerWords { view.append(("words", .string(observerWords))) }
            if !view.isEmpty { fields.append(("observed", .object(view))) }
            if let answers = questionnaire?.field { fields.append(("questionnaire", answers)) }
            for (name, rating) in [("self_before", before), ("self_after", after)] {
                switch rating {
                case .score(let score): fields.append((name, .object([("score", .number(score))])))
                case .declined: fields.append((name, .object([("refused", .bool(true))])))
                case nil: break
                }
            }
            return fields + more
        }
    }

    /// Which part of the visit a draft of the unit is, with its place among those of its sort.
    public enum Part: Hashable, Sendable {
        case newcomer(Int)
        case visit
        case feeling(Int)
        case demand(Int)
        case plan(Int)
    }

    /// By which the other parts name the visit.
    public static let localName = "visit"

    public var visit: TypedFields
    /// The planned visit that was made now, as fields name records; nil where nobody had planned it. Its record is filled
    /// in, and no other is made.
    public var planned: String?
    /// People whom nobody has recorded yet, each with a local name.
    public var newcomers: [RecordDraft] = []
    public var feelings: [Feeling] = []
    /// Without case and visit, which are added.
    public var demands: [TypedFields] = []
    /// Without the case, which is added.
    public var plans: [TypedFields] = []
    /// The case as fields name records; nil where the visit has none, and then no demand, plan or next step either.
    public var caseFile: String?
    /// What the case's next step is to be; nil leaves it.
    public var nextStep: FieldValue?

    public init(visit: TypedFields, caseFile: String?) {
        self.visit = visit
        self.caseFile = caseFile
    }

    /// Whether there is a part that can only stand in a case.
    public var needsCase: Bool { !demands.isEmpty || !plans.isEmpty || nextStep != nil }

    /// The new records in the order in which they are saved, without a visit that was planned. `id` makes the visit one that
    /// cannot be saved twice.
    public func drafts(id: RecordID? = nil) -> [(part: Part, draft: RecordDraft)] {
        let reference = planned ?? "@" + VisitUnit.localName
        let atVisit: TypedFields = [("visit", .string(reference))]
        var drafts: [(part: Part, draft: RecordDraft)] = newcomers.enumerated().map { (.newcomer($0), $1) }
        if planned == nil {
            drafts.append(
                (.visit, RecordDraft(kind: "visit", id: id, localName: VisitUnit.localName, fields: visitFields)))
        }
        drafts += feelings.enumerated().map {
            (.feeling($0), RecordDraft(kind: "emotion", fields: $1.fields(at: reference)))
        }
        drafts += demands.enumerated().map {
            (.demand($0), RecordDraft(kind: "demand", fields: ofCase + $1 + atVisit))
        }
        drafts += plans.enumerated().map { (.plan($0), RecordDraft(kind: "follow_up_plan", fields: ofCase + $1)) }
        return drafts
    }

    private var ofCase: TypedFields { caseFile.map { [("case", .string($0))] } ?? [] }

    /// What is written into the visit itself; one that was planned has its case already.
    public var visitFields: TypedFields { planned == nil ? ofCase + visit : visit }

    /// What is written over the case; empty where its next step stays.
    public var caseFields: TypedFields { nextStep.map { [("next", $0)] } ?? [] }
}
