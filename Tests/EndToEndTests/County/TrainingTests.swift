import Foundation
import Testing

/// A training county and a real one never meet, whatever somebody types.
@Suite(.serialized) struct TrainingTests {
    @Test func aTrainingMachineCannotJoinARealCountyNorARealOneATrainingCounty() throws {
        let training = try TestCounty(hubIsNeeded: false)
        let real = try TestCounty(hubIsNeeded: false, isTraining: false)
        for (own, other) in [(training, real), (real, training)] {
            // An invite of one county, pointed at the center of the other.
            try own.succeed(
                "center",
                [
                    "invite", "--name", "一村甲机", "--area", "练习一村", "--person", "张干部", "--address",
                    other.address(of: "center"), "-o", "\(own.folder)/d1.invite",
                ])
            #expect(try own.run("d1", ["join", "\(own.folder)/d1.invite"]).status != 0)
            #expect(try own.run("d1", ["status"]).status == 3)
            let devices = try other.json("center", ["devices"])["devices"] as? [[String: Any]] ?? []
            #expect(devices.allSatisfy { $0["name"] as? String != "一村甲机" })
        }
    }

    @Test func aMachineOfOneKindCannotSyncWithTheOther() throws {
        let training = try TestCounty(hubIsNeeded: false)
        let real = try TestCounty(hubIsNeeded: false, isTraining: false)
        for (own, other) in [(training, real), (real, training)] {
            try own.join("d1", machine: "一村甲机", area: "练习一村", person: "张干部", upstream: "center")
            try own.importLines("d1", [TestCounty.caseLine("A-1")])
            // Somebody edits the address.
            let path = "\(own.data("d1"))/node.json"
            let settings = try String(contentsOfFile: path, encoding: .utf8)
            let port = { (county: TestCounty) in "\(county.port(of: "center"))" }
            #expect(settings.contains(port(own)))
            try settings.replacingOccurrences(of: port(own), with: port(other))
                .write(toFile: path, atomically: true, encoding: .utf8)
            #expect(try own.run("d1", ["sync"]).status != 0)
            #expect(try other.held("center") == 0)
            #expect(try own.json("d1", ["status"])["isTraining"] as? Bool == (own === training))
        }
    }
}
