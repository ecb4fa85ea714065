import CaseFile
import CaseWork
import Console
import Foundation
import Identity
import Logging
import Node
import Replication
import ServiceLifecycle
import Synchronization

/// The real pages of a real node with a store on the disk, and clocks that a test sets.
final class PagesOfACenter {
    let folder: NodeFolder
    private let root: String
    private(set) var node: LocalNode
    private(set) var launchKeys: LaunchKeys
    private(set) var port = 0
    let clocks = Clocks()
    private var group: ServiceGroup?
    private var running: Task<Void, any Error>?

    /// Clocks that move when a test moves them.
    final class Clocks: Sendable {
        private let state = Mutex<(wall: Int64, uptime: Int64)>((1_780_275_600_000, 1_000_000))

        var wall: Int64 { state.withLock { $0.wall } }
        var uptime: Int64 { state.withLock { $0.uptime } }

        private let foreign = Mutex(false)
        /// The pages are those of a machine that was given nothing to write.
        var mayWriteNothing: Bool {
            get { foreign.withLock { $0 } }
            set { foreign.withLock { $0 = newValue } }
        }

        /// Lets so much time pass on both.
        func pass(milliseconds: Int64) {
            state.withLock {
                $0.wall += milliseconds
                $0.uptime += milliseconds
            }
        }
    }

    /// Sets up a training county with two villages and people, and serves its pages.
    init() async throws {
        root = FileManager.default.temporaryDirectory.appendingPathComponent("pages-\(UUID().uuidString)").path
        folder = NodeFolder(path: root + "/data", witnessPath: root + "/witness")
        node = try await CenterSetup(
            county: "永丰县", isTraining: true, listen: .init(host: "127.0.0.1", port: 0), administrator: "王主任"
        ).run(in: folder, logger: PagesOfACenter.logger)
        launchKeys = LaunchKeys(uptime: { [clocks] in clocks.uptime })
        _ = try await ImportAreasCommand(
            file: Data(
                "code,name,parent\n360825,永丰县,\n360825105,藤田镇,360825\n360825105201,练习一村,360825105\n".utf8),
            isDryRun: false
        ).run(on: node)
        try await serve()
    }

    /// Runs a test on pages of its own and ends them in any case.
    static func run(_ body: (PagesOfACenter) async throws -> Void) async throws {
        let pages = try await PagesOfACenter()
        do {
            try await body(pages)
        } catch {
            try? await pages.stop()
            throw error
        }
        try await pages.stop()
    }

    deinit { try? FileManager.default.removeItem(atPath: root) }

    private static let logger = Logger(label: "test", factory: { _ in SwiftLogNoOpLogHandler() })

    private func serve() async throws {
        var configuration = PageServerConfiguration(port: 0)
        configuration.uptime = { [clocks] in clocks.uptime }
        let (ports, continuation) = AsyncStream.makeStream(of: Int.self)
        let server = try PageServer(
            configuration: configuration, node: ClockedNode(pages: NodePages(node: node), clocks: clocks),
            launchKeys: launchKeys, logger: PagesOfACenter.logger, onRunning: { continuation.yield($0) })
        let group = ServiceGroup(
            configuration: .init(
                services: [.init(service: server)], logger: PagesOfACenter.logger))
        self.group = group
        running = Task { try await group.run() }
        for await port in ports {
            self.port = port
            return
        }
    }

    /// Ends the program and starts it again on the same store; with an upstream, as a center below a city has one.
    func restart(upstream: NodeSettings.Upstream? = nil) async throws {
        try await stop()
        var settings = try await NodeSettings.load(from: folder)
        settings.upstream = upstream
        node = try LocalNode(
            folder: folder, settings: settings, logger: PagesOfACenter.logger)
        launchKeys = LaunchKeys(uptime: { [clocks] in clocks.uptime })
        try await serve()
    }

    /// Ends the program.
    func stop() async throws {
        await group?.triggerGracefulShutdown()
        try await running?.value
        try await node.close()
    }

