import CaseFile
import Node

/// Lays meetings out for a terminal.
struct MeetingText {
    private let options: GlobalOptions
    private var language: Language { options.language }

    init(_ options: GlobalOptions) {
        self.options = options
    }

    func list(_ reply: ListMeetingsCommand.Reply) -> String {
        var lines: [String] = []
        if reply.meetings.isEmpty { lines.append(options.text("这些日子没有会议", "no meetings on these days")) }
        lines += TextLayout.table(reply.meetings.map { [$0.record.short] + row($0) })
        if !reply.series.isEmpty {
            lines += ["", options.text("例会", "series")]
            lines += TextLayout.table(
                reply.series.map { series in
                    [
                        series.record.short, series.title, series.kindLabel.text(in: language),
                        "\(series.from) – \(series.until ?? "")", series.record.area,
                    ]
                }, indent: 2)
        }
        return lines.joined(separator: "\n")
    }

    private func row(_ meeting: MeetingReply) -> [String] {
        [
            meeting.time ?? meeting.day ?? "-", meeting.series ?? meeting.kindLabel.text(in: language),
            meeting.stateLabel.text(in: language), meeting.record.area, notes(meeting),
        ]
    }

    private func notes(_ meeting: MeetingReply) -> String {
        var notes: [String] = []
        if meeting.isMoved, let day = meeting.seriesDay {
            notes.append(options.text("原定 \(day)", "by the series \(day)"))
        }
        if !meeting.isCalendarKnown {
            notes.append(options.text("这一年的放假安排还没有公布", "the holidays of that year are not published yet"))
        }
        return notes.joined(separator: options.text("；", "; "))
    }

    func agenda(_ reply: ShowMeetingCommand.Reply) -> String {
        var lines = head(reply)
        lines.append("")
        lines.append(
            reply.isProposal
                ? options.text("议程（程序提出，还没有改定）", "agenda, as proposed") : options.text("议程", "agenda"))
        if reply.agenda.isEmpty { lines.append("  " + options.text("没有议题", "nothing")) }
        for (index, item) in reply.agenda.enumerated() {
            let what = [item.caseFile?.title.text(in: language), item.text].compactMap(\.self).filter { !$0.isEmpty }
            lines += TextLayout.wrapped(
                "\(index + 1). " + what.joined(separator: " ")
                    + (item.why.isEmpty ? "" : options.text("（\(item.why)）", " (\(item.why))")), indent: 2)
            if !item.decision.isEmpty {
                lines += TextLayout.wrapped(options.text("议定：", "decided: ") + item.decision, indent: 5)
            }
        }
        let shown = reply.agenda.filter { $0.caseFile != nil }.count
        if reply.isProposal, reply.openCount > shown {
            lines.append(
                "  "
                    + options.text(
                        "另有在办案件 \(reply.openCount - shown) 件", "\(reply.openCount - shown) more cases are open"))
        }
        return lines.joined(separator: "\n")
    }

    func whole(_ reply: ShowMeetingCommand.Reply) -> String {
        var lines = [agenda(reply)]
        for (label, text) in [
            (options.text("参会人员", "attendees"), reply.attendees?.text(in: language)),
            (options.text("请假和缺席", "absent"), reply.absent?.text(in: language)),
            (options.text("到场当事人", "parties"), reply.parties?.text(in: language)),
            (options.text("会议纪要", "minutes"), reply.minutes),
        ] {
            if let text { lines += ["", label] + TextLayout.wrapped(text, indent: 2) }
        }
        if !reply.tasks.isEmpty {
            lines += ["", options.text("交办的任务", "tasks")]
            lines += TextLayout.table(
                reply.tasks.map { task in
                    [
                        task.record.short, task.due ?? "-",
                        task.isClosed ? options.text("已办结", "done") : options.text("未办结", "open"),
                        task.responsible.text(in: language), task.text,
                    ]
                }, indent: 2)
        }
        return lines.joined(separator: "\n")
    }

    private func head(_ reply: ShowMeetingCommand.Reply) -> [String] {
        let meeting = reply.meeting
        let round = reply.round.map { options.text("第 \($0) 次", "no. \($0)") } ?? ""
        var facts = [
            meeting.record.short, meeting.series ?? "", meeting.kindLabel.text(in: language), round,
            meeting.time ?? meeting.day ?? "", meeting.stateLabel.text(in: language), meeting.record.area,
        ]
        facts += [meeting.place, meeting.convener].compactMap { $0?.text(in: language) }
        return TextLayout.facts(facts + [notes(meeting)])
    }
}
