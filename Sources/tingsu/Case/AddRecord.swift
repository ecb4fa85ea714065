import ArgumentParser
import Node

/// `tingsu add`
struct AddRecord: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "add", abstract: "新增任何一类记录 add a record of any kind, by its fields",
        discussion: """
            例 Example: tingsu add case_party case=永丰-001 person=张三 side=申请方
            字段和代码可用英文名或中文名；记录可用编号（末8位即可）、案件编号、姓名。
            以 { 或 [ 开头的内容按 JSON 读取。@author 是说话的人，@now、@today 是现在。
            Fields and codes go by name or label, records by id (its last 8 digits do), case code or name. A value that
            begins with { or [ is read as JSON. @author is who speaks, @now and @today this moment.
            """)

    @Argument(help: "类别，见 tingsu kinds a kind, see tingsu kinds")
    var kind: String

    @Argument(help: "字段=内容，见 tingsu fields 类别 field=value, see tingsu fields KIND")
    var fields: [String]

    @Option(name: .long, help: "对这次记录的说明 a note on this change")
    var note: String?

    @OptionGroup var recording: RecordingOptions
    @OptionGroup var options: GlobalOptions

    func run() async throws {
        let record = SaveRecordsCommand.NewRecord(kind, fields: try FieldArguments.fields(fields), note: note)
        try await Output.save([record], recording, options)
    }
}
