extension [MemberDefinition] {
    /// The member that a group means when only one thing is said of it: the first required one, else the first text,
    /// else the first. `visitors=张三、李四` fills names, `risk=red` the level, `self_before=5` the score.
    var lead: MemberDefinition? {
        first { $0.isRequired } ?? first { $0.type.isText } ?? first
    }

    /// The member that `key` means by its name, its number or one of its labels.
    func member(meantBy key: String) -> MemberDefinition? {
        let wanted = FullWidth.halved(key).trimmed.lowercased()
        return first { member in
            member.name == wanted || String(member.number) == wanted
                || Language.allCases.contains {
                    FullWidth.halved(member.label.text(in: $0)).lowercased() == wanted
                }
        }
    }

    /// Whether `text` begins as `name=value` (or `名称：内容`) with a member's name.
    func beginsAsPair(_ text: String) -> Bool {
        guard let (key, _) = Self.pair(in: text) else { return false }
        return member(meantBy: key) != nil
    }

    /// What stands before and after the first equals sign or colon.
    static func pair(in text: some StringProtocol) -> (key: String, value: String)? {
        guard let sign = text.firstIndex(where: { "=＝:：".contains($0) }) else { return nil }
        return (text[..<sign].trimmed, text[text.index(after: sign)...].trimmed)
    }
}

extension ValueType {
    var isText: Bool {
        switch self {
        case .text, .longText: true
        default: false
        }
    }
}
