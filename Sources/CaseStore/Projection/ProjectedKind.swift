import CaseFile
import Replication

/// What the projector asks the catalog of a kind, worked out once: a county's day asks it 45,000 times.
struct ProjectedKind {
    let definition: KindDefinition
    /// The registers whose values can name another record of a case file, or a campaign, by number.
    let referring: [RegisterNumber]
    /// The registers that say what a record belongs to, the one that counts first.
    let belonging: [RegisterNumber]
    /// The registers whose values can name a blob, by number.
    let attaching: [RegisterNumber]
    /// The registers whose words a search finds.
    let searched: SearchedRegisters
    private let required: [RegisterNumber]

    init(_ definition: KindDefinition, in catalog: Catalog) {
        self.definition = definition
        let listed = Set(
            catalog.kinds.filter { $0.scopeClass != .directory || RecordRows.isLinked($0.kind) }.map(\.kind))
        referring = definition.registers.filter { $0.type.mayRefer(toAnyOf: listed) }.map(\.number)
        belonging = Belonging.registers(of: definition)
        attaching = definition.registers.filter(\.type.mayAttach).map(\.number)
        searched = SearchedRegisters(definition)
        required = definition.registers.filter(\.isRequired).map(\.number)
    }

    /// Whether a register that the kind requires has no value.
    func lacksRequired(_ record: MergedRecord<some ChangeCodec>) -> Bool {
        required.contains { record.isEmpty($0) }
    }
}

extension ValueType {
    /// Whether a value of the type can name a record of one of the kinds.
    fileprivate func mayRefer(toAnyOf kinds: Set<RecordKind>) -> Bool {
        switch self {
        case .reference(let targets): !kinds.isDisjoint(with: targets)
        case .list(let item): item.mayRefer(toAnyOf: kinds)
        case .group(let members): members.contains { $0.type.mayRefer(toAnyOf: kinds) }
        default: false
        }
    }

    /// Whether a value of the type can name a blob.
    fileprivate var mayAttach: Bool {
        switch self {
        case .attachment: true
        case .list(let item): item.mayAttach
        case .group(let members): members.contains(where: \.type.mayAttach)
        default: false
        }
    }
}
