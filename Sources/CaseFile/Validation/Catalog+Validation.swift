import Replication

extension Catalog {
    /// Everything that is wrong or doubtful in a draft, in the order of its values, then what is missing.
    ///
    /// With `isCreation`, registers that a new record must have are asked for; a correction needs to bring only what it
    /// changes. This is for what people write here. What arrives from another node is never refused for its content.
    public func problems(in draft: Draft, isCreation: Bool) -> [DraftProblem] {
        guard let kind = kind(draft.kind) else {
            return [
                DraftProblem(
                    .unknownKind, register: Lifecycle.register,
                    message: Label(
                        "此版本不认识第\(draft.kind.rawValue)类记录，请升级程序",
                        "this version does not know records of kind \(draft.kind.rawValue): update the program"))
            ]
        }
        var problems: [DraftProblem] = []
        var seen: [RegisterNumber] = []
        for (register, value) in draft.values {
            guard let definition = kind.register(register) else {
                problems.append(unknown(register, in: kind))
                continue
            }
            if seen.contains(register) { problems.append(writtenTwice(definition)) }
            seen.append(register)
            if isCreation, !definition.isAsked, value != .none { problems.append(notAsked(definition)) }
            var check = ValueCheck(catalog: self, register: definition)
            check.check(value)
            problems += check.problems
        }
        problems += missing(in: draft, of: kind, isCreation: isCreation)
        problems += CrossFieldRules.problems(in: draft, isCreation: isCreation)
        return problems
    }

    private func unknown(_ register: RegisterNumber, in kind: KindDefinition) -> DraftProblem {
        DraftProblem(
            .unknownRegister, register: register,
            message: Label(
                "“\(kind.label.zhHans)”没有编号为\(register.rawValue)的字段，请核对字段编号或升级程序",
                "\(kind.name) has no register \(register.rawValue): check the number or update the program"))
    }

    /// What is said late is not lost for it: a visit of the last day is often entered on the next.
    private func notAsked(_ definition: RegisterDefinition) -> DraftProblem {
        DraftProblem(
            .notAsked, .warning, register: definition.number,
            message: Label(
                "本县现在不填“\(definition.label.zhHans)”，请核对是否填错了地方",
                "the county does not ask \(definition.name) at present: check that it is meant"))
    }

    private func writtenTwice(_ definition: RegisterDefinition) -> DraftProblem {
        DraftProblem(
            .writtenTwice, register: definition.number,
            message: Label(
                "“\(definition.label.zhHans)”填写了两次，请只保留一个",
                "\(definition.name) is written twice: keep one"))
    }

    /// A required register that a creation does not bring, or that a correction would empty.
    private func missing(in draft: Draft, of kind: KindDefinition, isCreation: Bool) -> [DraftProblem] {
        kind.registers.filter { definition in
            guard definition.isRequired, draft.value(definition.number) == .none else { return false }
            return isCreation || draft.values.contains { $0.0 == definition.number }
        }.map { definition in
            DraftProblem(
                .missing, register: definition.number,
                message: Label("请填写“\(definition.label.zhHans)”", "\(definition.name) is missing: fill it in"))
        }
    }
}
