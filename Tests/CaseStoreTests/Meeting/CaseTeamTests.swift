import CaseFile
import CaseStore
import CaseWork
import Replication
import Testing

/// Who is in the team of a case, since when, and who leads it.
@Suite struct CaseTeamTests {
    private func joining(
        _ file: RecordKey, _ name: String, _ day: String, role: String = "law"
    ) throws -> TeamJoining {
        TeamJoining(caseFile: file, member: name, role: role, from: try #require(CivilDate(day)))
    }

    private func join(_ office: Office, _ file: RecordKey, _ name: String, _ day: String) throws -> RecordKey {
        let joining = try joining(file, name, day)
        return try office.work { access, writing in try writing.join(joining, access) }.key
    }

    private func names(_ office: Office, _ file: RecordKey, on day: String) throws -> [String] {
        let day = try #require(CivilDate(day))
        return try office.read { try $0.caseFile(file) }.team.members(on: day).map { member in
            let value = member.shown(TeamMemberSchema.member)
            let leads = member.shown(TeamMemberSchema.leads) == .boolean(true) ? "*" : ""
            return leads + (value[member: UserOrName.name].plainText ?? "user")
        }
    }

    @Test func whoJoinedAndLeftStandsInTheHistory() throws {
        let office = try Office.withVillage()
        let file = try office.quietCase()
        let wang = try join(office, file, "检察院/王检察官", "2026-06-01")
        _ = try join(office, file, "李干部", "2026-06-03")
        let leaving = try #require(CivilDate("2026-06-10"))
        _ = try office.work { access, writing in try writing.leave(wang, on: leaving, note: "调离", access) }
        #expect(try names(office, file, on: "2026-06-02") == ["王检察官"])
        #expect(try names(office, file, on: "2026-06-10") == ["王检察官", "user"])
        #expect(try names(office, file, on: "2026-06-11") == ["user"])
    }

    @Test func oneColleagueAddedOnTwoMachinesIsOneMember() throws {
        let center = try CenterKey()
        let here = try Office.withVillage(key: center, seed: 1)
        let file = try here.quietCase()
        let there = try Office(key: center, seed: 2)
        try there.take(from: here)
        #expect(try join(here, file, "李干部", "2026-06-03") == join(there, file, "李干部", "2026-06-03"))
        try there.take(from: here)
        try here.take(from: there)
        #expect(try names(here, file, on: "2026-06-03").count == 1)
        #expect(try here.read { try $0.queries.conflicts() }.isEmpty)
    }

    @Test func whoIsInTheTeamIsNotAddedAgain() throws {
        let office = try Office.withVillage()
        let file = try office.quietCase()
        _ = try join(office, file, "李干部", "2026-06-03")
        #expect(throws: CaseWorkError.refused(.inTeamAlready("李干部"))) {
            try join(office, file, "李干部", "2026-06-20")
        }
    }

    @Test func aNewLeadFollowsTheFormerOneAndStandsAtTheCase() throws {
        let office = try Office.withVillage()
        let file = try office.quietCase()
        func lead(_ name: String, _ day: String) throws {
            var joining = try joining(file, name, day, role: "lead")
            joining.position = "县中心主任"
            _ = try office.work { access, writing in try writing.lead(joining, access) }
        }
        try lead("县综治中心/陈主任", "2026-06-01")
        _ = try join(office, file, "李干部", "2026-06-03")
        try lead("李干部", "2026-06-08")
        #expect(try names(office, file, on: "2026-06-03") == ["*陈主任", "user"])
        #expect(try names(office, file, on: "2026-06-08") == ["*user"])
        let lead = try office.view(file).shown(CaseSchema.lead)
        #expect(lead[member: UserOrName.user].reference?.id == Office.li)
        #expect(lead[member: CaseSchema.Officer.position] == .text("县中心主任"))
    }

    /// Who was named in the morning and followed in the afternoon had part in the case and leads it no more.
    @Test func aCaseHasOneLeadOnTheDayOnWhichTwoBegan() throws {
        let office = try Office.withVillage()
        let file = try office.quietCase()
        func lead(_ name: String, _ day: String) throws {
            let joining = try joining(file, name, day, role: "lead")
            _ = try office.work { access, writing in try writing.lead(joining, access) }
        }
        try lead("县综治中心/陈主任", "2026-06-01")
        try lead("李干部", "2026-06-01")
        #expect(try names(office, file, on: "2026-06-01").sorted() == ["*user", "陈主任"])
        #expect(try names(office, file, on: "2026-06-02") == ["*user"])
        // And back again.
        try lead("县综治中心/陈主任", "2026-06-01")
        #expect(try names(office, file, on: "2026-06-01").filter { $0.hasPrefix("*") } == ["*陈主任"])
        #expect(try names(office, file, on: "2026-06-02") == ["*陈主任"])
    }

    @Test func nobodyLeavesBeforeJoining() throws {
        let office = try Office.withVillage()
        let file = try office.quietCase()
        let member = try join(office, file, "李干部", "2026-06-03")
        let early = try #require(CivilDate("2026-06-02"))
        #expect(throws: CaseWorkError.refused(.leftBeforeJoined("2026-06-02", joined: "2026-06-03"))) {
            try office.work { access, writing in try writing.leave(member, on: early, access) }
        }
    }
}
