import CaseFile
import CaseWork
package import Console
import Foundation
import Identity
import Replication

/// Sticks as pages have them: the same commands as the command line's, with files that travel through the browser.
extension NodePages {
    /// A browser holds a file in memory, and so does the form that brings it back.
    private static let partBytes = 16 << 20

    package func makeStick() async throws -> StickSet {
        try await refusing { StickSet(try await node.makeBundle(partBytes: NodePages.partBytes, everything: false)) }
    }

    package func stick(_ set: String) async -> StickSet? {
        guard let id = BundleID(set), id.description == set else { return nil }
        let folder = "\(node.folder.bundlesPath)/\(set)"
        let names = ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []).filter {
            !$0.hasSuffix(".new")
        }
        guard !names.isEmpty else { return nil }
        let files = names.map { name in
            let attributes = try? FileManager.default.attributesOfItem(atPath: "\(folder)/\(name)")
            return StickSet.File(name: name, byteCount: attributes?[.size] as? Int ?? 0)
        }
        let receiver = try? await node.upstreamMachine().name
        return StickSet(id: set, receiver: receiver ?? "", files: files.sorted { $0.number < $1.number })
    }

    package func stickFile(_ set: String, _ number: Int) async throws -> [UInt8]? {
        guard let made = await stick(set), made.files.indices.contains(number) else { return nil }
        return try DurableFile("\(node.folder.bundlesPath)/\(set)/\(made.files[number].name)")
            .read(byteCountMax: NodePages.partBytes * 2)
    }

    package func takeSticks(_ files: [[UInt8]]) async throws -> [StickTaken] {
        let folder = "\(node.folder.bundlesPath)/\(UUID().uuidString)"
        defer { try? FileManager.default.removeItem(atPath: folder) }
        var paths: [String] = []
        for (index, file) in files.enumerated() {
            paths.append("\(folder)/\(index)")
            try DurableFile(paths[index]).write(file, readers: .owner)
        }
        let reply = try await refusing {
            try await TakeBundlesCommand(
                paths: paths, passesOverOthers: false, answerPartBytes: NodePages.partBytes
            ).run(on: node)
        }
        let taken = reply.sets.flatMap { StickTaken.all($0) }
        let problems = (reply.files.compactMap(\.problem)).map {
            StickTaken(text: Label($0.zhHans, $0.en), isProblem: true, answer: nil)
        }
        return taken + problems
    }

    package func outstandingSticks() async throws -> [StickOutstanding] {
        // One that was answered stays outstanding: a later answer to it would count, too.
        try await node.read { try $1.outstandingBundles() }.filter { !$0.isAnswered }.map {
            StickOutstanding(digits: String($0.set.description.prefix(8)), madeAt: $0.madeAt, files: $0.parts)
        }
    }
}

extension StickSet {
    init(_ made: MadeBundle) {
        self.init(
            id: made.set.description, receiver: made.receiver,
            files: made.parts.map {
                .init(name: URL(fileURLWithPath: $0.path).lastPathComponent, byteCount: $0.byteCount)
            })
    }
}

extension StickSet.File {
    /// The part that the name says, so that the tenth does not stand before the second.
    fileprivate var number: Int {
        name.split(separator: "-").last.flatMap { Int($0.prefix { $0.isNumber }) } ?? 0
    }
}

extension StickTaken {
    /// What came of one set, and what is missing of it.
    static func all(_ taken: TakeBundlesCommand.Taken) -> [StickTaken] {
        func label(_ key: String, _ arguments: [String: String]) -> Label {
            Label(Words(.zhHans).text("bundle.\(key)", arguments), Words(.en).text("bundle.\(key)", arguments))
        }
        if let problem = taken.problem {
            return [StickTaken(text: Label(problem.zhHans, problem.en), isProblem: true, answer: nil)]
        }
        var all = [
            StickTaken(
                text: label("taken_\(taken.standing)", ["machine": taken.sender, "count": "\(taken.received)"]),
                isProblem: false, answer: taken.answer.map { StickSet($0) })
        ]
        if taken.files > 0 {
            all.append(
                StickTaken(text: label("taken_files", ["count": "\(taken.files)"]), isProblem: false, answer: nil))
        }
        if !taken.missing.isEmpty {
            all.append(
                StickTaken(
                    text: label(
                        "part_missing",
                        [
                            "machine": taken.sender, "count": "\(taken.partCount)",
                            "missing": taken.missing.map { "\($0)" }.joined(separator: "、"),
                        ]), isProblem: true, answer: nil))
        }
        return all
    }
}

extension StickSet {
    init(_ reply: MakeBundleCommand.Reply) {
        self.init(
            id: reply.set, receiver: reply.receiver,
            files: reply.parts.map {
                .init(name: URL(fileURLWithPath: $0.path).lastPathComponent, byteCount: $0.bytes)
            })
    }
}
