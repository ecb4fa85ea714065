/// The project builds anywhere: nothing in it names the machine that it was written on or where that one gets packages.
enum TraceRules {
    /// Where people and build machines keep working copies. Without slashes, so that the rule does not find itself.
    private static let folders = ["home", "Users", "root", "work", "workspace", "builds"].map { "/\($0)/" }
    /// Hosts that a build may ask: where the packages and the toolchain are published.
    private static let hosts = [
        "github.com", "www.swift.org", "www.w3.org", "www.debian.org", "localhost", "127.0.0.1", "example.org",
        "example.com",
    ]

    static func machinePaths(in files: [SourceFile]) -> [Finding] {
        files.flatMap { file in
            file.lines.enumerated().compactMap { index, line in
                folders.first { startsPath($0, in: line) }
                    .map { Finding(path: file.path, line: index + 1, message: "names a folder of one machine: \($0)") }
            }
        }
    }

    /// In what builds and installs, every URL leads to a public home; a mirror belongs in the builder's settings.
    static func packageHosts(in files: [SourceFile]) -> [Finding] {
        files.flatMap { file -> [Finding] in
            guard isBuildFile(file.path) else { return [] }
            return file.lines.enumerated().flatMap { index, line in
                hostsNamed(in: line).filter { host in
                    !hosts.contains { host == $0 || host.hasSuffix("." + $0) }
                }
                .map {
                    Finding(
                        path: file.path, line: index + 1, message: "asks the host \($0), which is not a public home")
                }
            }
        }
    }

    private static func isBuildFile(_ path: String) -> Bool {
        path == "Makefile" || path.hasPrefix(".ci/") || path.hasPrefix("Deploy/") || path.hasSuffix("Package.swift")
            || path.hasSuffix("Package.resolved")
    }

    /// Whether `folder` stands in `line` as the start of a path, not as a part of a longer one: `/srv/…`, `$HOME/…`.
    private static func startsPath(_ folder: String, in line: String) -> Bool {
        Words.offsets(of: folder, in: line).contains { offset in
            guard offset > 0 else { return true }
            let before = Character(UnicodeScalar(Array(line.utf8)[offset - 1]))
            return !before.isLetter && !before.isNumber && !"._-~})".contains(before)
        }
    }

    private static func hostsNamed(in line: String) -> [String] {
        Words.offsets(of: "://", in: line).map { offset in
            String(decoding: line.utf8.dropFirst(offset + 3), as: UTF8.self)
                .prefix { $0.isLetter || $0.isNumber || $0 == "." || $0 == "-" }
        }
        .filter { !$0.isEmpty }.map(String.init)
    }
}
