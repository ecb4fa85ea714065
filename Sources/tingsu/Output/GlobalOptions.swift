import ArgumentParser
import CaseFile
import Foundation
import Logging
import Node

/// The options that every command takes.
struct GlobalOptions: ParsableArguments {
    @Option(name: .long, help: "数据文件夹 the node's data folder (or TINGSU_DATA)")
    var data: String?

    @Option(name: .long, help: "见证文件，须在数据文件夹之外 the witness file, outside the data folder (or TINGSU_WITNESS)")
    var witness: String?

    @Flag(name: .long, help: "输出 JSON print JSON")
    var json = false

    @Option(name: .long, help: "语言 zh-Hans 或 en language of the output (or TINGSU_LANG)")
    var lang: String?

    var environment: [String: String] { ProcessInfo.processInfo.environment }

    var folder: NodeFolder {
        let path = data ?? environment["TINGSU_DATA"] ?? GlobalOptions.standardFolder(environment)
        return NodeFolder(path: path, witnessPath: witness ?? environment["TINGSU_WITNESS"], environment: environment)
    }

    /// Chinese first: English where it is asked for, by option, by TINGSU_LANG or by an English locale.
    var language: Language {
        let text = lang ?? environment["TINGSU_LANG"] ?? environment["LC_ALL"] ?? environment["LANG"] ?? ""
        return text.hasPrefix("en") ? .en : .zhHans
    }

    func validate() throws {
        if let lang, Language(rawValue: lang) == nil {
            throw ValidationError("--lang \(lang)：请用 zh-Hans 或 en; use zh-Hans or en")
        }
    }

    /// One of two texts, by the language of the output.
    func text(_ zhHans: String, _ en: String) -> String { language == .zhHans ? zhHans : en }

    /// Logs go to the error stream, so that a script that reads the output reads only that.
    func logger(level: Logger.Level = .warning) -> Logger {
        var logger = Logger(label: "tingsu") { StreamLogHandler.standardError(label: $0) }
        logger.logLevel = environment["TINGSU_LOG"].flatMap { Logger.Level(rawValue: $0) } ?? level
        return logger
    }

    private static func standardFolder(_ environment: [String: String]) -> String {
        if ServiceUser.meansSystemFolder { return NodeFolder.systemPath }
        if let data = environment["XDG_DATA_HOME"], !data.isEmpty { return data + "/tingsu" }
        return (environment["HOME"] ?? ".") + "/.local/share/tingsu"
    }
}
