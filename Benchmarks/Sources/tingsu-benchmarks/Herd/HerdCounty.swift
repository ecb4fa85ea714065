import CaseStore
import CaseWork
import Foundation
import Identity
import Logging
import Node
import ReplicaStore
import Replication

/// A county of real nodes on this machine: a center's folder and one for each device, every device enrolled over the
/// line and with its day written, and nothing of it sent.
struct HerdCounty {
    let workload: Workload
    let folder: URL
    let program: TingsuProgram

    static let center = "center"

    private var quiet: Logger {
        var logger = Logger(label: "herd")
        logger.logLevel = .error
        return logger
    }

    func node(_ name: String) -> NodeFolder {
        NodeFolder(path: folder.appending(path: name).path, environment: program.environment)
    }

    /// Where the center listens.
    var centerPort: Int {
        get throws {
            let settings = try JSONSerialization.jsonObject(
                with: Data(contentsOf: URL(fileURLWithPath: node(HerdCounty.center).path + "/node.json")))
            let listen = (settings as? [String: Any])?["listen"] as? [String: Any]
            guard let port = listen?["port"] as? Int else { throw WorkloadError.empty }
            return port
        }
    }

    /// The devices of the workload, by first appearance.
    var devices: [(name: String, village: String)] {
        var known: Set<String> = []
        return workload.changes.filter { known.insert($0.device).inserted }.map { ($0.device, $0.village) }
    }

    /// Sets everything up; the center runs at the end and is handed over.
    func prepare() async throws -> RunningNode {
        let port = try freePort()
        let address = "https://127.0.0.1:\(port)"
        let center = try await CenterSetup(
            county: "永丰县", isTraining: true, listen: .init(host: "127.0.0.1", port: port), administrator: "王主任"
        ).run(in: node(HerdCounty.center), logger: quiet)
        let codes = areaCodes
        _ = try await ImportAreasCommand(file: areas(codes), isDryRun: false).run(on: center)
        var invites: [Invite] = []
        for device in devices {
            guard let area = codes[device.village] else { continue }
            invites.append(
                try await center.invite(
                    device: device.name, role: .device, area: area,
                    people: [.init(name: "干部\(device.name)", role: "village_cadre")], addresses: [address],
                    servers: [center.credentials.keyPair.key.device], validDays: 14))
        }
        try await center.close()
        note("herd: \(invites.count) invites written")
        let running = try program.run(node(HerdCounty.center))
        for (device, invite) in zip(devices, invites) {
            try await DeviceJoin(invite: invite).run(in: node(device.name), logger: quiet).close()
        }
        note("herd: \(invites.count) devices enrolled")
        try await fillStores()
        try await writeDays(codes)
        return running
    }

    /// One device fetches the directory; what it then has is what every device has, under whatever key.
    private func fillStores() async throws {
        guard let first = devices.first else { throw WorkloadError.empty }
        let node = try await open(first.name)
        _ = try await UpstreamSync(node: node).run()
        try await node.close()
        let filled = self.node(first.name).storePath + "/store.sqlite"
        for device in devices.dropFirst() {
            let store = self.node(device.name).storePath + "/store.sqlite"
            try FileManager.default.removeItem(atPath: store)
            try FileManager.default.copyItem(atPath: filled, toPath: store)
        }
    }

    /// The villages with their scopes, as a node knows them, sorted.
    func scopes(on node: LocalNode) async throws -> [(village: String, scope: ScopeID)] {
        let codes = areaCodes
        let view = try await node.read { engine, transaction in try DirectoryView(transaction, codec: engine.codec) }
        return try codes.sorted { $0.key < $1.key }.map { village, code in
            let area = try view.area(meantBy: code).id
            guard let scope = view.scopes.first(where: { $0.area == area })?.number else { throw WorkloadError.empty }
            return (village, scope)
        }
    }

    private func writeDays(_ codes: [String: String]) async throws {
        let byDevice = Dictionary(grouping: workload.changes, by: \.device)
        for device in devices {
            let node = try await open(device.name)
            let changes = byDevice[device.name] ?? []
            let baseline = workload.baseline.filter { $0.village == device.village }
            let code = codes[device.village] ?? ""
            try await node.write { engine, transaction, environment in
                let view = try DirectoryView(transaction, codec: engine.codec)
                let area = try view.area(meantBy: code).id
                guard let scope = view.scopes.first(where: { $0.area == area })?.number else {
                    throw WorkloadError.empty
                }
                let author = view.users.first { $0.name == "干部\(device.name)" }?.id ?? environment.newRecordID()
                var writer = DraftWriter()
                for change in baseline { _ = try writer.draft(change, author: author, supersedes: []) }
                var unit: [ChangeDraft] = []
                for change in changes {
                    if change.kind == .visit, !unit.isEmpty {
                        _ = try engine.save(unit, in: scope, transaction, environment: environment)
                        unit = []
                    }
                    unit.append(try writer.draft(change, author: author, supersedes: []))
                }
                _ = try engine.save(unit, in: scope, transaction, environment: environment)
            }
            try await node.flushWitness()
            try await node.close()
        }
        note("herd: \(workload.changes.count) changes written on \(devices.count) devices")
    }

    func open(_ name: String) async throws -> LocalNode {
        let folder = node(name)
        return try LocalNode(folder: folder, settings: await NodeSettings.load(from: folder), logger: quiet)
    }

    /// A county with townships and villages, by the workload's name of a village.
    private var areaCodes: [String: String] {
        var codes: [String: String] = [:]
        for village in Set(workload.changes.map(\.village)).sorted() {
            let numbers = village.split(whereSeparator: { !$0.isNumber }).compactMap { Int($0) }
            guard numbers.count == 2 else { continue }
            codes[village] = "360825\(100 + numbers[0])\(200 + numbers[1])"
        }
        return codes
    }

    private func areas(_ codes: [String: String]) -> Data {
        var lines = ["code,name,parent", "360825,永丰县,"]
        for town in Set(codes.values.map { String($0.prefix(9)) }).sorted() {
            lines.append("\(town),镇\(town.suffix(3)),360825")
        }
        for (village, code) in codes.sorted(by: { $0.key < $1.key }) {
            lines.append("\(code),村\(village),\(code.prefix(9))")
        }
        return Data(lines.joined(separator: "\n").utf8)
    }
}
