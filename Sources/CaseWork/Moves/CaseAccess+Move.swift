import CaseFile
import CaseStore
public import Replication

extension CaseAccess {
    /// Where something is to be moved: to the ordinary records of an area that people name. Nil for `on` is today.
    ///
    /// Throws `CaseWorkError` for an area that nobody knows or that has no records.
    public func moveOrder(to area: String, on day: CivilDate?, reason: String?) throws -> MoveOrder {
        let scope = try directory.scope(meantBy: area)
        guard let place = scope.area.flatMap({ directory.area($0) }), let on = day ?? today else {
            throw CaseWorkError.unknownName(area, of: Label("区域", "area"))
        }
        return MoveOrder(to: place, scope: scope.number, on: on, reason: reason)
    }

    /// The names of the machines below the center that may write all of these scopes, sorted.
    public func machines(writing scopes: [ScopeID]) -> [String] {
        directory.devices.filter { device in
            guard let key = engine.authority.key(ofDevice: device.id), let rights = engine.authority.device(key.hash)
            else { return false }
            return rights.end == nil && scopes.allSatisfy(rights.writes.contains)
        }.map(\.name).sorted()
    }

    /// The open handover of a case to another area, with where it is to go.
    ///
    /// Throws `CaseWorkError.handoverMissing` where none is open, and `.recordAmbiguous` for several.
    public func openHandover(
        of file: RecordKey, on day: CivilDate?, reason: String?
    ) throws -> (handover: RecordKey, order: MoveOrder) {
        let open = try reading.openHandovers(of: file)
        guard let handover = open.first, let area = try reading.merged(handover)?.shown(HandoverSchema.area).reference
        else { throw CaseWorkError.handoverMissing }
        guard open.count == 1 else { throw CaseWorkError.recordAmbiguous(areaName(of: file.scope), open) }
        return (handover, try moveOrder(to: area.id.description, on: day, reason: reason))
    }
}

extension CaseReading {
    /// Handovers of a case to another area that nobody has answered, by id.
    func openHandovers(of file: RecordKey) throws -> [RecordKey] {
        try queries.children(of: file, kind: HandoverSchema.recordKind).filter { key in
            guard key.scope == file.scope, let record = try merged(key) else { return false }
            return record.isEmpty(HandoverSchema.answer) && !record.isEmpty(HandoverSchema.area)
        }
    }
}
