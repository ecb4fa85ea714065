import ArgumentParser
import Foundation
import Node

/// What `tingsu setup` has to know; each member an option of the command line, and of the same name in the file that
/// `--answers` names.
struct SetupAnswers: ParsableArguments {
    @Option(name: .long, help: "center（县中心）、hub（乡镇）或 device（村） which machine this is")
    var role: String?

    @Option(name: .long, help: "县名（县中心） name of the county, at the center")
    var county: String?

    @Option(name: .long, help: "管理员姓名（县中心） the administrator's name, at the center")
    var admin: String?

    @Option(name: .long, help: "yes：练习县（县中心） yes for a training county, at the center")
    var training: String?

    @Option(name: .long, help: "区划表 CSV（县中心） CSV of areas, at the center; none for later")
    var areas: String?

    @Option(name: .long, help: "邀请文件（乡镇、村） the invite file, at hub and device")
    var invite: String?

    @Option(name: .long, help: "监听地址（县中心、乡镇） host to listen on")
    var host: String?

    @Option(name: .long, help: "监听端口（县中心、乡镇） port to listen on")
    var port: String?

    @Option(name: .long, help: "代理服务器（乡镇、村） proxy, none or system")
    var proxy: String?

    @Option(name: .long, help: "同步时间，如 17:30,18:30（乡镇、村） times of day to sync")
    var syncTimes: String?

    @Option(name: .long, help: "备份文件夹；none 以后再设 folder for nightly copies; none for later")
    var backupFolder: String?

    @Option(name: .long, help: "备份时间 time of day of the nightly copy")
    var backupTime: String?

    init() {}

    private enum CodingKeys: String, CodingKey, CaseIterable {
        case role, county, admin, training, areas, invite, host, port, proxy, syncTimes, backupFolder, backupTime
    }

    private static var members: [CodingKeys: WritableKeyPath<SetupAnswers, String?>] {
        [
            .role: \.role, .county: \.county, .admin: \.admin, .training: \.training, .areas: \.areas,
            .invite: \.invite, .host: \.host, .port: \.port, .proxy: \.proxy, .syncTimes: \.syncTimes,
            .backupFolder: \.backupFolder, .backupTime: \.backupTime,
        ]
    }

    /// Reads a JSON object of texts; takes the command line's answer where both give one. Throws `CommandFailure` naming
    /// a member that is unknown or no text.
    mutating func fill(from data: Data) throws {
        guard let object = try? JSONDecoder().decode([String: String].self, from: data) else {
            throw CommandFailure(
                kind: .badInput, code: "answers", zhHans: "答案文件读不懂：应是一个 JSON 对象，值都是文字，如 {\"role\": \"device\"}",
                en: "the file of answers is not readable: it is a JSON object of texts, as {\"role\": \"device\"}")
        }
        for name in object.keys.sorted() {
            guard let key = CodingKeys(rawValue: name), let path = SetupAnswers.members[key] else {
                let known = CodingKeys.allCases.map(\.rawValue).joined(separator: ", ")
                throw CommandFailure(
                    kind: .badInput, code: "answers", zhHans: "答案文件里有不认识的“\(name)”：可用的有 \(known)",
                    en: "\"\(name)\" in the file of answers is unknown: use \(known)")
            }
            if self[keyPath: path] == nil { self[keyPath: path] = object[name] }
        }
    }
}
