import CaseFile
import CaseWork
import Causality
import Replication

/// One record as the page shows it: what it says, every side of a disagreement, and its history.
struct DossierRecord: Sendable {
    /// A field with its readings.
    struct Field: Sendable {
        let label: String
        let isDisputed: Bool
        let readings: [Reading]
    }

    /// One of the values that a field has.
    struct Reading: Sendable {
        let text: String
        let voices: String
    }

    /// A change of the record.
    struct Entry: Sendable {
        let time: String
        let who: String
        let standing: String?
        let note: String?
        let isMasked: Bool
        let writes: [Write]
        let change: String
        let place: String
    }

    /// What a change wrote.
    struct Write: Sendable {
        let label: String
        let text: String
        let isReplaced: Bool
    }

    let anchor: String
    let title: String
    let id: String
    let isWithdrawn: Bool
    let withdrawalReason: String?
    let isDisputed: Bool
    let fields: [Field]
    let entries: [Entry]

    init(_ view: RecordView, _ dossier: Dossier<some ChangeCodec>, _ words: Words) throws {
        let key = view.key
        func label(_ register: RegisterNumber) -> String {
            dossier.catalog.label(of: register, in: key.kind).text(in: dossier.language)
        }
        anchor = "r\(key.id)"
        title = try dossier.names.title(of: key)?.text(in: dossier.language) ?? ""
        id = "\(key.id)"
        isWithdrawn = view.isWithdrawn
        withdrawalReason = view.withdrawalReason
        isDisputed = view.isDisputed
        fields = try view.fields.compactMap { field in
            let readings = try field.readings.map { reading in
                Reading(
                    text: try dossier.text(reading.value, field.register, in: key),
                    voices: reading.siblings.map {
                        "\(dossier.directory.name(ofUser: $0.author)) \(ExportTime.text($0.recordedAt))"
                    }.joined(separator: "；"))
            }
            if readings.count == 1, readings[0].text.isEmpty { return nil }
            return Field(label: label(field.register), isDisputed: field.isDisputed, readings: readings)
        }
        entries = try dossier.history(of: key).map { told in
            let names = [told.body.author, told.body.enteredBy].compactMap(\.self).map {
                dossier.directory.name(ofUser: $0)
            }
            let writes = told.body.writes.filter { $0.register != ChangeNote.register }
            return Entry(
                time: ExportTime.text(told.body.recordedAt), who: DossierRecord.who(names, words),
                standing: told.change.standing == .applied
                    ? nil : words.text("dossier.standing.\(told.change.standing.word)"),
                note: dossier.note(of: told.body), isMasked: told.change.isMasked,
                writes: try writes.map { write in
                    Write(
                        label: label(write.register),
                        text: try dossier.text(dossier.codec.decode(write.value), write.register, in: key),
                        isReplaced: !dossier.stands(told.change.change, write.register, in: view))
                }, change: "\(told.change.change)", place: "\(told.change.log.replica) #\(told.change.seq)")
        }
    }

    /// Who spoke, and who typed where that is another.
    static func who(_ names: [String], _ words: Words) -> String {
        guard names.count > 1 else { return names.first ?? "" }
        return words.text("dossier.typed", ["author": names[0], "typist": names[1]])
    }
}
