/// Rules that look at one line of code, or at the number of lines.
enum ShapeRules {
    static let lineCountMax = 500

    /// A file that nobody reads to its end hides things: 500 lines are the soft cap.
    static func longFiles(in files: [SourceFile]) -> [Finding] {
        files.compactMap { file in
            guard file.isSwift, !file.isGenerated, file.lines.count > lineCountMax else { return nil }
            return Finding(
                path: file.path, line: file.lines.count,
                message: "\(file.lines.count) lines, at most \(lineCountMax): split the file by topic")
        }
    }

    /// Bad input gets an error, never a trap; and a library writes to nobody's terminal.
    static func trapsAndPrints(in files: [SourceFile]) -> [Finding] {
        lines(of: files) {
            !$0.isGenerated && $0.target != nil
        } found: { file, line in
            for trap in ["try!", "as!", "fatalError", "unsafelyUnwrapped"]
            where Words.contains(trap, in: line) {
                return "\(trap) ends the process; throw an error that names the value"
            }
            if !["tingsu", "tingsu-sim"].contains(file.target), Words.contains("print(", in: line, bare: true) {
                return "print( belongs to the command line; a library logs or returns"
            }
            return nil
        }
    }

    /// The targets that are functions of what they are given.
    static let pureTargets = ["Causality", "Replication", "CaseFile"]

    /// The pure core knows no clock and no random number: a simulation replays it from a seed.
    static func clocksAndRandomness(in files: [SourceFile]) -> [Finding] {
        let impure = [
            "Date()", "Date.now", "Clock", "ContinuousClock", "SuspendingClock", "DispatchTime", "clock_gettime",
            "gettimeofday", "UUID()", "SystemRandomNumberGenerator", ".random(in", ".randomElement(", ".shuffled(",
            ".shuffle(",
        ]
        return lines(of: files) {
            $0.target.map(pureTargets.contains) ?? false
        } found: { file, line in
            impure.first { Words.contains($0, in: line) }
                .map { "\($0) in \(file.target ?? ""), which is given its time and its random numbers" }
        }
    }

    /// The targets between a form and the log, whose state an `await` would let others change meanwhile. `Node` hands
    /// them transactions, whose closures are not asynchronous either: the compiler sees to that.
    static let synchronousTargets = pureTargets + ["ReplicaStore", "CaseStore", "CaseWork"]

    /// An actor that awaits between reading and writing numbers two changes alike.
    static func awaitsAroundState(in files: [SourceFile]) -> [Finding] {
        lines(of: files) {
            $0.target.map(synchronousTargets.contains) ?? false
        } found: { file, line in
            ["await", "async"].first { Words.contains($0, in: line) }
                .map { "\($0) in \(file.target ?? ""), which changes replica state" }
        }
    }

    /// Unfinished work is an issue with a number, not a word in a file.
    static func unfinishedWork(in files: [SourceFile]) -> [Finding] {
        // In lower case, so that the rule does not find itself.
        let marks = ["todo", "fixme", "hack"].map { $0.uppercased() }
        return files.filter { !$0.isGenerated }.flatMap { file in
            file.lines.enumerated().compactMap { index, line in
                marks.first { Words.contains($0, in: line) }
                    .map { Finding(path: file.path, line: index + 1, message: "\($0): finish it, or write an issue") }
            }
        }
    }

    /// A test waits on a condition with a limit; a fixed pause is too long on one machine and too short on another.
    /// Only the polling primitive itself, `Eventually.swift`, pauses.
    static func sleepsInTests(in files: [SourceFile]) -> [Finding] {
        lines(of: files) {
            $0.path.hasPrefix("Tests/") && !$0.path.hasSuffix("/Eventually.swift")
        } found: { _, line in
            ["sleep(", "usleep(", "nanosleep("].first { Words.contains($0, in: line) }
                .map { "\($0) in a test: wait on a condition with a limit (Eventually.swift)" }
        }
    }

    private static func lines(
        of files: [SourceFile], where isCovered: (SourceFile) -> Bool, found: (SourceFile, String) -> String?
    ) -> [Finding] {
        files.filter { $0.isSwift && isCovered($0) }.flatMap { file in
            file.code.enumerated().compactMap { index, line in
                found(file, line).map { Finding(path: file.path, line: index + 1, message: $0) }
            }
        }
    }
}
