import CaseFile
import CaseStore
import CaseWork
import Replication

/// Values as they stand on a sheet: never one side of a disagreement as if it were settled.
struct SheetValues {
    let values: ShownValues

    /// The register's value; empty where there is none, to be written by hand.
    func text(_ register: RegisterNumber, of record: RecordView) throws -> String {
        guard record.field(register)?.isDisputed != true else { return values.words.text("sheet.disputed") }
        return try values.text(register, of: record) ?? ""
    }

    /// One member of the register's group.
    func text(_ register: RegisterNumber, member: UInt32, of record: RecordView) -> String {
        guard record.field(register)?.isDisputed != true else { return values.words.text("sheet.disputed") }
        return values.text(register, member: member, of: record) ?? ""
    }

    /// From when to when, as one line.
    func period(of visit: CaseFileView.Visit?, or record: RecordView? = nil) throws -> String {
        guard let record = visit?.record ?? record else { return "" }
        let registers = [VisitSchema.started, VisitSchema.ended]
        guard !registers.contains(where: { record.field($0)?.isDisputed == true }) else {
            return values.words.text("sheet.disputed")
        }
        let times = registers.map { register -> String in
            guard case .instant(let instant) = record.shown(register) else { return "" }
            return DayText.time(instant)
        }
        // The same day is not written twice.
        let end =
            times[1].hasPrefix(times[0].prefix(10)) && !times[0].isEmpty ? String(times[1].dropFirst(11)) : times[1]
        return end.isEmpty ? times[0] : "\(times[0]) – \(end)"
    }
}
