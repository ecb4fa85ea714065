import Foundation
import Testing

/// A case is handed out, and proven on a machine that has nothing: no data folder, no settings, no network.
@Suite(.timeLimit(.minutes(5)))
struct CaseExportTests {
    private static let number = "360899196403120010"

    /// A county with a case, a person's number, a scan, a step and two papers.
    private func county() throws -> RecordingCounty {
        let county = try RecordingCounty.withCase()
        try county.json("correct", "邹某某", "identity=\(Self.number)")
        let visit = try county.json(
            "add", "visit", "case=永丰-001", "started=2026-05-06 10:00", "narrative=邹某说到受伤的经过几次停下", "--area", "东门村")
        let scan = "\(county.folder)/scan.jpg"
        try Data([0xFF, 0xD8, 0xFF, 0xE0] + [UInt8](repeating: 7, count: 20_000)).write(
            to: URL(fileURLWithPath: scan))
        try county.succeed("attachment", "add", visit["saved"][0]["record"]["id"].text, scan)
        for fields in [
            ["case_step", "case=永丰-001", "stage=assessed", "entered_on=2026-05-10"],
            ["document", "case=永丰-001", "slot=application", "state=present", "title=申请书"],
            ["document", "case=永丰-001", "slot=history", "state=missing", "reason=2015年原件遗失"],
        ] { try county.succeed(["add"] + fields + ["--area", "东门村"]) }
        return county
    }

    /// Runs a command as a machine does that has never seen Tingsu: an empty home and a data folder that is not there.
    private func elsewhere(_ arguments: [String]) throws -> (outcome: TingsuProgram.Outcome, left: [String]) {
        let home = FileManager.default.temporaryDirectory.appendingPathComponent("elsewhere-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(atPath: home, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: home) }
        let (output, errors) = (home + ".out", home + ".err")
        defer { for path in [output, errors] { try? FileManager.default.removeItem(atPath: path) } }
        let process = try TingsuProgram.start(
            arguments,
            environment: [
                "PATH": "/usr/bin:/bin", "HOME": home, "LANG": "C.UTF-8", "TMPDIR": home,
                "TINGSU_DATA": home + "/none",
            ], output: output, errors: errors)
        process.waitUntilExit()
        func text(_ path: String) -> String { (try? String(contentsOfFile: path, encoding: .utf8)) ?? "" }
        return (
            .init(status: process.terminationStatus, output: text(output), errors: text(errors)),
            try FileManager.default.contentsOfDirectory(atPath: home)
        )
    }

    private func files(of folder: String) -> [String] {
        (FileManager.default.enumerator(atPath: folder)?.compactMap { $0 as? String } ?? []).filter {
            var isFolder: ObjCBool = false
            return FileManager.default.fileExists(atPath: "\(folder)/\($0)", isDirectory: &isFolder)
                && !isFolder.boolValue
        }.sorted()
    }

    @Test func aCaseIsProvenWhereThereIsNothingElse() throws {
        let county = try county()
        let folder = "\(county.folder)/案卷"
        let written = try county.json("case", "export", "永丰-001", "--to", folder)
        #expect(written["maskedChanges"].number == 1)
        #expect(written["attachments"].number == 1 && written["absentAttachments"].number == 0)
        let names = files(of: folder)
        #expect(names.contains("档案.html") && names.contains("records.jsonl") && names.contains("manifest.json"))
        #expect(names.contains { $0.hasPrefix("附件/001-") && $0.hasSuffix(".jpg") })
        #expect(Double(names.count) == written["files"].number)
        let page = try String(contentsOfFile: "\(folder)/档案.html", encoding: .utf8)
        for words in ["邹某某与刘某某工伤赔偿纠纷", "2015年原件遗失", "研判", "360899********0010", "几次停下"] {
            #expect(page.contains(words), "\(words)")
        }
        #expect(!page.contains(Self.number))

        let fingerprint = written["rootFingerprint"].text
        let verified = try elsewhere(["verify-export", folder, "--root-fingerprint", fingerprint])
        #expect(verified.outcome.status == 0, "\(verified.outcome.output)\(verified.outcome.errors)")
        #expect(verified.outcome.output.contains("核验无误") && verified.outcome.output.contains("卷里看不出来"))
        #expect(verified.left.isEmpty)
        let report = try JSON(text: elsewhere(["verify-export", folder, "--json"]).outcome.output)
        #expect(report["isSound"].isTrue && report["spokenRootFingerprint"].text == fingerprint)
        // The center's own certificate is among them, so that nothing has to be believed about its key.
        #expect(!report["notProven"].items.contains { $0["zhHans"].text.contains("县中心的密钥") })
        // A copy on another disk is the same.
        let copy = "\(county.folder)/copy"
        try FileManager.default.copyItem(atPath: folder, toPath: copy)
        #expect(try elsewhere(["verify-export", copy]).outcome.status == 0)

        // With the numbers whole, every change is whole.
        let whole = "\(county.folder)/whole"
        try county.json("case", "export", "永丰-001", "--to", whole, "--reveal")
        let revealed = try JSON(text: elsewhere(["verify-export", whole, "--json"]).outcome.output)
        #expect(revealed["isSound"].isTrue && revealed["maskedChanges"].number == 0)
        #expect(report["maskedChanges"].number == 1)
    }

    @Test func whatWasDoneToItIsFoundAndNamed() throws {
        let county = try county()
        let folder = "\(county.folder)/案卷"
        try county.succeed("case", "export", "永丰-001", "--to", folder)
        for name in files(of: folder) {
            let path = "\(folder)/\(name)"
            let whole = try Data(contentsOf: URL(fileURLWithPath: path))
            var changed = whole
            changed[whole.count / 2] ^= 0x20
            try changed.write(to: URL(fileURLWithPath: path))
            let (outcome, _) = try elsewhere(["verify-export", folder])
            #expect([2, 7].contains(outcome.status), "\(name): \(outcome.output)")
            if outcome.status == 7 {
                #expect(outcome.output.contains("案卷有问题"), "\(name)")
                #expect(
                    outcome.output.replacing("\n", with: "").replacing(" ", with: "").contains(
                        name == "manifest.json" ? "manifest.sig" : name), "\(name): \(outcome.output)")
            } else {
                #expect(name == "manifest.json")
            }
            try whole.write(to: URL(fileURLWithPath: path))
        }
        #expect(try elsewhere(["verify-export", folder]).outcome.status == 0)
        #expect(try elsewhere(["verify-export", "\(county.folder)/none"]).outcome.status == 3)
        #expect(try elsewhere(["verify-export", "\(folder)/proof"]).outcome.status == 2)
        #expect(try elsewhere(["verify-export", folder, "--root-fingerprint", "abc"]).outcome.status == 2)
        let other = String(repeating: "0", count: 64)
        let wrong = try elsewhere(["verify-export", folder, "--root-fingerprint", other]).outcome
        #expect(wrong.status == 7 && wrong.output.contains("指纹"))
    }

