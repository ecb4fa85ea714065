import CaseFile
import CaseStore
import CaseWork
import Replication
import Testing

/// 症结: what a case is stuck on becomes somebody's task.
@Suite struct ObstacleTests {
    @Test func anObstacleAndItsTaskAreRecordedInOneStep() throws {
        let office = try Office.withVillage()
        let file = try office.quietCase()
        let day = try #require(CivilDate("2026-06-01"))
        let saved = try office.work { access, writing in
            try writing.record(
                ObstacleDraft(
                    caseFile: file, kind: "document_void", text: "原救助文件已作废", department: "县民政局"),
                ObstacleTask(path: "请示市局后书面答复", due: "2026-06-12", start: day), access)
        }
        #expect(saved.count == 2)
        let task = try office.view(saved[1].key)
        #expect(task.shown(TaskSchema.obstacle).reference?.id == saved[0].key.id)
        #expect(task.shown(TaskSchema.text) == .text("原救助文件已作废"))
        #expect(task.shown(TaskSchema.responsible)[member: UserOrName.name] == .text("县民政局"))
        #expect(task.shown(TaskSchema.due)[member: Due.date].date?.description == "2026-06-12")
        #expect(task.shown(TaskSchema.rule) == .none)
        #expect(throws: CaseWorkError.refused(.assignedAlready("原救助文件已作废"))) {
            try office.work { access, writing in
                try writing.assign(saved[0].key, ObstacleTask(start: day), access)
            }
        }
        let second = try office.work { access, writing in
            try writing.assign(
                saved[0].key, ObstacleTask(text: "补办身份认定", responsible: "张干部", start: day), access)
        }
        #expect(second.count == 1)
        #expect(try office.open(on: "2026-06-01") == ["MEETING-3 2026-06-04", "DAY-TASK 2026-06-12"])
    }

    @Test func nobodyIsFoundResponsibleByGuess() throws {
        let office = try Office.withVillage()
        let file = try office.quietCase()
        let day = try #require(CivilDate("2026-06-01"))
        #expect(throws: CaseWorkError.refused(.responsibleMissing("职责不清"))) {
            try office.work { access, writing in
                try writing.record(
                    ObstacleDraft(caseFile: file, kind: "duty_gap", text: "职责不清"), ObstacleTask(start: day), access)
            }
        }
    }
}
