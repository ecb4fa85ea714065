import CLibFuzzer
import Foundation

/// `tingsu-fuzz seeds VECTORS FOLDER` writes the inputs to begin with, `tingsu-fuzz targets` lists the targets, and
/// with `FUZZ_TARGET` set the arguments are those of libFuzzer.
enum FuzzProgram {
    /// Set once, before libFuzzer calls.
    nonisolated(unsafe) static var target = FuzzTarget.all[0]

    static func run(_ count: Int32, _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?) -> Int32 {
        let words = CommandLine.arguments.dropFirst()
        switch words.first {
        case "targets":
            for target in FuzzTarget.all { print(target.name, target.bytesMax) }
            return 0
        case "seeds" where words.count == 3:
            do {
                try writeSeeds(SampleBytes(folder: URL(filePath: words[2])), to: URL(filePath: words[3]))
                return 0
            } catch {
                return fail("\(error)")
            }
        default: break
        }
        let name = ProcessInfo.processInfo.environment["FUZZ_TARGET"] ?? ""
        guard let target = FuzzTarget.all.first(where: { $0.name == name }) else {
            return fail(
                "FUZZ_TARGET is \"\(name)\"; it is one of \(FuzzTarget.all.map(\.name).joined(separator: ", "))")
        }
        self.target = target
        var (count, arguments) = (count, arguments)
        return LLVMFuzzerRunDriver(&count, &arguments) { data, size in
            do {
                try FuzzProgram.target.run(Array(UnsafeBufferPointer(start: data, count: size)))
            } catch {
                // libFuzzer keeps the input of a process that ends so.
                fatalError("\(error)")
            }
            return 0
        }
    }

    private static func writeSeeds(_ samples: SampleBytes, to folder: URL) throws {
        for target in FuzzTarget.all {
            let own = folder.appending(path: target.name)
            try FileManager.default.createDirectory(at: own, withIntermediateDirectories: true)
            for (index, bytes) in try target.seeds(samples).enumerated() {
                try Data(bytes).write(to: own.appending(path: "seed-\(index)"))
            }
        }
    }

    private static func fail(_ text: String) -> Int32 {
        FileHandle.standardError.write(Data("tingsu-fuzz: \(text)\n".utf8))
        return 2
    }
}

/// SwiftPM links an executable with this as its `main`.
@_cdecl("tingsu_fuzz_main")
public func fuzzMain(_ count: Int32, _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?) -> Int32 {
    FuzzProgram.run(count, arguments)
}

/// Asked for by libFuzzer's own `main`, which is linked and never called.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzOneInput(_ data: UnsafePointer<UInt8>?, _ size: Int) -> Int32 { 0 }