    @Test func aFolderThatIsThereIsRefusedAndAFullDiskLeavesNothing() throws {
        let county = try county()
        let folder = "\(county.folder)/案卷"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        let refused = try county.run("case", "export", "永丰-001", "--to", folder)
        #expect(refused.status == 2 && refused.errors.contains("已存在"), "\(refused.errors)")
        #expect(files(of: folder).isEmpty)
        let nowhere = try county.run("case", "export", "永丰-001", "--to", "\(county.folder)/a/b")
        #expect(nowhere.status == 3 && nowhere.errors.contains("找不到文件夹"))
        let unknown = try county.run("case", "export", "没有这个案件", "--to", "\(county.folder)/new")
        #expect(unknown.status == 3)
        #expect(!FileManager.default.fileExists(atPath: "\(county.folder)/new"))
        guard SmallDisk.isPossible else { return }
        let stick = "\(county.folder)/stick"
        try FileManager.default.createDirectory(atPath: stick, withIntermediateDirectories: true)
        let disk = try SmallDisk(at: stick, kilobytes: 64)
        let full = try county.run("case", "export", "永丰-001", "--to", "\(stick)/案卷")
        #expect(full.status == 1 && full.errors.contains("空间不够"), "\(full.errors)")
        #expect(try FileManager.default.contentsOfDirectory(atPath: stick).isEmpty)
        withExtendedLifetime(disk) {}
    }

    @Test func theFileSaysWhereACaseStandsAndWhatIsMissing() throws {
        let county = try county()
        let text = try county.succeed("file", "永丰-001")
        for words in ["走到哪一步", "研判", "天", "材料目录：必须的还缺 5 项", "2015年原件遗失", "申请书"] {
            #expect(text.contains(words), "\(words)\n\(text)")
        }
        let file = try county.json("file", "永丰-001")
        #expect(file["state"]["lackingPapers"].number == 5)
        let step = try #require(file["state"]["steps"].items.first { $0["code"].text == "assessed" })
        #expect(step["from"].text == "2026-05-10")
        #expect(file["timeline"].items.contains { $0["isLate"].isTrue && $0["authorName"].text == "王管理" })
    }

    @Test func aDeviceHandsItsCaseOutWithWhatTheHubAndTheCenterSigned() throws {
        let county = try TestCounty()
        try county.join("d1", machine: "一村甲机", area: "练习一村", person: "张干部", upstream: "hub")
        try county.importLines("d1", [TestCounty.caseLine("YF-7"), TestCounty.visitLine("在院坝里听了一个小时", case: "YF-7")])
        try county.succeed("d1", ["sync"])
        try county.succeed("hub", ["sync"])
        let folder = "\(county.folder)/export"
        try county.succeed("d1", ["case", "export", "YF-7", "--to", folder])
        let report = try JSON(text: elsewhere(["verify-export", folder, "--json"]).outcome.output)
        #expect(report["isSound"].isTrue, "\(report)")
        // A device was told the center's key when it joined: that is said.
        #expect(report["notProven"].items.contains { $0["zhHans"].text.contains("县中心的密钥") })
        // The center, beside its running daemon, proves what the device signed.
        let above = "\(county.folder)/above"
        try county.succeed("center", ["case", "export", "YF-7", "--to", above])
        let center = try JSON(text: elsewhere(["verify-export", above, "--json"]).outcome.output)
        #expect(center["isSound"].isTrue && center["changes"].number == report["changes"].number)
    }
}
