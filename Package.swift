// swift-tools-version: 6.2
import PackageDescription

// Where `make fuzz` builds: counters at every branch of our own code, and its internals open to the readers in Tests.
let fuzzSettings: [SwiftSetting] =
    Context.environment["TINGSU_FUZZ"] == nil
    ? [] : [.unsafeFlags(["-sanitize=fuzzer,address", "-enable-testing"])]

// One settings list for every target of our own, so that no target drifts from the house rules.
// Warnings are errors; the four upcoming features are those the style page measured.
let houseSettings: [SwiftSetting] =
    [
        .treatAllWarnings(as: .error),
        .enableUpcomingFeature("ExistentialAny"),
        .enableUpcomingFeature("MemberImportVisibility"),
        .enableUpcomingFeature("InternalImportsByDefault"),
        .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
    ] + fuzzSettings

func library(_ name: String, _ dependencies: [Target.Dependency], resources: [Resource]? = nil) -> Target {
    .target(name: name, dependencies: dependencies, resources: resources, swiftSettings: houseSettings)
}

/// What several test targets share; it lies below `Tests` and is never shipped.
func testKit(_ name: String, _ dependencies: [Target.Dependency]) -> Target {
    .target(name: name, dependencies: dependencies, path: "Tests/\(name)", swiftSettings: houseSettings)
}

func tests(
    _ name: String, _ dependencies: [Target.Dependency], exclude: [String] = [], resources: [Resource]? = nil
) -> Target {
    .testTarget(
        name: name, dependencies: dependencies, exclude: exclude, resources: resources, swiftSettings: houseSettings)
}

let crypto: Target.Dependency = .product(name: "Crypto", package: "swift-crypto")
let x509: Target.Dependency = .product(name: "X509", package: "swift-certificates")
let asn1: Target.Dependency = .product(name: "SwiftASN1", package: "swift-asn1")
let grdb: Target.Dependency = .product(name: "GRDB", package: "GRDB.swift")
let sqlite: Target.Dependency = .product(name: "GRDBSQLite", package: "GRDB.swift")
let protobuf: Target.Dependency = .product(name: "SwiftProtobuf", package: "swift-protobuf")
let logging: Target.Dependency = .product(name: "Logging", package: "swift-log")
let hummingbird: Target.Dependency = .product(name: "Hummingbird", package: "hummingbird")
let hummingbirdCore: Target.Dependency = .product(name: "HummingbirdCore", package: "hummingbird")
let hummingbirdTLS: Target.Dependency = .product(name: "HummingbirdTLS", package: "hummingbird")
let nioCore: Target.Dependency = .product(name: "NIOCore", package: "swift-nio")
let nioPosix: Target.Dependency = .product(name: "NIOPosix", package: "swift-nio")
let nioTLS: Target.Dependency = .product(name: "NIOTLS", package: "swift-nio")
let nioSSL: Target.Dependency = .product(name: "NIOSSL", package: "swift-nio-ssl")
let httpTypes: Target.Dependency = .product(name: "HTTPTypes", package: "swift-http-types")
let nioHTTPTypes: Target.Dependency = .product(name: "NIOHTTPTypes", package: "swift-nio-extras")
let lifecycle: Target.Dependency = .product(name: "ServiceLifecycle", package: "swift-service-lifecycle")
let unixSignals: Target.Dependency = .product(name: "UnixSignals", package: "swift-service-lifecycle")
let configuration: Target.Dependency = .product(name: "Configuration", package: "swift-configuration")
let arguments: Target.Dependency = .product(name: "ArgumentParser", package: "swift-argument-parser")
let cryptoExtras: Target.Dependency = .product(name: "CryptoExtras", package: "swift-crypto")
let mustache: Target.Dependency = .product(name: "Mustache", package: "swift-mustache")
let csv: Target.Dependency = .product(name: "SwiftCSV", package: "SwiftCSV")

