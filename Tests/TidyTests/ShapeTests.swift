import Testing

@Suite struct ShapeTests {
    /// A rule, what it is called in a report, and a file that breaks it once, on its line 2.
    struct Case: Sendable, CustomTestStringConvertible {
        let name: String
        let rule: TidyRule
        let path: String
        let line: String

        var testDescription: String { "\(name): \(line)" }

        init(_ name: String, _ rule: @escaping TidyRule, _ path: String, _ line: String) {
            self.name = name
            self.rule = rule
            self.path = path
            self.line = line
        }
    }

    private static let traps: TidyRule = ShapeRules.trapsAndPrints
    private static let clocks: TidyRule = ShapeRules.clocksAndRandomness
    private static let awaits: TidyRule = ShapeRules.awaitsAroundState
    private static let unfinished: TidyRule = ShapeRules.unfinishedWork
    private static let sleeps: TidyRule = ShapeRules.sleepsInTests
    private static let documentation: TidyRule = DocumentationRule.findings
    private static let machinePaths: TidyRule = TraceRules.machinePaths
    private static let packageHosts: TidyRule = TraceRules.packageHosts

    @Test func filesStayBelowTheSoftCap() {
        expectNone(ShapeRules.longFiles(in: SourceTree.files))
    }

    @Test func nothingTrapsAndNoLibraryPrints() {
        expectNone(ShapeRules.trapsAndPrints(in: SourceTree.files))
    }

    /// A6: what reads and writes replica state is synchronous.
    @Test func nothingAwaitsAroundReplicaState() {
        expectNone(ShapeRules.awaitsAroundState(in: SourceTree.files))
    }

    /// A2.
    @Test func thePureCoreKnowsNoClockAndNoRandomNumber() {
        expectNone(ShapeRules.clocksAndRandomness(in: SourceTree.files))
    }

    @Test func noUnfinishedWorkIsMarked() {
        expectNone(ShapeRules.unfinishedWork(in: SourceTree.files))
    }

    @Test func noTestSleeps() {
        expectNone(ShapeRules.sleepsInTests(in: SourceTree.files))
    }

    @Test func publicDeclarationsAreDocumented() {
        expectNone(DocumentationRule.findings(in: SourceTree.files))
    }

    @Test func nothingNamesOneMachine() {
        expectNone(TraceRules.machinePaths(in: SourceTree.files))
    }

    @Test func buildsAskPublicHostsOnly() {
        expectNone(TraceRules.packageHosts(in: SourceTree.files))
    }

    @Test(arguments: [
        Case("trap", traps, "Sources/Node/A.swift", "let a = try! decode()"),
        Case("trap", traps, "Sources/tingsu/A.swift", "let a = b as! String"),
        Case("trap", traps, "Sources/Node/A.swift", "default: fatalError(\"\\(number)\")"),
        Case("trap", traps, "Sources/Node/A.swift", "let a = \"\\(try! decode(\"x\"))\""),
        Case("print", traps, "Sources/Node/A.swift", "    print(\"hello\")"),
        Case("clock", clocks, "Sources/CaseFile/A.swift", "let now = Date()"),
        Case("clock", clocks, "Sources/Replication/A.swift", "let now = ContinuousClock().now"),
        Case("clock", clocks, "Sources/Replication/A.swift", "let clock: any Clock<Duration>"),
        Case("random", clocks, "Sources/Causality/A.swift", "let id = UInt64.random(in: 1...9)"),
        Case("random", clocks, "Sources/Causality/A.swift", "let id = UUID()"),
        Case("await", awaits, "Sources/ReplicaStore/A.swift", "let a = await b()"),
        Case("await", awaits, "Sources/CaseWork/A.swift", "func a() async throws {"),
        Case("unfinished", unfinished, "Deploy/service", "# TO" + "DO: later"),
        Case("unfinished", unfinished, "Tests/NodeTests/A.swift", "// FIX" + "ME"),
        Case("sleep", sleeps, "Tests/NodeTests/A.swift", "try await Task.sleep(for: .seconds(1))"),
        Case("sleep", sleeps, "Tests/NodeTests/A.swift", "Thread.sleep(forTimeInterval: 1)"),
        Case("sleep", sleeps, "Tests/NodeTests/A.swift", "usleep(100)"),
        Case("undocumented", documentation, "Sources/Node/A.swift", "public struct A {"),
        Case("undocumented", documentation, "Sources/Node/A.swift", "@inlinable public static func a() {}"),
        Case("undocumented", documentation, "Sources/Node/A.swift", "    public var total: Int {"),
        Case("undocumented", documentation, "Sources/Node/A.swift", "public final class A {}"),
        Case("undocumented", documentation, "Sources/Node/A.swift", "public func hashes() {}"),
        Case("undocumented", documentation, "Sources/Node/A.swift", "public subscript(a: Int) -> Int { 1 }"),
        Case("machine", machinePaths, "README.md", "see `/ho" + "me/li/tingsu`"),
        Case("machine", machinePaths, "Makefile", "include /bui" + "lds/42/settings"),
        Case("host", packageHosts, "Package.swift", ".package(url: \"https://mirror.corp.lan/x\", exact: \"1\")"),
        Case("host", packageHosts, "Deploy/install", "curl http://10.2.0.9:8081/simple/"),
    ])
    func aPlantedViolationIsFound(planted: Case) {
        let text = "// The first line.\n\(planted.line)\n// The last line.\n"
        let found = planted.rule([SourceFile(path: planted.path, text: text)])
        #expect(found.map(\.line) == [2], "\(found.report)")
    }

