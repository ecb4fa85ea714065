import CaseFile
import CaseStore
import Causality
import Foundation
import ReplicaStore
import Replication
import WireProtocol

/// The county that is measured: its center before the day on disk, and every device with its day written.
final class MeasuredCounty {
    /// One device after its day, before it has sent anything of it.
    struct DeviceDay {
        let name: String
        let scope: ScopeID
        let machine: Machine<MemoryStorage>
        /// The lines of the workload that it wrote.
        let lines: [String]
        /// The first request of the evening's session.
        let request: [UInt8]
        /// The changes in the request, as they arrive.
        let changes: [StoredChange]
    }

    let days: [DeviceDay]
    let anchors: TrustAnchors
    let centerKey: MachineKey
    let workload: Workload
    /// Every village with its scope, by name.
    let villages: [(village: String, scope: ScopeID)]
    /// Knows the names of the cases that were there before the day.
    let baselineWriter: DraftWriter
    let centerFolder: URL
    let folder: URL
    let time: Int64

    /// Where the center's store lies before the day: after the county was set up and its cases were entered.
    init(_ workload: Workload, in folder: URL) throws {
        guard let first = workload.changes.first else { throw WorkloadError.empty }
        self.folder = folder
        self.workload = workload
        time = first.wallclock
        let centerKey = try MachineKey(machine: "center")
        self.centerKey = centerKey
        anchors = TrustAnchors(keys: [centerKey.key])
        centerFolder = folder.appending(path: "center")
        var writer = DraftWriter()
        let scopes = MeasuredCounty.scopes(workload)
        let devices = try MeasuredCounty.devices(workload)

        let storage = try MeasuredCounty.store(centerFolder)
        let center = try Machine(name: "center", signer: centerKey, storage: storage, anchors: anchors, time: time)
        let observer = try MachineKey(machine: "observer")
        try center.setUp(
            scopes: scopes.map(\.scope),
            devices: devices.map { ($0.key.key, $0.name, $0.scope) } + [
                (observer.key, "observer", MeasuredCounty.unused)
            ])
        for (village, scope) in scopes {
            let drafts = try workload.baseline.filter { $0.village == village }.map {
                try writer.draft($0, author: centerKey.key.device, supersedes: [])
            }
            if !drafts.isEmpty { _ = try center.save(drafts, in: scope) }
        }

        villages = scopes
        baselineWriter = writer

        // Every device starts with the directory and its village's cases, as the center sent them.
        let directory = try Machine(
            name: "observer", signer: observer, storage: MemoryStorage(), anchors: anchors, time: time)
        _ = try directory.exchange(with: center)
        var villageStates: [ScopeID: MemoryStorage.State] = [:]
        var days: [DeviceDay] = []
        for device in devices {
            let name = device.name
            if villageStates[device.scope] == nil {
                let first = Machine(
                    name: name, signer: device.key, storage: MemoryStorage(state: directory.storage.state),
                    engine: directory.engine, time: time)
                _ = try first.exchange(with: center)
                villageStates[device.scope] = first.storage.state
            }
            let machine = Machine(
                name: name, signer: device.key,
                storage: MemoryStorage(state: villageStates[device.scope] ?? MemoryStorage.State()),
                engine: directory.engine, time: time)
            let changes = try machine.writeDay(device.changes, in: device.scope, &writer)
            // One commit a device: a day that is larger than the first batch goes in one larger batch here.
            var session = ExchangeSession(batchBytes: Limits.batchBytes)
            days.append(
                DeviceDay(
                    name: name, scope: device.scope, machine: machine, lines: device.changes.map(\.line),
                    request: try machine.nextRequest(&session), changes: changes))
        }
        self.days = days
        try storage.close()
    }

    /// A center as it was before the day, or as `source` has it, on files of its own.
    func freshCenter(_ name: String, copyOf source: URL? = nil) throws -> Machine<SQLiteReplicaStorage> {
        let copy = folder.appending(path: name)
        try? FileManager.default.removeItem(at: copy)
        try FileManager.default.copyItem(at: source ?? centerFolder, to: copy)
        try MeasuredCounty.flush(copy)
        return try Machine(
            name: name, signer: centerKey, storage: try MeasuredCounty.store(copy), anchors: anchors, time: time)
    }

