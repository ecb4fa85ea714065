public import CaseFile
import CaseStore
import Replication

/// The catalogue of a case's papers (卷内目录): for each slot whether the paper is here, is not needed, or is missing.
///
/// Source: DOMAIN.md section 3, 一案一档 catalogue; section 1, no. 25.
public struct DocumentCatalogue: Sendable {
    /// What is known of a slot.
    public enum State: String, Hashable, Sendable, CaseIterable {
        case present
        case notNeeded = "not_needed"
        /// Somebody said so, with the reason.
        case missing
        /// Required, and nobody has said anything about it.
        case unsaid
        /// One says that it is here, another that it is not.
        case disputed

        /// The words for it.
        public var label: Label {
            switch self {
            case .present: Label("有", "Here")
            case .notNeeded: Label("不需要", "Not needed")
            case .missing: Label("缺失", "Missing")
            case .unsaid: Label("没有登记", "Not recorded")
            case .disputed: Label("说法不一", "Disputed")
            }
        }
    }

    /// One line of the catalogue.
    public struct Slot: Sendable {
        /// A code of `document_slot`, or a county's own.
        public let code: String
        public let isRequired: Bool
        public let state: State
        /// The papers in it, by (date, id); those that are here first.
        public let papers: [RecordView]
        /// Why it is missing or not needed, each reason once.
        public let reasons: [String]
    }

    /// Required slots and those about which something was said, in the order of the catalogue.
    public let slots: [Slot]

    /// How many required papers are neither here nor said not to be needed.
    public var lackingCount: Int {
        slots.count { $0.isRequired && $0.state != .present && $0.state != .notNeeded }
    }

    package init(_ papers: [RecordView], catalog: Catalog) {
        func code(_ paper: RecordView) -> String? { paper.shown(DocumentSchema.slot).plainText }
        let known = (catalog.codeTable(.documentSlot)?.codes ?? []).map { $0.code }
        let used = Array(Set(papers.compactMap(code))).sorted()
        let codes = known + used.filter { !known.contains($0) }
        slots = codes.compactMap { slot in
            let isRequired = DocumentSlots.required.contains(slot)
            let own = papers.filter { code($0) == slot }
            guard isRequired || !own.isEmpty else { return nil }
            let reasons = own.compactMap { $0.shown(DocumentSchema.reason).plainText }.filter { !$0.isEmpty }
            return Slot(
                code: slot, isRequired: isRequired, state: DocumentCatalogue.state(of: own),
                papers: own.sorted { DocumentCatalogue.rank($0) < DocumentCatalogue.rank($1) },
                reasons: reasons.enumerated().filter { !reasons[..<$0.offset].contains($0.element) }.map(\.element))
        }
    }

    /// One paper that is here fills the slot; one that is missing counts before one that is not needed.
    private static func state(of papers: [RecordView]) -> State {
        let states = papers.compactMap { paper -> State? in
            if paper.field(DocumentSchema.state)?.isDisputed == true { return .disputed }
            return paper.shown(DocumentSchema.state).plainText.flatMap(State.init(rawValue:))
        }
        return [.present, .disputed, .missing, .notNeeded].first { states.contains($0) } ?? .unsaid
    }

    private static func rank(_ paper: RecordView) -> (Int, Int, RecordKey) {
        let isHere = paper.shown(DocumentSchema.state).plainText == State.present.rawValue
        return (isHere ? 0 : 1, paper.shown(DocumentSchema.date).date?.daysSince1970 ?? .max, paper.key)
    }
}
