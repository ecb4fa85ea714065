import Testing

@Suite struct ArrowTests {
    /// A1, and of A2 that the pure core imports nothing that does I/O.
    @Test func everyImportFollowsAnArrow() {
        let found = ImportRule.findings(in: SourceTree.files, table: ArrowTable.table)
        #expect(found.isEmpty, "\(found.report)")
    }

    /// A1.
    @Test func theManifestDeclaresTheArrows() {
        let found = ManifestRule.findings(in: SourceTree.files, table: ArrowTable.table)
        #expect(found.isEmpty, "\(found.report)")
    }

    /// A rule over an empty tree would always pass.
    @Test func theTreeIsRead() {
        let paths = SourceTree.files.map(\.path)
        #expect(paths.contains("Sources/Causality/VersionVector.swift"))
        #expect(paths.contains("Tests/TidyTests/ArrowTests.swift"))
        #expect(paths.contains("Package.swift"))
        #expect(paths == paths.sorted())
    }

    /// The order of the table's targets in which every arrow leads backward: there is no circle.
    @Test func noArrowRunsUpward() {
        var placed: [String] = []
        var waiting = ArrowTable.table.keys.sorted()
        func isReady(_ name: String) -> Bool { ArrowTable.table[name]?.own.allSatisfy(placed.contains) ?? false }
        while let next = waiting.first(where: isReady) {
            placed.append(next)
            waiting.removeAll { $0 == next }
        }
        #expect(waiting.isEmpty, "in a circle, or an arrow to an unknown target: \(waiting)")
    }

    @Test(arguments: [
        ("Sources/Causality/Planted.swift", "import Foundation"),
        ("Sources/Causality/Planted.swift", "import Replication"),
        ("Sources/Replication/Planted.swift", "public import struct Foundation.Date"),
        ("Sources/Replication/Planted.swift", "@preconcurrency import GRDB"),
        ("Sources/CaseFile/Forms/Planted.swift", "  package import WireProtocol"),
        ("Sources/PeerServer/Planted.swift", "@_exported @testable import ReplicaStore"),
        ("Sources/WireProtocol/Planted.swift", "import Foundation"),
        ("Sources/Node/Planted.swift", "import tingsu"),
        ("Sources/Node/Planted.swift", "import StorageTestKit"),
        ("Tests/StorageTestKit/Planted.swift", "import ReplicaStore"),
        ("Sources/Unheard/Planted.swift", "import Swift"),
    ])
    func anImportWithoutAnArrowIsFound(path: String, line: String) {
        let file = SourceFile(path: path, text: "// The first line.\n\(line)\nstruct Planted {}\n")
        #expect(ImportRule.findings(in: [file], table: ArrowTable.table).count == 1)
    }

    @Test(arguments: [
        ("Sources/Replication/Allowed.swift", "public import Causality\nimport Crypto"),
        ("Sources/WireProtocol/Generated/Allowed.pb.swift", "import Foundation\ninternal import SwiftProtobuf"),
        ("Sources/PeerServer/Allowed.swift", "import HummingbirdTLS\nimport NIOSSL"),
        ("Sources/Causality/Allowed.swift", "// import Foundation\nlet text = \"\"\"\nimport Foundation\n\"\"\""),
        ("Tests/CausalityTests/Allowed.swift", "import Foundation"),
        ("Tests/StorageTestKit/Allowed.swift", "package import Replication\nimport Testing"),
    ])
    func anImportAlongAnArrowIsNot(path: String, text: String) {
        let found = ImportRule.findings(in: [SourceFile(path: path, text: text)], table: ArrowTable.table)
        #expect(found.isEmpty, "\(found.report)")
    }

    private static let plantedTable = [
        "Low": Arrows(), "Middle": Arrows(own: ["Low"]), "High": Arrows(own: ["Low", "Middle"]), "CLow": Arrows(),
    ]

    private func findings(inManifest targets: String) -> [String] {
        let file = SourceFile(path: "Package.swift", text: "let package = Package(targets: [\n\(targets)\n])\n")
        return ManifestRule.findings(in: [file], table: ArrowTests.plantedTable).map(\.message)
    }

    @Test func aManifestThatAgreesHasNoFindings() {
        let found = findings(
            inManifest: """
                library("Low", []),
                // A comment with ( and "Middle".
                library("Middle", ["Low", crypto]),
                .executableTarget(
                    name: "High",
                    dependencies: ["Low", .target(name: "Middle")]),
                .systemLibrary(name: "CLow", pkgConfig: "libclow", providers: [.apt(["libclow-dev"])]),
                tests("LowTests", ["Low", "High"]),
                """)
        #expect(found == [])
    }

    @Test func aManifestThatDisagreesIsFound() {
        let found = findings(
            inManifest: """
                library("Low", ["Middle"]),
                library(
                    "Middle",
                    [
                        crypto,
                    ]),
                library("High", ["Low", "Middle"]),
                library("Stranger", []),
                """)
        #expect(
            found == [
                "Low depends on Middle, and no arrow leads there",
                "Middle has an arrow to Low that the manifest does not declare",
                "target Stranger has no entry in the arrow table",
                "target CLow is not declared",
            ])
    }
}
