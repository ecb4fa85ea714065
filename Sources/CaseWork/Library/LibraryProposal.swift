import CaseFile
import CaseStore
public import Replication

/// A library case as it would be told of a case, before anybody has checked it.
public struct LibraryProposal: Sendable {
    public let title: AnonymousText
    public let text: AnonymousText
    public let method: AnonymousText
    public let procedure: AnonymousText
    /// Codes of `event_category`, `mediation_category` and `visit_method`.
    public let category: String?
    public let mediationCategory: String?
    public let methods: [String]
    /// Policies that its demands rest on.
    public let policies: [RecordKey]

    /// All that was replaced, each thing once.
    public var replacements: [AnonymousText.Replacement] {
        var all: [AnonymousText.Replacement] = []
        for one in [title, text, method, procedure].flatMap(\.replacements) {
            if let index = all.firstIndex(where: { $0.original == one.original && $0.kind == one.kind }) {
                all[index].count += one.count
            } else {
                all.append(one)
            }
        }
        return all
    }

    /// All that somebody should look at, each thing once.
    public var suspicions: [AnonymousText.Suspicion] {
        var all: [AnonymousText.Suspicion] = []
        for one in [title, text, method, procedure].flatMap(\.suspicions) {
            if let index = all.firstIndex(where: { $0.text == one.text && $0.reason == one.reason }) {
                all[index].count += one.count
            } else {
                all.append(one)
            }
        }
        return all
    }
}

/// What the writer of a proposal wants otherwise; nil leaves what the program made of the case.
public struct LibraryWording: Sendable {
    public var title: String?
    public var text: String?
    public var method: String?
    public var procedure: String?
    /// Further words to be replaced, with what stands for them.
    public var replacing: [(text: String, placeholder: String)]

    public init(
        title: String? = nil, text: String? = nil, method: String? = nil, procedure: String? = nil,
        replacing: [(text: String, placeholder: String)] = []
    ) {
        self.title = title
        self.text = text
        self.method = method
        self.procedure = procedure
        self.replacing = replacing
    }
}

extension CaseReading {
    /// The newest review of a case; nil where nobody wrote one.
    func review(of file: CaseFileView) -> RecordView? {
        file.others.filter { $0.key.kind == ReviewSchema.recordKind }.max {
            ($0.shown(ReviewSchema.on).date?.daysSince1970 ?? 0, $0.key)
                < ($1.shown(ReviewSchema.on).date?.daysSince1970 ?? 0, $1.key)
        }
    }

    /// What the library would tell of a case: its demands and its review, without names.
    ///
    /// What the writer typed goes through the same pass, so that a name cannot come back in by an edit. Throws
    /// `CaseWorkError.reviewMissing` where nobody reviewed the case.
    public func proposal(of key: RecordKey, _ wording: LibraryWording = LibraryWording()) throws -> LibraryProposal {
        let file = try caseFile(key)
        guard let review = review(of: file) else { throw CaseWorkError.reviewMissing }
        let anonymiser = try anonymiser(of: file, replacing: wording.replacing)
        func words(_ register: RegisterNumber) -> String? { review.shown(register).plainText }
        // The library is for everybody: what was demanded back to back is not.
        let open = file.demands.filter { demand in
            directory.scope(demand.key.scope)?.isRestricted != true
        }
        let demands = open.compactMap { $0.shown(DemandSchema.text).plainText }
        let parts: [(String, String?)] = [
            ("诉求", demands.isEmpty ? nil : demands.joined(separator: "\n")), ("经过", words(ReviewSchema.happened)),
            ("有效做法", words(ReviewSchema.helped)),
        ]
        let text = parts.compactMap { label, text in text.map { "\(label)：\($0)" } }.joined(separator: "\n")
        var methods: [String] = []
        for visit in file.visits {
            guard case .list(let codes) = visit.record.shown(VisitSchema.methods) else { continue }
            for code in codes.compactMap(\.plainText) where !methods.contains(code) { methods.append(code) }
        }
        var policies: [RecordKey] = []
        for demand in open {
            for reference in demand.shown(DemandSchema.policies).references {
                let policy = reference.key(from: demand.key)
                if !policies.contains(policy) { policies.append(policy) }
            }
        }
        func anonymous(_ typed: String?, _ own: String?) -> AnonymousText { anonymiser.anonymous(typed ?? own ?? "") }
        return LibraryProposal(
            title: anonymous(wording.title, file.record.shown(CaseSchema.title).plainText),
            text: anonymous(wording.text, text), method: anonymous(wording.method, words(ReviewSchema.method)),
            procedure: anonymous(wording.procedure, words(ReviewSchema.procedure)),
            category: file.record.shown(CaseSchema.category).plainText,
            mediationCategory: file.record.shown(CaseSchema.mediationCategory).plainText, methods: methods,
            policies: policies)
    }
}
