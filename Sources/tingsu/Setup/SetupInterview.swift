import CaseFile
import Foundation
import Identity
import Node

/// The questions of `tingsu setup`, each with its default and checked at once; what the options say is not asked.
struct SetupInterview {
    let options: GlobalOptions
    let answers: SetupAnswers
    /// Whether nobody is asked: then defaults are taken, and what has none is an error.
    let isSilent: Bool

    /// Answers what was given, after the same check, or asks for it.
    func answer(
        _ given: String?, option: String, _ zhHans: String, _ en: String, standard: String? = nil,
        check: (String) throws -> Void = { _ in }
    ) throws -> String {
        if let given {
            try check(given)
            return given
        }
        guard isSilent else { return try Question(options).ask(zhHans, en, standard: standard, check: check) }
        guard let standard else {
            throw SetupInterview.failure("缺少 --\(option)：\(zhHans)", "--\(option) is missing: \(en)")
        }
        try check(standard)
        return standard
    }

    /// Which machine this is. An invite says it.
    func role() throws -> NodeRole {
        if answers.invite != nil, answers.role == nil { return try invite().role }
        let text = try answer(
            answers.role, option: "role",
            "这台电脑是哪一种？center 县中心，hub 乡镇，device 村（乡镇和村要先有县中心发的邀请文件）",
            "which machine is this? center, hub or device (hub and device need an invite file from the center)"
        ) { text in
            guard NodeRole(rawValue: text) != nil else {
                throw SetupInterview.failure("“\(text)”：请写 center、hub 或 device", "\(text): write center, hub or device")
            }
        }
        return NodeRole(rawValue: text) ?? .device
    }

    func invite() throws -> Invite {
        let path = try answer(answers.invite, option: "invite", "邀请文件在哪里？", "where is the invite file?") {
            _ = try read($0)
        }
        return try read(path)
    }

    private func read(_ path: String) throws -> Invite {
        let invite = try Invite(decoding: Array(try Output.contents(of: path)))
        if let role = answers.role, role != invite.role.rawValue {
            throw SetupInterview.failure(
                "这份邀请是给 \(invite.role.rawValue) 的，不是 \(role)",
                "this invite is for a \(invite.role.rawValue), not a \(role)")
        }
        return invite
    }

    func listen() throws -> NodeSettings.Listen {
        let host = try answer(
            answers.host, option: "host", "监听哪个地址？（0.0.0.0 是所有网卡）", "which address to listen on?", standard: "0.0.0.0")
        let port = try answer(
            answers.port, option: "port", "监听哪个端口？", "which port to listen on?",
            standard: "\(NodeSettings.standardPort)"
        ) { text in
            guard let port = Int(text), (1...65_535).contains(port) else {
                throw SetupInterview.failure("“\(text)”不是端口：1–65535", "\(text) is no port: 1–65535")
            }
        }
        return .init(host: host, port: Int(port) ?? NodeSettings.standardPort)
    }

    /// Nil for what the system's environment says.
    func proxy() throws -> ProxySetting? {
        let text = try answer(
            answers.proxy, option: "proxy", "上网要经过代理吗？（system 照系统设置，none 不用，或写 http://主机:端口）",
            "is there a proxy on the way? (system, none, or http://host:port)", standard: "system"
        ) { if $0 != "system" { _ = try ProxySetting($0) } }
        return text == "system" ? nil : try ProxySetting(text)
    }

    func syncTimes(standard: [String]) throws -> [String] {
        func times(_ text: String) -> [String] {
            text.split(whereSeparator: { ",， ".contains($0) }).map { String($0).replacing("：", with: ":") }
        }
        let text = try answer(
            answers.syncTimes, option: "sync-times", "每天几点同步？（北京时间，可写几个，用逗号隔开）",
            "at which times of day to sync? (Asia/Shanghai, several with commas)",
            standard: standard.joined(separator: ",")
        ) { _ = try DailySchedule(times: times($0)) }
        return times(text)
    }

    /// Nil for none yet.
    func backup(role: NodeRole, folder: NodeFolder) throws -> BackupSettings? {
        // A device's records are at the township; its administrator may set it all the same.
        guard role != .device || answers.backupFolder != nil else { return nil }
        func settings(_ path: String) -> BackupSettings {
            .init(
                folder: URL(fileURLWithPath: path).standardizedFileURL.path,
                time: answers.backupTime ?? BackupSettings.standardTime)
        }
        let path = try answer(
            answers.backupFolder, option: "backup-folder",
            "每天的备份放在哪个文件夹？（要在另一块盘上，如 /mnt/backup/tingsu；none 以后再设）",
            "which folder shall the nightly copies go to? (on another disk, as /mnt/backup/tingsu; none for later)",
            standard: "none"
        ) { path in
            guard path != "none" else { return }
            let backup = settings(path)
            try backup.check()
            ServiceUser.prepare(copies: backup.folder, for: folder)
            guard FileManager.default.fileExists(atPath: backup.folder) else {
                throw BackupProblem.folderMissing(path: backup.folder)
            }
        }
        return path == "none" ? nil : settings(path)
    }

    static func failure(_ zhHans: String, _ en: String) -> CommandFailure {
        CommandFailure(kind: .badInput, code: "setup", zhHans: zhHans, en: en)
    }
}
