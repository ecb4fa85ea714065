import Foundation

/// Sticks that somebody carries between the machines of a county.
extension TestCounty {
    /// An empty folder that stands for a stick.
    func stick(_ name: String) throws -> String {
        let path = "\(folder)/\(name)"
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        return path
    }

    /// The bundles on a stick, by name.
    func files(on stick: String) throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: stick).sorted()
    }

    /// Makes a set at a node and answers its files.
    @discardableResult
    func makeBundle(_ node: String, on stick: String, _ further: [String] = []) throws -> [String] {
        guard let paths = try json(node, ["bundle", "make", stick] + further)["paths"] as? [String] else {
            throw NeverHappened(description: "bundle make names no files")
        }
        return paths
    }

    /// Takes what is on a stick and answers what came of each set.
    @discardableResult
    func takeBundles(_ node: String, _ paths: [String], _ further: [String] = []) throws -> [[String: Any]] {
        guard let sets = try json(node, ["bundle", "take"] + paths + further)["sets"] as? [[String: Any]] else {
            throw NeverHappened(description: "bundle take names no sets")
        }
        return sets
    }

    /// From a node to the one above and back, on one stick. Answers what came of the requests and of the answer.
    @discardableResult
    func carry(from node: String, to upper: String, on stick: String) throws -> (up: [String: Any], down: [String: Any])
    {
        let requests = try makeBundle(node, on: stick)
        let up = try takeBundles(upper, requests, ["--answer", stick])
        let answers = try files(on: stick).filter { $0.contains("answer") }.map { "\(stick)/\($0)" }
        let down = try takeBundles(node, answers)
        guard let first = up.first, let last = down.last else {
            throw NeverHappened(description: "nothing was taken: \(up) \(down)")
        }
        for file in try files(on: stick) { try FileManager.default.removeItem(atPath: "\(stick)/\(file)") }
        return (first, last)
    }
}
