import CaseFile
import Replication

/// The registers of a kind whose words a search finds.
///
/// All texts that people write, but those that only who works on the case may see: a list of what was found stands on a
/// screen in the hall. How somebody felt is not looked for at all (DOMAIN.md section 4).
struct SearchedRegisters {
    private struct Searched {
        let register: RegisterNumber
        let type: ValueType
        let masksNumbers: Bool
    }

    private let registers: [Searched]

    init(_ definition: KindDefinition) {
        guard definition.scopeClass != .directory, definition.kind != EmotionSchema.recordKind else {
            registers = []
            return
        }
        registers = definition.registers.compactMap { register in
            guard register.sensitivity != .restricted, register.type.hasText else { return nil }
            return Searched(
                register: register.number, type: register.type,
                masksNumbers: register.sensitivity.masksNumbers)
        }
    }

    /// The texts of all readings of the record.
    func texts(of record: MergedRecord<some ChangeCodec>) -> [SearchedText] {
        var texts: [SearchedText] = []
        for searched in registers where !record.state[searched.register].isEmpty {
            for value in record.values(of: searched.register) {
                value.eachText(searched.type) { text in
                    let found = SearchedText(
                        register: searched.register, text: text, masksNumbers: searched.masksNumbers)
                    if !texts.contains(found) { texts.append(found) }
                }
            }
        }
        return texts
    }
}

extension ValueType {
    /// Whether a value of the type can have words that somebody wrote.
    fileprivate var hasText: Bool {
        switch self {
        case .text, .longText: true
        case .list(let item): item.hasText
        case .group(let members): members.contains { $0.type.hasText }
        default: false
        }
    }
}

extension Value {
    /// Each text in the value that its type takes for one.
    fileprivate func eachText(_ type: ValueType, _ body: (String) -> Void) {
        switch (self, type) {
        case (.text(let text), .text), (.text(let text), .longText): if !text.isEmpty { body(text) }
        case (.list(let items), .list(let item)): for value in items { value.eachText(item, body) }
        case (.group(let filled), .group(let members)):
            for member in filled {
                guard let type = members.first(where: { $0.number == member.number })?.type else { continue }
                member.value.eachText(type, body)
            }
        default: break
        }
    }
}
