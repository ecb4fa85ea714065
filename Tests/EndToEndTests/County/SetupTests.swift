import Foundation
import Testing

/// `tingsu setup`: questions, options, a file of answers, and what is set up already.
@Suite(.serialized) struct SetupTests {

    /// A slip in each answer that can be wrong is named at once, and asked again.
    @Test func itAsksAndChecksEachAnswer() throws {
        let county = try TestCounty(hubIsNeeded: false)
        let disk = "\(county.folder)/disk"
        try FileManager.default.createDirectory(atPath: disk, withIntermediateDirectories: true)
        let answers = [
            "village", "center", "新县", "王主任", "maybe", "yes", "127.0.0.1", "99999", "18443", "/nowhere.csv",
            "\(county.folder)/areas.csv", "/nowhere", disk,
        ]
        let outcome = try county.run(
            "other", ["setup", "--lang", "zh-Hans"], input: answers.joined(separator: "\n") + "\n")
        #expect(outcome.status == 0, "\(outcome.errors)")
        for complaint in ["“village”", "请写 yes 或 no", "“99999”不是端口", "读不到文件 /nowhere.csv", "找不到备份文件夹 /nowhere"] {
            #expect(outcome.errors.contains(complaint), "\(complaint)")
        }
        #expect(outcome.output.contains("已设置好：新县【练习县】"))
        #expect(outcome.output.contains("--with-keys"))
        #expect(try county.json("other", ["areas", "list"]).description.contains("藤田镇"))
        let backup = try #require(try county.json("other", ["status"])["backup"] as? [String: Any])
        #expect(backup["folder"] as? String == disk)
    }

    @Test func aDeviceIsSetUpFromAFileOfAnswers() throws {
        let county = try TestCounty(hubIsNeeded: false)
        try county.succeed(
            "center",
            [
                "invite", "--name", "一村甲机", "--area", "练习一村", "--person", "张干部", "--address",
                county.address(of: "center"), "-o", "\(county.folder)/d1.invite",
            ])
        let file = "\(county.folder)/answers.json"
        let answers = ["invite": "\(county.folder)/d1.invite", "syncTimes": "12:10，17：40"]
        try JSONEncoder().encode(answers).write(to: URL(fileURLWithPath: file))
        let reply = try county.json("d1", ["setup", "--answers", file, "--yes"])
        #expect(reply["syncTimes"] as? [String] == ["12:10", "17:40"])
        #expect(reply["firstSync"] == nil)
        // Again: it says what is there, and touches nothing.
        let settings = try Data(contentsOf: URL(fileURLWithPath: county.data("d1") + "/node.json"))
        let again = try county.json("d1", ["setup", "--role", "center", "--county", "别的县", "--yes"])
        #expect(again["wasSetUp"] as? Bool == true)
        #expect(again["county"] as? String == "永丰县")
        #expect(try Data(contentsOf: URL(fileURLWithPath: county.data("d1") + "/node.json")) == settings)
    }

    @Test func whatIsMissingOrUnknownIsNamed() throws {
        let county = try TestCounty(hubIsNeeded: false)
        let missing = try county.run("other", ["setup", "--role", "center", "--county", "新县", "--yes"])
        #expect(missing.status == 2)
        #expect(missing.errors.contains("--admin"))
        let file = "\(county.folder)/answers.json"
        try #"{"colour": "red"}"#.write(toFile: file, atomically: true, encoding: .utf8)
        let unknown = try county.run("other", ["setup", "--answers", file, "--yes"])
        #expect(unknown.status == 2)
        #expect(unknown.errors.contains("\"colour\""))
        #expect(!FileManager.default.fileExists(atPath: county.data("other") + "/node.json"))
    }
}