    /// A household in the village, recorded by the only person; answers the path of its page.
    func recordHousehold(address: String) async throws -> String {
        let reply = try await SaveRecordsCommand(
            records: [.init("household", fields: [TypedField("address", .string(address))])],
            area: "练习一村", speaker: Speaker()
        ).run(on: node)
        let record = reply.saved[0].record
        return "/record/\(record.scope)/\(HouseholdSchema.recordKind.rawValue)/\(record.id)"
    }

    // MARK: People

    /// A browser that was let in.
    func openedBrowser() async throws -> Browser {
        let browser = Browser(port: port)
        try await browser.post("/open", [("key", launchKeys.issue())])
        return browser
    }

    /// The path of the only person's PIN page.
    func pathOfPerson(_ browser: Browser) async throws -> String {
        let page = try await browser.get("/people").text
        guard let start = page.range(of: "href=\"/people/") else { throw NoAnswer(request: "/people") }
        return "/people/" + page[start.upperBound...].prefix { $0 != "\"" }
    }

    /// A browser whose person has set a PIN and is in.
    func signedIn(pin: String = "7319") async throws -> Browser {
        let browser = try await openedBrowser()
        let path = try await pathOfPerson(browser)
        try await browser.get(path)
        try await browser.post(path, [("pin", pin), ("again", pin)])
        try await browser.get("/")
        return browser
    }
}

/// The node with a wall clock that a test sets.
private struct ClockedNode: ConsoleNode {
    let pages: NodePages
    let clocks: PagesOfACenter.Clocks

    var facts: ConsoleFacts { pages.facts }
    func now() -> Int64 { clocks.wall }

    func inspect<Result: Sendable>(_ body: @Sendable (PageAccess) throws -> Result) async throws -> Result {
        try await pages.inspect { access in try body(limited(access)) }
    }

    /// What the center has, as a machine without a grant reads it.
    private func limited(_ access: PageAccess) -> PageAccess {
        guard clocks.mayWriteNothing else { return access }
        return PageAccess(
            engine: access.engine, transaction: access.transaction, catalog: access.catalog,
            directory: access.directory, isCenter: false, device: DeviceKeyPair.generate().key, now: access.now)
    }

    func record<Result: Sendable>(
        as author: RecordID, _ body: @Sendable (PageAccess, inout PageWriting) throws -> Result
    ) async throws -> Result {
        try await pages.record(as: author) { access, writing in try body(limited(access), &writing) }
    }

    func withLocalValue<Result: Sendable>(
        _ key: String, _ body: @Sendable (inout [UInt8]?) throws -> Result
    ) async throws -> Result {
        try await pages.withLocalValue(key, body)
    }

    func board(_ part: Board.Part) async throws -> Board { try await pages.board(part) }

    func rule(_ ruling: ChangeRuling) async throws { try await pages.rule(ruling) }

    func revoke(_ revocation: MachineRevocation) async throws { try await pages.revoke(revocation) }

    func reissue(_ replacement: MachineReplacement) async throws -> ReplacementInvite {
        try await pages.reissue(replacement)
    }

    func resetCode(device: String, person: String, challenge: String) async throws -> String {
        try await pages.resetCode(device: device, person: person, challenge: challenge)
    }

    func isResetCode(_ digits: String, for person: RecordID, challenge: String) async throws -> Bool {
        try await pages.isResetCode(digits, for: person, challenge: challenge)
    }

    func exportedPage(of key: RecordKey, in language: Language) async throws -> [UInt8] {
        try await pages.exportedPage(of: key, in: language)
    }

    func keep(_ file: [UInt8]) async throws -> Attachment { try await pages.keep(file) }
    func content(of hash: Hash) async throws -> [UInt8]? { try await pages.content(of: hash) }
    func wish(for hash: Hash) async throws { try await pages.wish(for: hash) }

    func makeStick() async throws -> StickSet { try await pages.makeStick() }
    func stick(_ set: String) async -> StickSet? { await pages.stick(set) }
    func stickFile(_ set: String, _ number: Int) async throws -> [UInt8]? { try await pages.stickFile(set, number) }
    func takeSticks(_ files: [[UInt8]]) async throws -> [StickTaken] { try await pages.takeSticks(files) }
    func outstandingSticks() async throws -> [StickOutstanding] { try await pages.outstandingSticks() }

    func beginSync() { pages.beginSync() }
    func syncState() async -> ConsoleSync { await pages.syncState() }
}
