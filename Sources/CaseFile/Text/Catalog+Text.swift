public import Replication

extension Catalog {
    /// Reads what a person typed as a value of `type`; `Value.none` for a blank text.
    ///
    /// Full-width digits and signs count as plain ones. Money is typed in 元 (or 万元) and held in 分; a time without an
    /// offset is Shanghai's; a code may be given by its code or a label; a reference is a record id, with `kind:` before
    /// it where several kinds are possible; lists are divided by `、` or `;`; a group is `name=value; name=value`, or
    /// only the value of its first required member. `scopeClass` is where the record lives that will hold the value.
    /// Throws `ValueTextError` for anything else.
    public func value(
        from text: String, as type: ValueType, in scopeClass: ScopeClass = .village
    ) throws(ValueTextError) -> Value {
        try ValueReader(catalog: self, scopeClass: scopeClass).value(from: text, as: type)
    }

    /// Reads a JSON-shaped value as a value of `type`; strings are read as typed text. Throws `ValueTextError`.
    public func value(
        from field: FieldValue, as type: ValueType, in scopeClass: ScopeClass = .village
    ) throws(ValueTextError) -> Value {
        try ValueReader(catalog: self, scopeClass: scopeClass).value(from: field, as: type)
    }

    /// Reads the value of one register; errors name the register. A register that the catalog does not know cannot be
    /// written, since nobody could say what it holds.
    public func value(
        from field: FieldValue, for register: RegisterNumber, of kind: RecordKind
    ) throws(ValueTextError) -> Value {
        guard let definition = self.kind(kind), let registerDefinition = definition.register(register) else {
            throw ValueTextError(
                given: JSONText.line(field), path: [label(of: kind), label(of: register, in: kind)],
                accepted: Label("本版本认识的字段", "a register that this version knows"))
        }
        do {
            return try value(from: field, as: registerDefinition.type, in: definition.scopeClass)
        } catch {
            throw error.within(registerDefinition.label)
        }
    }

    /// Reads the value of one register from typed text; errors name the register.
    public func value(
        from text: String, for register: RegisterNumber, of kind: RecordKind
    ) throws(ValueTextError) -> Value {
        try value(from: .string(text), for: register, of: kind)
    }

    /// Shows a value as text: codes by their label, money in 元, times of Shanghai. Never fails; a nil type stands for a
    /// register that the catalog does not know.
    ///
    /// It is for people to read. Read back, it gives the same value unless a text within a list or group holds a sign
    /// that divides them (`、` or `;`): forms edit such values member by member, files carry `fieldValue(from:as:)`.
    public func text(
        for value: Value, as type: ValueType?, in language: Language, from scopeClass: ScopeClass = .village
    ) -> String {
        ValueWriter(catalog: self, scopeClass: scopeClass, language: language).text(for: value, as: type)
    }

    /// Shows the value of one register as text.
    public func text(
        for value: Value, of register: RegisterNumber, in kind: RecordKind, language: Language
    ) -> String {
        let definition = self.kind(kind)
        return text(
            for: value, as: definition?.register(register)?.type, in: language,
            from: definition?.scopeClass ?? .village)
    }

    /// Gives a value in the shape of JSON; `value(from:as:)` reads it back where the type is known.
    public func fieldValue(
        from value: Value, as type: ValueType?, in scopeClass: ScopeClass = .village
    ) -> FieldValue {
        ValueWriter(catalog: self, scopeClass: scopeClass, language: .zhHans).fieldValue(from: value, as: type)
    }

    /// Gives the value of one register in the shape of JSON.
    public func fieldValue(from value: Value, of register: RegisterNumber, in kind: RecordKind) -> FieldValue {
        let definition = self.kind(kind)
        return fieldValue(
            from: value, as: definition?.register(register)?.type, in: definition?.scopeClass ?? .village)
    }

    /// The name of a kind, or its number where it is unknown.
    func nameOrNumber(_ kind: RecordKind) -> String {
        self.kind(kind)?.name ?? String(kind.rawValue)
    }

    /// The scope that a reference to `kind` means without saying so: the directory for its kinds, seen from outside it.
    func impliedScope(of kind: RecordKind, from scopeClass: ScopeClass) -> ScopeID? {
        scopeClass == .village && self.kind(kind)?.scopeClass == .directory ? .directory : nil
    }
}
