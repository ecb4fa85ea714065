import Foundation
import Testing

/// Every command can be asked what it does: an option named twice would end the program before it could say so.
@Suite struct HelpTests {
    @Test(arguments: [
        "setup", "center init", "areas import", "areas list", "invite", "join", "revoke", "run", "sync", "status",
        "bundle make", "bundle inspect", "bundle take",
        "devices",
        "held", "rule", "verify", "doctor", "backup", "backup set", "backup list", "restore", "person add",
        "person list", "person import",
        "household add", "case open", "case list", "visit record", "demand add", "agreement add", "milestone perform",
        "followup plan",
        "followup done", "add", "kinds", "fields", "show", "file", "log", "correct", "withdraw", "reinstate",
        "conflicts", "settle", "due", "done", "extend", "suspend", "resume", "deadline-rule list", "deadline-rule set",
        "holiday list", "holiday import", "import", "catalog", "find", "duplicates list", "duplicates same",
        "duplicates different",
        "county field add", "county field list", "county field end", "county code add", "county code list",
        "county code end",
    ]) func everyCommandExplainsItself(command: String) throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("tingsu-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let process = try TingsuProgram.start(
            command.split(separator: " ").map(String.init) + ["--help"],
            environment: ProcessInfo.processInfo.environment, output: "\(folder)/out", errors: "\(folder)/err")
        process.waitUntilExit()
        let text = try String(contentsOfFile: "\(folder)/out", encoding: .utf8)
        #expect(process.terminationStatus == 0)
        #expect(text.contains("USAGE: tingsu \(command)"))
    }
}
