public import CaseFile
import CaseStore
import ReplicaStore
public import Replication

extension CaseWriting {
    /// Records what one side offers. Round and stage are those of the talks as they stand where `fields` do not say.
    public mutating func offer(_ key: RecordKey, side: String, _ fields: TypedFields) throws -> SavedRecord {
        let rounds = try reading.offers(ofCase: key)
        let code = catalog.codeTable(.partySide)?.code(meantBy: side)?.code ?? side
        var all: TypedFields = [("case", .string(key.id.description)), ("side", .string(code))] + fields
        if !all.contains(where: { $0.name == "round" }) { all.append(("round", .number(rounds.round(forSide: code)))) }
        if !all.contains(where: { $0.name == "stage" }), let stage = rounds.stage {
            all.append(("stage", .string(stage)))
        }
        return try create(RecordDraft(kind: "offer", fields: all), in: key.scope)
    }

    /// Records what the other side said to an offer, once; afterwards it is corrected like any field.
    ///
    /// Throws `CaseWorkError.offerAnswered`.
    public mutating func answer(
        _ key: RecordKey, _ members: [(String, FieldValue)], seen: SeenToken? = nil
    ) throws -> SavedRecord {
        guard key.kind == OfferSchema.recordKind, let record = try reading.merged(key) else {
            throw CaseWorkError.recordNotFound(key.id.description)
        }
        guard record.isEmpty(OfferSchema.response) else { throw CaseWorkError.offerAnswered }
        return try correct(RecordCorrection(record: key, fields: [("response", .object(members))], seen: seen))
    }

    /// Changes what an agreement or a milestone says, by agreement of the parties: the change is added to those that were
    /// made before, with its day and its reason, and `fields` are the new terms. What they were stays in the history.
    ///
    /// Throws `CaseWorkError.reasonMissing` where the reason is blank.
    public mutating func amend(
        _ key: RecordKey, _ amendment: [(String, FieldValue)], _ fields: TypedFields = []
    ) throws -> SavedRecord {
        let registers = [
            AgreementSchema.recordKind: AgreementSchema.amendments,
            MilestoneSchema.recordKind: MilestoneSchema.amendments,
        ]
        guard let number = registers[key.kind], let kind = catalog.kind(key.kind),
            let register = kind.register(number), case .list(let item) = register.type,
            let record = try reading.merged(key)
        else { throw CaseWorkError.recordNotFound(key.id.description) }
        guard case .string(let reason)? = amendment.first(where: { $0.0 == "reason" })?.1,
            !reason.allSatisfy(\.isWhitespace)
        else { throw CaseWorkError.reasonMissing }
        // What two people added without knowing of each other is all kept: adding is no dispute.
        var earlier: [Value] = []
        for reading in record.values(of: number) {
            guard case .list(let items) = reading else { continue }
            earlier += items.filter { !earlier.contains($0) }
        }
        for field in fields {
            guard let written = kind.register(named: field.name), record.values(of: written.number).count > 1 else {
                continue
            }
            let readings = record.values(of: written.number).map { value in
                Label(
                    catalog.text(for: value, as: written.type, in: .zhHans),
                    catalog.text(for: value, as: written.type, in: .en))
            }
            throw CaseWorkError.fieldDisputed(written.label, readings: readings)
        }
        let list = earlier.map { catalog.fieldValue(from: $0, as: item) } + [.object(amendment)]
        let state = record.state
        let all = try transaction.changes(touching: key).map(\.change)
        return try correct(
            RecordCorrection(
                record: key, fields: fields + [(register.name, .array(list))],
                seen: SeenToken(state.seenChanges, among: all), note: reason))
    }
}
