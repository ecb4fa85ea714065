import Foundation

/// A program that a test starts and waits for, by the system's own calls.
///
/// Not Foundation's `Process`: two of them that are started at one moment by tests that run side by side can leave one of
/// the two waiting for ever for a child that has long ended.
package enum ChildProgram {
    /// Could not be started, or ended by a signal.
    package struct Failure: Error {
        package let program: String
        package let code: Int32
    }

    /// Runs `program` to its end and answers its exit status and what it printed.
    package static func run(
        _ program: String, _ arguments: [String], environment: [String: String] = ProcessInfo.processInfo.environment
    ) throws -> (status: Int32, output: String) {
        let output = NSTemporaryDirectory() + "child-" + UUID().uuidString
        defer { unlink(output) }
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, 1, output, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
        var words = ([program] + arguments).map { strdup($0) } + [nil]
        var variables = environment.map { strdup("\($0)=\($1)") } + [nil]
        defer { for text in words + variables { free(text) } }
        var child = pid_t()
        let code = posix_spawnp(&child, program, &actions, nil, &words, &variables)
        guard code == 0 else { throw Failure(program: program, code: code) }
        var status: Int32 = 0
        while waitpid(child, &status, 0) < 0 {
            guard errno == EINTR else { throw Failure(program: program, code: errno) }
        }
        guard status & 0x7F == 0 else { throw Failure(program: program, code: status) }
        return ((status >> 8) & 0xFF, (try? String(contentsOfFile: output, encoding: .utf8)) ?? "")
    }
}