/// What the pages are made of: each file becomes part of the binary, and `Template.all` lists the templates again.
let consoleResources: [Resource] = [
    "Assets/icon.svg",
    "Assets/pages.js",
    "Assets/style.css",
    "Templates/add-record.mustache",
    "Templates/attach.mustache",
    "Templates/backlog.mustache",
    "Templates/board-row.mustache",
    "Templates/board.mustache",
    "Templates/campaign.mustache",
    "Templates/campaigns.mustache",
    "Templates/case-entry.mustache",
    "Templates/case-export.mustache",
    "Templates/case-page.mustache",
    "Templates/case-standing.mustache",
    "Templates/case-talks.mustache",
    "Templates/case-work.mustache",
    "Templates/choose-name.mustache",
    "Templates/closed.mustache",
    "Templates/closure.mustache",
    "Templates/conflict-side.mustache",
    "Templates/conflicts.mustache",
    "Templates/consultation.mustache",
    "Templates/correct-record.mustache",
    "Templates/county-item.mustache",
    "Templates/county.mustache",
    "Templates/day-return.mustache",
    "Templates/distress.mustache",
    "Templates/done.mustache",
    "Templates/draft-state.mustache",
    "Templates/duplicates.mustache",
    "Templates/due-line.mustache",
    "Templates/due.mustache",
    "Templates/failure.mustache",
    "Templates/feelings.mustache",
    "Templates/field-marks.mustache",
    "Templates/field-notes.mustache",
    "Templates/field-rows.mustache",
    "Templates/field.mustache",
    "Templates/file-lines.mustache",
    "Templates/find.mustache",
    "Templates/held-changes.mustache",
    "Templates/home.mustache",
    "Templates/import.mustache",
    "Templates/layout.mustache",
    "Templates/library.mustache",
    "Templates/library-case.mustache",
    "Templates/lifecycle.mustache",
    "Templates/machine.mustache",
    "Templates/meeting.mustache",
    "Templates/meeting-hold.mustache",
    "Templates/meeting-line.mustache",
    "Templates/meetings.mustache",
    "Templates/moved-notice.mustache",
    "Templates/new-record.mustache",
    "Templates/offers.mustache",
    "Templates/open.mustache",
    "Templates/pager.mustache",
    "Templates/picture.mustache",
    "Templates/pin-code.mustache",
    "Templates/pin-enter.mustache",
    "Templates/pin-forgotten.mustache",
    "Templates/pin-set.mustache",
    "Templates/proposal.mustache",
    "Templates/reading.mustache",
    "Templates/record.mustache",
    "Templates/reports.mustache",
    "Templates/reveal.mustache",
    "Templates/safety-answer.mustache",
    "Templates/safety.mustache",
    "Templates/saved-notice.mustache",
    "Templates/scale.mustache",
    "Templates/settle.mustache",
    "Templates/sheet-foot.mustache",
    "Templates/sheet-head.mustache",
    "Templates/sheet-mediation.mustache",
    "Templates/sheet-meeting.mustache",
    "Templates/sheet-signings.mustache",
    "Templates/sheet-tools.mustache",
    "Templates/sheet-visit.mustache",
    "Templates/similar-cases.mustache",
    "Templates/stick-files.mustache",
    "Templates/stick.mustache",
    "Templates/sync-state.mustache",
    "Templates/sync.mustache",
    "Templates/handover.mustache",
    "Templates/team.mustache",
    "Templates/token.mustache",
    "Templates/visit.mustache",
    "Templates/work-form.mustache",
    "Words/board.en.json",
    "Words/board.zh-Hans.json",
    "Words/care.en.json",
    "Words/care.zh-Hans.json",
    "Words/casefile.en.json",
    "Words/casefile.zh-Hans.json",
    "Words/casestate.en.json",
    "Words/casestate.zh-Hans.json",
    "Words/conflicts.en.json",
    "Words/conflicts.zh-Hans.json",
    "Words/county.en.json",
    "Words/county.zh-Hans.json",
    "Words/due.en.json",
    "Words/due.zh-Hans.json",
    "Words/files.en.json",
    "Words/files.zh-Hans.json",
    "Words/find.en.json",
    "Words/find.zh-Hans.json",
    "Words/library.en.json",
    "Words/library.zh-Hans.json",
    "Words/pages.en.json",
    "Words/pages.zh-Hans.json",
    "Words/records.en.json",
    "Words/records.zh-Hans.json",
    "Words/reports.en.json",
    "Words/reports.zh-Hans.json",
    "Words/sheets.en.json",
    "Words/sheets.zh-Hans.json",
    "Words/stick.en.json",
    "Words/stick.zh-Hans.json",
    "Words/talks.en.json",
    "Words/visit.en.json",
    "Words/talks.zh-Hans.json",
    "Words/visit.zh-Hans.json",
].map { .embedInCode($0) }

