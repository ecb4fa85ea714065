import Foundation
import Node

/// Somebody at a browser of one node: opened with a launch key, signed in with a PIN. curl makes the requests, over one
/// connection, and its clock is the one that is read: from the beginning of a request to the last byte of its answer.
struct PageReader {
    private let origin: String
    private let jar: URL

    private static let pin = "7319"

    /// Opens the pages of a running node as one of its people, who chooses a PIN.
    init(_ program: TingsuProgram, _ folder: NodeFolder, person: String, in work: URL) throws {
        let output = try program.output(["open", "--print", "--json"], folder)
        guard let address = output.firstMatch(of: #/"address"\s*:\s*"([^"]+)"/#)?.1.replacing("\\/", with: "/"),
            let key = address.firstMatch(of: #/(.*)\/open\?key=(.*)/#)
        else { throw PageError(what: "no address to open in \(output)") }
        origin = String(key.1)
        jar = work.appending(path: "cookies-\(UUID().uuidString)")
        _ = try post("/open", [("key", String(key.2))])
        let people = try text("/people")
        guard
            let path = people.matches(of: #/href="(/people/[^"]+)"><strong>([^<]*)</#).first(where: { $0.2 == person })?
                .1
        else { throw PageError(what: "\(person) does not use this machine") }
        let token = try token(on: String(path))
        _ = try post(String(path), [("form_token", token), ("pin", PageReader.pin), ("again", PageReader.pin)])
    }

    func text(_ path: String) throws -> String {
        try curl(["--url", origin + path])
    }

    /// The addresses on a page that begin so.
    func links(on path: String, beginning: String) throws -> [String] {
        try text(path).matches(of: #/href="([^"]+)"/#).map { String($0.1).replacing("&amp;", with: "&") }
            .filter { $0.hasPrefix(beginning) }
    }

    func token(on path: String) throws -> String {
        guard let token = try text(path).firstMatch(of: #/name="form_token" value="([^"]*)"/#)?.1 else {
            throw PageError(what: "no token on \(path)")
        }
        return String(token)
    }

    private func post(_ path: String, _ fields: [(String, String)]) throws -> String {
        try curl(
            ["--header", "Origin: \(origin)", "--url", origin + path]
                + fields.flatMap { ["--data-urlencode", "\($0.0)=\($0.1)"] })
    }

    /// Milliseconds of each of `count` requests, which take turns over the paths, and the largest answer in bytes. Throws
    /// where a page does not come.
    func times(
        _ paths: [String], count: Int, posting fields: [(String, String)] = []
    ) throws -> (milliseconds: [Double], bytesMax: Int) {
        guard !paths.isEmpty else { throw PageError(what: "nothing to look at") }
        var lines = [
            "silent", "cookie = \"\(jar.path)\"",
            "write-out = \"%{stderr}%{http_code} %{time_total} %{size_download}\\n\"",
            "header = \"Origin: \(origin)\"",
        ]
        lines += fields.map { "data-urlencode = \"\($0.0)=\($0.1)\"" }
        for index in 0..<count {
            lines += ["url = \"\(origin)\(paths[index % paths.count])\"", "output = \"/dev/null\""]
        }
        let answers = try curl(["--config", "-"], input: lines.joined(separator: "\n") + "\n").split(separator: "\n")
            .map { $0.split(separator: " ") }
        let good = fields.isEmpty ? "200" : "303"
        guard answers.count == count, answers.allSatisfy({ $0.count == 3 && $0[0] == good }) else {
            throw PageError(what: "\(paths[0]): \(answers.first { $0.first.map { $0 != good } ?? true } ?? [])")
        }
        return (
            answers.compactMap { Double($0[1]) }.map { $0 * 1000 }, answers.compactMap { Int($0[2]) }.max() ?? 0
        )
    }

    /// The answer, or with `input` what curl says of each request.
    private func curl(_ arguments: [String], input: String? = nil) throws -> String {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/curl")
        process.arguments =
            input == nil
            ? ["--silent", "--show-error", "--fail", "--cookie", jar.path, "--cookie-jar", jar.path] + arguments
            : arguments
        let (given, output) = (Pipe(), Pipe())
        process.standardInput = given
        if input == nil { process.standardOutput = output } else { process.standardError = output }
        try process.run()
        if let input {
            // More than a pipe holds: curl reads its configuration to the end before it says anything.
            given.fileHandleForWriting.write(Data(input.utf8))
        }
        try given.fileHandleForWriting.close()
        let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        guard process.terminationStatus == 0 else {
            throw PageError(what: "curl \(arguments) ended with \(process.terminationStatus): \(text)")
        }
        return text
    }
}

struct PageError: Error, CustomStringConvertible {
    let what: String
    var description: String { "a page did not come: \(what)" }
}
