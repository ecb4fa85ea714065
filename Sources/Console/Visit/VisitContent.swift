import CaseFile
import CaseStore
import CaseWork
import ReplicaStore
import Replication

/// The visit form as its template shows it.
struct VisitContent: Sendable {
    /// Somebody whom one may meet, with their scales.
    struct Person: Sendable {
        let name: String
        let detail: String
        let hereName: String
        let hereID: String
        let isHere: Bool
        let before: VisitScale
        let after: VisitScale
        let feelingName: String
        let feelingID: String
        let feelings: [FormField.Option]
        let wordsName: String
        let wordsID: String
        let wordsValue: String
        let isObserved: Bool
        let problem: String?
        /// The four questions of the PHQ-4, which need consent.
        let consentName: String
        let consentID: String
        let isConsented: Bool
        let questions: [Question]
        let isAsked: Bool
        let questionnaireProblem: String?
        /// What the county asks of how somebody feels.
        let county: [FormField]
    }

    /// One question of the questionnaire.
    struct Question: Sendable {
        let text: String
        let name: String
        let id: String
        let value: String
    }

    /// Somebody whom nobody has recorded yet.
    struct Newcomer: Sendable {
        let number: Int
        let name: String
        let value: String
        let problem: String?
        /// Names the household that they may be recorded into; nil where there is none.
        let home: String?
        let isHome: Bool
        let namesakes: [FormField.Option]
        let hasNamesakes: Bool
        let person: Person
        let isOpen: Bool
        let isLast: Bool
        let shownName: String?
        /// What the county asks of people.
        let county: [FormField]
    }

    struct Demand: Sendable {
        let number: Int
        let text: String
        let people: [FormField.Option]
        let problem: String?
        /// What the county asks of demands.
        let county: [FormField]
    }

    struct Hidden: Sendable {
        let name: String
        let value: String
    }

    let caseTitle: String?
    let caseHref: String?
    let householdTitle: String?
    let areaName: String?
    let hasSubject: Bool
    /// Where the visit may be written; empty where its case or household says so, or only one is possible.
    let places: [PlaceChoice]
    let hasPlaces: Bool
    let hidden: [Hidden]
    let people: [Person]
    /// People of a large household who were not met: folded.
    let others: [Person]
    let hasOthers: Bool
    let newcomers: [Newcomer]
    let othersValue: String
    let mode: FormField?
    let narrative: FormField?
    let demands: [Demand]
    /// What the county asks at every visit.
    let county: [FormField]
    let hasCounty: Bool
    let next: [FormField]
    let safety: [FormField]
    /// What is asked where there is danger.
    let danger: [FormField]
    let isDanger: Bool
    let plan: [FormField]
    /// What a plan rarely needs: folded.
    let planMore: [FormField]
    let isPlanMoreWrong: Bool
    let more: [FormField]
    let isMoreWrong: Bool
    let companionsValue: String
    let state: DraftState
    /// A draft about the same that was left unfinished.
    let unfinishedHref: String?
    /// What is wrong with the form as a whole.
    let problems: [String]
    let hasProblems: Bool
    let notice: String?
    let canDiscard: Bool
    /// What was prepared; nil where nobody planned the visit.
    let preparation: VisitPreparationLines?
}

/// How the draft stands: part of the form, and the answer to the script that keeps it.
struct DraftState: Sendable {
    /// Whose it is: nobody else's session may send it.
    let owner: String
    let draftID: String
    let revision: Int
    let window: String
    let text: String?
    let isProblem: Bool

    init(
        owner: RecordID, id: RecordID, revision: Int, window: String, text: String? = nil, isProblem: Bool = false
    ) {
        self.owner = owner.description
        draftID = id.description
        self.revision = revision
        self.window = window
        self.text = text
        self.isProblem = isProblem
    }
}