let package = Package(
    name: "tingsu",
    products: [
        .executable(name: "tingsu", targets: ["tingsu"]),
        .library(
            name: "TingsuEngine",
            targets: [
                "Causality", "Replication", "WireProtocol", "ReplicaStore", "CaseFile", "CaseStore", "CaseWork",
            ]),
        // For the nested package that measures; not a stable interface.
        .library(name: "TingsuNode", targets: ["Node", "Identity"]),
        .library(name: "TingsuLine", targets: ["LineTestKit"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
        .package(url: "https://github.com/apple/swift-asn1", exact: "1.7.4"),
        .package(url: "https://github.com/apple/swift-certificates", exact: "1.21.1"),
        .package(url: "https://github.com/apple/swift-configuration", exact: "1.4.0"),
        .package(url: "https://github.com/apple/swift-crypto", exact: "4.5.2"),
        .package(url: "https://github.com/apple/swift-http-types", exact: "1.8.0"),
        .package(url: "https://github.com/apple/swift-log", exact: "1.16.2"),
        .package(url: "https://github.com/apple/swift-nio", exact: "2.101.2"),
        .package(url: "https://github.com/apple/swift-nio-extras", exact: "1.35.2"),
        .package(url: "https://github.com/apple/swift-nio-ssl", exact: "2.37.6"),
        .package(url: "https://github.com/apple/swift-protobuf", exact: "1.39.0"),
        .package(url: "https://github.com/groue/GRDB.swift", exact: "7.10.0"),
        .package(url: "https://github.com/hummingbird-project/hummingbird", exact: "2.28.1"),
        .package(url: "https://github.com/hummingbird-project/swift-mustache", exact: "2.1.1"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", exact: "2.13.0"),
        .package(url: "https://github.com/swiftcsv/SwiftCSV", exact: "0.10.0"),
    ],
    targets: [
        // The pure core: no I/O, no clock, no random number.
        library("Causality", []),
        library("Replication", ["Causality", crypto]),
        library("CaseFile", ["Causality", "Replication"]),

        // Bytes on the wire and on the disk.
        library("WireProtocol", ["Causality", "Replication", "CZstd", protobuf]),
        library("ReplicaStore", ["Causality", "Replication", grdb, sqlite, crypto]),
        library("CaseStore", ["Causality", "Replication", "CaseFile", "ReplicaStore", grdb]),

        // Who is speaking, and over which line.
        library("Identity", ["Causality", "Replication", x509, asn1, crypto]),
        // OpenSSL itself, to read the server's certificate from libcurl's TLS connection.
        .target(
            name: "CCurl",
            linkerSettings: [.linkedLibrary("curl"), .linkedLibrary("ssl"), .linkedLibrary("crypto")]),
        .systemLibrary(name: "CZstd", pkgConfig: "libzstd", providers: [.apt(["libzstd-dev"])]),
        library("PeerTransport", ["WireProtocol", "Replication", "Causality", "CCurl"]),
        library(
            "PeerServer",
            [
                "WireProtocol", "Replication", "Causality", "Identity", hummingbird, hummingbirdCore, hummingbirdTLS,
                nioCore, nioSSL, nioHTTPTypes, logging, lifecycle,
            ]),

        // The same frames where there is no line: a sealed file.
        library("Bundles", ["WireProtocol", "Identity", "Replication", "Causality"]),

        // Sheets of a spreadsheet. Without pkg-config, which would also link zlib's development files.
        .systemLibrary(name: "CXlsxWriter", providers: [.apt(["libxlsxwriter-dev"])]),
        .systemLibrary(name: "CZip", pkgConfig: "libzip", providers: [.apt(["libzip-dev"])]),
        library("Workbook", ["CXlsxWriter", "CZip"]),

        // What people do, and the program around it.
        library(
            "CaseWork", ["Causality", "Replication", "CaseFile", "ReplicaStore", "CaseStore", "Workbook", csv],
            resources: [.embedInCode("Resources/zh-Hans.json"), .embedInCode("Resources/en.json")]),
        // A case that is handed out, and its verification on a machine that has nothing else.
        library(
            "CaseExport",
            [
                "Causality", "Replication", "CaseFile", "WireProtocol", "ReplicaStore", "CaseStore", "CaseWork",
                "Identity", mustache,
            ],
            resources: [
                .embedInCode("Templates/dossier.mustache"), .embedInCode("Words/export.zh-Hans.json"),
                .embedInCode("Words/export.en.json"),
            ]),
        library(
            "Console",
            [
                "Causality", "Replication", "CaseFile", "WireProtocol", "ReplicaStore", "CaseStore", "CaseWork",
                hummingbird, hummingbirdCore, httpTypes, nioCore, mustache, crypto, cryptoExtras, logging, lifecycle,
            ],
            resources: consoleResources),
        library(
            "Node",
            [
                "Causality", "Replication", "CaseFile", "WireProtocol", "ReplicaStore", "CaseStore", "Identity",
                "PeerTransport", "PeerServer", "Bundles", "CaseWork", "CaseExport", "Console", hummingbird,
                hummingbirdCore, nioCore, nioPosix, logging,
                lifecycle, unixSignals, configuration, crypto,
            ]),
        .executableTarget(
            name: "tingsu",
            dependencies: [
                "Node", "CaseExport", "CaseWork", "CaseFile", "Identity", "Replication", "Causality", arguments,
                logging,
            ],
            swiftSettings: houseSettings),

        // A county in one thread, and its command line; no product contains them.
        library(
            "SimulationKit",
            ["Causality", "Replication", "CaseFile", "WireProtocol", "ReplicaStore", "SeedTestKit"]),
        .executableTarget(
            name: "tingsu-sim", dependencies: ["SimulationKit", arguments], swiftSettings: houseSettings),

        testKit("StorageTestKit", ["Causality", "Replication"]),
        testKit("SeedTestKit", ["Replication", crypto]),
        testKit("ProcessTestKit", []),
        testKit("LineTestKit", ["SeedTestKit"]),
        tests("CausalityTests", ["Causality"]),
        tests(
            "ReplicationTests", ["Causality", "Replication", "WireProtocol", "StorageTestKit", "SeedTestKit", crypto]),
        tests("WorkbookTests", ["Workbook", "CZip"]),
        tests("CaseFileTests", ["CaseFile", "Replication", "Causality"]),
        tests("WireProtocolTests", ["WireProtocol", "Replication", "Causality", "SeedTestKit"]),
        tests(
            "ReplicaStoreTests",
            [
                "ReplicaStore", "Replication", "Causality", "WireProtocol", "StorageTestKit", "ProcessTestKit", grdb,
                crypto,
            ]),
        tests(
            "CaseStoreTests",
            [
                "CaseExport", "CaseStore", "CaseWork", "CaseFile", "Workbook", "Identity", "ReplicaStore",
                "Replication",
                "Causality", "WireProtocol", "SeedTestKit", grdb, crypto, csv,
            ]),
        tests("IdentityTests", ["Identity", "Replication", "Causality", "SeedTestKit", x509, asn1, crypto]),
        tests(
            "PeerServerTests",
            [
                "PeerServer", "PeerTransport", "Identity", "WireProtocol", "Replication", "Causality", "SeedTestKit",
                hummingbird, hummingbirdCore, hummingbirdTLS, nioCore, nioPosix, nioSSL, lifecycle, logging, x509, asn1,
                crypto,
            ]),
        tests(
            "BundlesTests", ["Bundles", "Identity", "WireProtocol", "Replication", "Causality", "SeedTestKit", crypto]),
        tests("SimulationTests", ["SimulationKit", "ProcessTestKit", "tingsu-sim"]),
        tests(
            "ConformanceTests",
            [
                "PeerServer", "Bundles", "WireProtocol", "ReplicaStore", "Identity", "CaseFile", "Replication",
                "Causality", crypto,
            ]),
        tests(
            "ConsoleTests",
            [
                "Bundles", "Console", "Node", "Identity", "PeerServer", "CaseWork", "CaseStore", "CaseFile",
                "ReplicaStore",
                "WireProtocol", "Replication", "Causality", "SeedTestKit", logging, lifecycle,
            ]),
        tests(
            "NodeTests",
            ["Node", "CaseStore", "CaseWork", "CaseFile", "ReplicaStore", "Replication", "Causality", logging]),
        // Its readers are also built with libFuzzer, in the nested package Tests/Fuzz.
        tests(
            "FuzzTests",
            [
                "Node", "Console", "CaseExport", "PeerServer", "PeerTransport", "Bundles", "Identity", "CaseWork",
                "CaseStore", "Workbook",
                "CaseFile", "ReplicaStore", "WireProtocol", "Replication", "Causality", crypto,
            ], exclude: ["Corpus"]),
        tests(
            "EndToEndTests",
            [
                "tingsu", "Node", "Identity", "PeerTransport", "ReplicaStore", "WireProtocol", "Replication",
                "Causality", "SeedTestKit", "LineTestKit", crypto, grdb, nioCore, nioPosix, nioSSL, nioTLS, logging,
            ]),
        tests("TidyTests", []),
    ]
)
