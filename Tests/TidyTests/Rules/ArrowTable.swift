/// What a target may import.
struct Arrows: Sendable {
    /// Targets of this package.
    let own: [String]
    /// Modules of others; a trailing `*` stands for any ending. Swift itself needs no entry.
    let foreign: [String]
    /// Further modules for what protoc writes into the target's `Generated` folder.
    let foreignInGenerated: [String]

    init(own: [String] = [], foreign: [String] = [], foreignInGenerated: [String] = []) {
        self.own = own
        self.foreign = foreign
        self.foreignInGenerated = foreignInGenerated
    }

    func allows(_ module: String, generated: Bool) -> Bool {
        own.contains(module)
            || (foreign + (generated ? foreignInGenerated : [])).contains { pattern in
                pattern.hasSuffix("*") ? module.hasPrefix(pattern.dropLast()) : module == pattern
            }
    }
}

/// The arrows between targets, as DESIGN.md section 9 draws them: none runs upward.
///
/// A new arrow is a decision about the design and is made here and in Package.swift, in one change.
enum ArrowTable {
    static let table: [String: Arrows] = [
        "Causality": Arrows(),
        "Replication": Arrows(own: ["Causality"], foreign: ["Crypto"]),
        "CaseFile": Arrows(own: ["Causality", "Replication"]),

        "CZstd": Arrows(),
        "WireProtocol": Arrows(
            own: ["Causality", "Replication", "CZstd"],
            foreign: ["SwiftProtobuf", "FoundationEssentials", "Synchronization"],
            foreignInGenerated: ["Foundation"]),
        "ReplicaStore": Arrows(
            own: ["Causality", "Replication"], foreign: ["GRDB", "GRDBSQLite", "Crypto", "Foundation"]),
        "CaseStore": Arrows(
            own: ["Causality", "Replication", "CaseFile", "ReplicaStore"],
            foreign: ["GRDB", "GRDBSQLite", "Foundation"]),

        "Identity": Arrows(
            own: ["Causality", "Replication"],
            foreign: ["X509", "SwiftASN1", "Crypto", "Foundation", "CoreFoundation", "Glibc"]),
        "CCurl": Arrows(),
        "PeerTransport": Arrows(
            own: ["WireProtocol", "Replication", "Causality", "CCurl"],
            foreign: ["Dispatch", "Synchronization", "Foundation"]),
        "PeerServer": Arrows(
            own: ["WireProtocol", "Replication", "Causality", "Identity"],
            foreign: ["Hummingbird*", "NIO*", "Logging", "ServiceLifecycle", "Foundation", "Synchronization"]),

        "Bundles": Arrows(own: ["WireProtocol", "Identity", "Replication", "Causality"]),

        "CXlsxWriter": Arrows(),
        "CZip": Arrows(),
        "Workbook": Arrows(own: ["CXlsxWriter", "CZip"], foreign: ["Foundation", "FoundationXML"]),
        "CaseWork": Arrows(
            own: ["Causality", "Replication", "CaseFile", "ReplicaStore", "CaseStore", "Workbook"],
            foreign: ["SwiftCSV", "Foundation", "Synchronization"]),
        // Identity, because a verification ends at the county's authority.
        "CaseExport": Arrows(
            own: [
                "Causality", "Replication", "CaseFile", "WireProtocol", "ReplicaStore", "CaseStore", "CaseWork",
                "Identity",
            ], foreign: ["Mustache", "Foundation"]),
        // WireProtocol for the one encoding of changes that the program writes, not for the wire.
        "Console": Arrows(
            own: ["Causality", "Replication", "CaseFile", "WireProtocol", "ReplicaStore", "CaseStore", "CaseWork"],
            foreign: [
                "Hummingbird*", "HTTPTypes", "NIOCore", "Mustache", "Crypto", "CryptoExtras", "Logging",
                "ServiceLifecycle", "Foundation", "Dispatch", "Synchronization",
            ]),
        "Node": Arrows(
            own: [
                "Causality", "Replication", "CaseFile", "WireProtocol", "ReplicaStore", "CaseStore", "Identity",
                "PeerTransport", "PeerServer", "Bundles", "CaseWork", "CaseExport", "Console",
            ],
            foreign: ["*"]),
        "tingsu": Arrows(
            own: ["Node", "CaseExport", "CaseWork", "CaseFile", "Identity", "Replication", "Causality"],
            foreign: ["ArgumentParser", "Logging", "Foundation", "Synchronization"]),

        // Never shipped: what it draws from a seed comes from where the tests have it.
        "SimulationKit": Arrows(
            own: ["Causality", "Replication", "CaseFile", "WireProtocol", "ReplicaStore", "SeedTestKit"],
            foreign: ["Foundation"]),
        "tingsu-sim": Arrows(own: ["SimulationKit"], foreign: ["ArgumentParser", "Foundation"]),

        // Below `Tests`: what several test targets share.
        "StorageTestKit": Arrows(own: ["Causality", "Replication"], foreign: ["Testing"]),
        "SeedTestKit": Arrows(own: ["Replication"], foreign: ["Crypto"]),
        "ProcessTestKit": Arrows(own: [], foreign: ["Foundation"]),
        "LineTestKit": Arrows(own: ["SeedTestKit"], foreign: ["Dispatch", "Foundation", "Synchronization", "Glibc"]),
    ]
}
