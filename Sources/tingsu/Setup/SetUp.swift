import ArgumentParser
import CaseFile
import Foundation
import Identity
import Node

/// `tingsu setup`
struct SetUp: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "setup", abstract: "一步步设置这台电脑 set this machine up, step by step",
        discussion: """
            县中心、乡镇、村都用它。每个问题都有默认值，答错会当场指出；已设置好的不会改动。
            不提问：用 --yes，并在选项里或 --answers 文件里写明。
            For center, hub and device. Each question has its default and is checked at once; what is set up is not changed.
            Without questions: --yes, with options or a file of --answers.
            """)

    @OptionGroup var answers: SetupAnswers

    @Option(
        name: .customLong("answers"), help: "答案文件（JSON，成员与选项同名，如 backupFolder） a JSON file with the options as members")
    var answersFile: String?

    @Flag(name: .shortAndLong, help: "不提问，没写明的用默认值 ask nothing, take the defaults")
    var yes = false

    @OptionGroup var options: GlobalOptions

    private struct Reply: Encodable {
        let folder: String
        let role: String
        let name: String
        let county: String
        let isTraining: Bool
        let wasSetUp: Bool
        let fingerprint: String?
        /// Why the first sync did not finish, where it did not.
        let firstSync: String?
        let syncTimes: [String]
        let backup: BackupSettings?
        let serviceStarted: Bool
    }

    func run() async throws {
        try await Output.run(options) {
            if options.folder.isSetUp { return try await showWhatIs() }
            var answers = answers
            if let answersFile { try answers.fill(from: Output.contents(of: answersFile)) }
            let interview = SetupInterview(options: options, answers: answers, isSilent: yes)
            let reply = try await interview.role() == .center ? makeCenter(interview) : join(interview)
            try Output.show(reply, options, text: text)
        }
    }

    // MARK: The three machines

    private func makeCenter(_ interview: SetupInterview) async throws -> Reply {
        let county = try interview.answer(interview.answers.county, option: "county", "县名？", "name of the county?")
        let admin = try interview.answer(
            interview.answers.admin, option: "admin", "管理员姓名？", "the administrator's name?")
        let training = try interview.answer(
            interview.answers.training, option: "training", "是练习用的吗？（yes 或 no；练习县不能与真的县相连）",
            "for training only? (yes or no; a training county cannot be joined with a real one)", standard: "no"
        ) {
            guard ["yes", "no"].contains($0) else { throw SetupInterview.failure("请写 yes 或 no", "write yes or no") }
        }
        let listen = try interview.listen()
        let areas = try interview.answer(
            interview.answers.areas, option: "areas", "区划表（XLSX 或 CSV）在哪里？（none 以后再导入）",
            "where is the table of areas, XLSX or CSV? (none for later)",
            standard: "none"
        ) { if $0 != "none" { _ = try Output.contents(of: $0) } }
        let backup = try interview.backup(role: .center, folder: options.folder)

        let node = try await CenterSetup(
            county: county, isTraining: training == "yes", listen: listen, administrator: admin
        ).run(in: options.folder, logger: options.logger())
        var problem: String?
        if areas != "none" {
            do {
                _ = try await ImportAreasCommand(file: Output.contents(of: areas), isDryRun: false).run(on: node)
            } catch {
                problem = sentence(error)
            }
        }
        let fingerprint = node.credentials.root.fingerprint.readAloud
        try await node.close()
        if let problem { Output.note(options.text("区划表没有导入：\(problem)", "the areas were not imported: \(problem)")) }
        return try await finish(backup: backup, fingerprint: fingerprint, firstSync: nil)
    }

    private func join(_ interview: SetupInterview) async throws -> Reply {
        let invite = try interview.invite()
        Output.note(
            options.text(
                "邀请：\(invite.county) \(invite.deviceName)；县证书指纹 \(invite.fingerprint.readAloud)",
                "invite: \(invite.county), \(invite.deviceName); fingerprint \(invite.fingerprint.readAloud)"))
        let listen = invite.role == .hub ? try interview.listen() : nil
        let proxy = try interview.proxy()
        let times = try interview.syncTimes(
            standard: invite.role == .hub ? NodeSettings.hubSyncTimes : NodeSettings.deviceSyncTimes)
        let backup = try interview.backup(role: invite.role, folder: options.folder)

        let node = try await DeviceJoin(invite: invite, listen: listen, proxy: proxy)
            .run(in: options.folder, logger: options.logger())
        var problem: String?
        do { _ = try await UpstreamSync(node: node).run() } catch { problem = sentence(error) }
        try await node.close()
        try NodeSettings.setSyncTimes(times, in: options.folder)
        return try await finish(
            backup: backup, fingerprint: invite.fingerprint.readAloud, firstSync: problem)
    }

    private func finish(backup: BackupSettings?, fingerprint: String?, firstSync: String?) async throws -> Reply {
        if let backup { try NodeSettings.setBackup(backup, in: options.folder) }
        let started = ServiceUnit.isPresent && ServiceUnit.start()
        return try await reply(
            wasSetUp: false, fingerprint: fingerprint, firstSync: firstSync, serviceStarted: started)
    }

    // MARK: What is said

    private func showWhatIs() async throws {
        try Output.show(await reply(wasSetUp: true), options, text: text)
    }

    private func reply(
        wasSetUp: Bool, fingerprint: String? = nil, firstSync: String? = nil, serviceStarted: Bool = false
    ) async throws -> Reply {
        let settings = try await NodeSettings.load(from: options.folder)
        return Reply(
            folder: options.folder.path, role: settings.role.rawValue, name: settings.name, county: settings.county,
            isTraining: settings.isTraining, wasSetUp: wasSetUp, fingerprint: fingerprint, firstSync: firstSync,
            syncTimes: settings.syncTimes, backup: settings.backup, serviceStarted: serviceStarted)
    }

    private func sentence(_ error: any Error) -> String {
        let failure = CommandFailure.describing(error)
        return options.text(failure.zhHans, failure.en)
    }

    private func text(_ reply: Reply) -> String {
        let training = reply.isTraining ? options.text("【练习县】", " [TRAINING]") : ""
        var lines = [
            reply.wasSetUp
                ? options.text(
                    "这台电脑早已设置好，没有改动任何东西：\(reply.county)\(training) \(reply.name)（\(reply.role)），数据在 \(reply.folder)",
                    "this machine was set up before, and nothing was changed: \(reply.county)\(training), \(reply.name) "
                        + "(\(reply.role)), data in \(reply.folder)")
                : options.text(
                    "已设置好：\(reply.county)\(training) \(reply.name)（\(reply.role)），数据在 \(reply.folder)",
                    "set up: \(reply.county)\(training), \(reply.name) (\(reply.role)), data in \(reply.folder)")
        ]
        if let fingerprint = reply.fingerprint {
            lines.append(options.text("县证书指纹：\(fingerprint)", "fingerprint of the county: \(fingerprint)"))
        }
        if let problem = reply.firstSync {
            lines.append(options.text("首次同步没有完成：\(problem)", "the first sync did not finish: \(problem)"))
        }
        if !reply.syncTimes.isEmpty {
            let times = reply.syncTimes.joined(separator: options.text("、", ", "))
            lines.append(options.text("每天 \(times) 同步", "syncs every day at \(times)"))
        }
        if let backup = reply.backup {
            lines.append(
                options.text(
                    "每天 \(backup.time) 备份到 \(backup.folder)", "copies every day at \(backup.time) into \(backup.folder)"
                ))
        }
        return (lines + next(reply)).joined(separator: "\n")
    }

    private func next(_ reply: Reply) -> [String] {
        var lines: [String] = []
        if reply.serviceStarted {
            lines.append(options.text("后台服务已启动，开机自动运行", "the service runs, and starts with the machine"))
        } else if !reply.wasSetUp {
            lines.append(options.text("接下来：运行 tingsu run", "next: tingsu run"))
        }
        if reply.role == "center", !reply.wasSetUp {
            lines.append(
                options.text(
                    "再接下来：tingsu areas import 导入区划表（若还没有），tingsu invite 邀请乡镇和村",
                    "then: `tingsu areas import`, unless that was done, and `tingsu invite` for each hub and device"))
        }
        if reply.role != "device" {
            if reply.backup == nil {
                lines.append(
                    options.text(
                        "还没有备份：tingsu backup set --folder 文件夹", "no copies yet: tingsu backup set --folder FOLDER"))
            }
            if !reply.wasSetUp {
                lines.append(
                    options.text(
                        "请现在另存一份密钥，锁进保险柜：tingsu backup --with-keys 新文件夹。没有它，电脑坏了就恢复不了",
                        "now save the keys and lock them away: tingsu backup --with-keys FOLDER. Without them a machine that "
                            + "broke cannot be restored"))
            }
        }
        return lines
    }
}