    /// Waits until the files of `folder` are on the disk: what a copy left to be written must not be paid for by the first
    /// commits that are timed.
    private static func flush(_ folder: URL) throws {
        for file in try FileManager.default.contentsOfDirectory(atPath: folder.path) {
            let handle = try FileHandle(forUpdating: folder.appending(path: file))
            try handle.synchronize()
            try handle.close()
        }
    }

    /// A device on a store on disk that has what the village's devices had before the day.
    func freshDevice(_ name: String, like day: DeviceDay) throws -> Machine<SQLiteReplicaStorage> {
        let device = try emptyDevice(name, like: day)
        let center = try freshCenter("center-of-\(name)")
        // Its key is enrolled in the directory that it is about to receive.
        _ = try device.exchange(with: center)
        try center.storage.close()
        return device
    }

    /// The machine of a device after it joined and before its first sync.
    func emptyDevice(_ name: String, like day: DeviceDay) throws -> Machine<SQLiteReplicaStorage> {
        let path = folder.appending(path: name)
        try? FileManager.default.removeItem(at: path)
        return try Machine(
            name: name, signer: day.machine.signer, storage: try MeasuredCounty.store(path), anchors: anchors,
            time: time)
    }

    static func store(_ folder: URL) throws -> SQLiteReplicaStorage {
        try SQLiteReplicaStorage(
            folder: folder.path, projector: CaseProjector(codec: ProtobufChangeCodec(), catalog: .current))
    }

    /// A scope without a record, for the machine that only fetches the directory.
    private static let unused = ScopeID(rawValue: 0x0FFF)

    private static func scopes(_ workload: Workload) -> [(village: String, scope: ScopeID)] {
        Set(workload.changes.map(\.village)).sorted().enumerated().map { index, village in
            (village, ScopeID(rawValue: 0x1000 + UInt64(index)))
        }
    }

    private static func devices(
        _ workload: Workload
    ) throws -> [(name: String, key: MachineKey, scope: ScopeID, changes: [WorkloadChange])] {
        var places: [String: Int] = [:]
        var devices: [(name: String, key: MachineKey, scope: ScopeID, changes: [WorkloadChange])] = []
        let scopes = Dictionary(uniqueKeysWithValues: scopes(workload).map { ($0.village, $0.scope) })
        for change in workload.changes {
            if let place = places[change.device] {
                devices[place].changes.append(change)
            } else {
                places[change.device] = devices.count
                devices.append(
                    (
                        change.device, try MachineKey(machine: change.device), scopes[change.village] ?? unused,
                        [change]
                    ))
            }
        }
        return devices
    }
}

extension Machine {
    /// The directory of a county: its scopes, and every device with the right to write its own.
    fileprivate func setUp(scopes: [ScopeID], devices: [(key: DeviceKey, name: String, scope: ScopeID)]) throws {
        let draft = DirectoryDraft(codec: engine.codec, author: signer.key.device)
        var drafts = scopes.map { draft.scope(environment.newRecordID(), number: $0, area: nil, purpose: "village") }
        for device in devices {
            drafts.append(draft.device(device.key, name: device.name, role: "device", area: nil, people: []))
            drafts.append(
                draft.grant(
                    environment.newRecordID(), device: device.key.device, scope: device.scope, mayWrite: true))
        }
        for start in stride(from: 0, to: drafts.count, by: Limits.changesPerUnit) {
            _ = try save(Array(drafts[start..<min(start + Limits.changesPerUnit, drafts.count)]), in: .directory)
        }
    }

    /// Saves a device's day, one unit a visit; a case is updated from what the device shows of it.
    fileprivate func writeDay(
        _ changes: [WorkloadChange], in scope: ScopeID, _ writer: inout DraftWriter
    ) throws -> [StoredChange] {
        var saved: [StoredChange] = []
        var unit: [ChangeDraft] = []
        func finishUnit() throws {
            if !unit.isEmpty { saved += try save(unit, in: scope) }
            unit = []
        }
        for change in changes {
            if change.kind == .visit {
                try finishUnit()
                time = change.wallclock
            }
            var seen: [ChangeID] = []
            if change.kind == .case, let key = try? writer.key(of: change, in: scope) {
                seen = try storage.read {
                    try $0.state(of: key)?.livingChanges ?? []
                }
            }
            unit.append(try writer.draft(change, author: signer.key.device, supersedes: seen))
        }
        try finishUnit()
        return saved
    }
}