    @Test(arguments: [
        Case("trap", traps, "Sources/Node/A.swift", "/// Never `try!`, never fatalError."),
        Case("trap", traps, "Sources/Node/A.swift", "let word = \"fatalError\"; let has! = 1"),
        Case("trap", traps, "Sources/WireProtocol/Generated/a.pb.swift", "fatalError()"),
        Case("print", traps, "Sources/tingsu/A.swift", "print(\"hello\")"),
        Case("print", traps, "Sources/Node/A.swift", "fingerprint(a); form.print(a)"),
        Case("clock", clocks, "Sources/CaseFile/A.swift", "let a: CivilDate = suspectClock"),
        Case("clock", clocks, "Sources/Node/A.swift", "let now = Date()"),
        Case("sleep", sleeps, "Tests/Shared/Eventually.swift", "try await Task.sleep(for: pause)"),
        Case("sleep", sleeps, "Sources/Node/A.swift", "try await Task.sleep(for: pause)"),
        Case("documented", documentation, "Sources/Node/A.swift", "public init() {"),
        Case("documented", documentation, "Sources/Node/A.swift", "public static func == (a: A, b: A) -> Bool {"),
        Case("documented", documentation, "Sources/Node/A.swift", "public func hash(into hasher: inout Hasher) {"),
        Case("documented", documentation, "Sources/Node/A.swift", "public let bytes: [UInt8]"),
        Case("documented", documentation, "Sources/Node/A.swift", "public var isEmpty: Bool { count == 0 }"),
        Case("documented", documentation, "Sources/Node/A.swift", "public import Causality"),
        Case("documented", documentation, "Sources/Node/A.swift", "package struct A {"),
        Case("machine", machinePaths, "README.md", "$HOME/li and /srv/ho" + "me/li"),
        Case("host", packageHosts, "Package.swift", "url: \"https://github.com/apple/swift-nio\""),
        Case("host", packageHosts, "README.md", "https://mirror.corp.lan/"),
    ])
    func whatTheRuleAllowsIsNotFound(allowed: Case) {
        let text = "// The first line.\n\(allowed.line)\n// The last line.\n"
        let found = allowed.rule([SourceFile(path: allowed.path, text: text)])
        #expect(found.isEmpty, "\(found.report)")
    }

    @Test func aDocCommentMayStandAboveAttributes() {
        let text = "/// A type.\n@frozen\n@usableFromInline\npublic struct A {}\n"
        #expect(DocumentationRule.findings(in: [SourceFile(path: "Sources/Node/A.swift", text: text)]).isEmpty)
        let apart = "/// A type.\n\npublic struct A {}\n"
        #expect(DocumentationRule.findings(in: [SourceFile(path: "Sources/Node/A.swift", text: apart)]).count == 1)
    }

    @Test func aFileAtTheCapPassesAndOneLineMoreDoesNot() {
        let full = String(repeating: "// line\n", count: ShapeRules.lineCountMax)
        #expect(ShapeRules.longFiles(in: [SourceFile(path: "Sources/Node/A.swift", text: full)]).isEmpty)
        #expect(
            ShapeRules.longFiles(in: [SourceFile(path: "Sources/Node/A.swift", text: full + "// more\n")]).count == 1)
        #expect(
            ShapeRules.longFiles(in: [SourceFile(path: "Sources/X/Generated/a.pb.swift", text: full + "//\n")]).isEmpty)
    }

    private func expectNone(_ found: [Finding], sourceLocation: SourceLocation = #_sourceLocation) {
        #expect(found.isEmpty, "\(found.report)", sourceLocation: sourceLocation)
    }
}
