import Foundation
import Testing

/// The three cases of the article, as `make demo` plays them: from first reception to closing and review.
@Suite(.serialized, .timeLimit(.minutes(10)))
struct ExampleTests {
    @Test(arguments: ["housing-demolition", "injury-dispute", "medical-aid"])
    func theCaseIsPlayedToItsEnd(name: String) throws {
        let played = try play(name)
        try #require(played.status == 0, "\(played.errors)\n\(played.output.suffix(2000))")
        // The last check before closing finds nothing open, the review is written, and what is handed out holds.
        let checks = played.output.components(separatedBy: "【程序】")
        #expect(checks.count >= 2)
        #expect(checks.last?.contains("没办完 0 项\n  法律事项") == true, "\(checks.last?.prefix(400) ?? "")")
        #expect(checks.last?.contains("【实质】未终结，没办完 0 项") == true)
        #expect(played.output.contains("  复盘  "))
        #expect(played.output.contains("核验无误。已经证明"))
        #expect(played.output.hasSuffix("所有命令\n"))
    }

    @Test func anUnknownCaseNamesThoseThatThereAre() throws {
        for name in ["nothing", "../Examples/medical-aid"] {
            let played = try play(name)
            #expect(played.status == 2)
            for word in [name, "housing-demolition", "injury-dispute", "medical-aid"] {
                #expect(played.errors.contains(word), "\(word)")
            }
        }
    }

    private func play(_ name: String) throws -> TingsuProgram.Outcome {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("tingsu-play-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let (output, errors) = (folder.appendingPathComponent("out"), folder.appendingPathComponent("err"))
        for file in [output, errors] { _ = FileManager.default.createFile(atPath: file.path, contents: nil) }
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/bin/bash")
        process.arguments = [
            URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent(
                "../../../Examples/demo"
            ).standardized.path
        ]
        process.environment = [
            "PATH": "/usr/bin:/bin", "HOME": folder.path, "LANG": "C.UTF-8", "TMPDIR": folder.path, "CASE": name,
            "TINGSU": TingsuProgram.path,
        ]
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = try FileHandle(forWritingTo: output)
        process.standardError = try FileHandle(forWritingTo: errors)
        try process.run()
        process.waitUntilExit()
        return TingsuProgram.Outcome(
            status: process.terminationStatus, output: try String(contentsOf: output, encoding: .utf8),
            errors: try String(contentsOf: errors, encoding: .utf8))
    }
}
