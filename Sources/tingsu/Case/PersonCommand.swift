import ArgumentParser
import Node

/// `tingsu person …`
struct PersonCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "person", abstract: "人员 people", subcommands: [Add.self, List.self, Import.self])

    /// `tingsu person add`
    struct Add: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "add", abstract: "登记一个人 record a person",
            discussion: "只有姓名必填；证件号码到签协议时再填。Only the name is required; the document number can wait.")

        @Argument(help: "姓名 name")
        var name: String

        @Option(name: .long, help: "性别 男、女 sex")
        var sex: String?

        @Option(name: .long, help: "出生日期 date of birth")
        var birth: String?

        @Option(name: .long, help: "证件号码 number of the identity document")
        var idNumber: String?

        @Option(name: .long, help: "证件类型，默认居民身份证 type of the document; default: resident identity card")
        var idType: String?

        @Option(name: .long, help: "联系电话 phone")
        var phone: String?

        @Option(name: .long, help: "居住地址 address")
        var address: String?

        @Option(name: .long, help: "所在户：编号或住址 household, by id or address")
        var household: String?

        @Option(name: .long, help: "与户主关系 relation to the head of the household")
        var relation: String?

        @Flag(name: .long, help: "已去世 deceased")
        var deceased = false

        @Option(name: .long, help: "去世日期 date of death")
        var deathDate: String?

        @Option(name: .long, help: "备注 note")
        var note: String?

        @Option(name: .long, help: "其他字段=内容，可多次 further field=value; repeat")
        var set: [String] = []

        @OptionGroup var recording: RecordingOptions
        @OptionGroup var options: GlobalOptions

        func run() async throws {
            var list = FieldList()
            list.add("name", name)
            list.add("sex", sex)
            list.add("birth", birth)
            list.add("identity", group: [("type", idType), ("number", idNumber)])
            list.add("phone", phone)
            list.add("address", address)
            list.add("household", group: [("household", household), ("relation", relation)])
            let isDeceased = deceased || deathDate != nil
            list.add("life_status", group: [("deceased", isDeceased ? "yes" : nil), ("date", deathDate)])
            list.add("note", note)
            try list.add(set)
            try await Output.save([.init("person", fields: list.fields)], recording, options)
        }
    }

    /// `tingsu person list`
    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "list", abstract: "列出人员 list people")

        @Argument(help: "姓名的一部分 part of a name")
        var text = ""

        @OptionGroup var limit: ListLimitOption
        @OptionGroup var place: AreaOption
        @OptionGroup var options: GlobalOptions

        func run() async throws {
            let command = ListPeopleCommand(text: text, area: place.area, limit: limit.most)
            try await Output.perform(command, options) { reply in
                if reply.people.isEmpty { return options.text("没有找到人员", "nobody found") }
                let rows = reply.people.map { person in
                    [
                        person.record.short, ([person.record.title.zhHans] + person.otherNames).joined(separator: "／"),
                        person.isDeceased ? options.text("已去世", "deceased") : "", person.birth ?? "",
                        [person.household, person.relation?.text(in: options.language)].compactMap(\.self)
                            .joined(separator: " "),
                    ]
                }
                return (TextLayout.table(rows) + ListLimitOption.note(reply.isCut, options)).joined(separator: "\n")
            }
        }
    }

    /// `tingsu person import`
    struct Import: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "import", abstract: "导入人员和户 import people and households from a list",
            discussion: """
                表头可用中文或英文，只有姓名必需：name 姓名, sex 性别, birth 出生日期, identity 身份证号, phone 电话,
                address 居住地址, household 户号, household_address 住址, relation 与户主关系, deceased 已去世,
                death_date 去世日期, note 备注。XLSX 读第一个有内容的工作表。
                可重复导入，已有的不改动；有一处错误则全部不导入。
                Columns go by these names, only the name is required. Of an XLSX the first sheet with anything in it is read.
                Repeating it changes nothing that is there; one mistake and nothing is imported.
                """)

        @Argument(help: "XLSX 或 CSV 文件，- 为标准输入 the file, XLSX or CSV; - is the standard input")
        var file: String

        @Flag(name: .long, help: "只检查，不写入 check only")
        var dryRun = false

        @OptionGroup var recording: RecordingOptions
        @OptionGroup var options: GlobalOptions

        func run() async throws {
            try await ImportRecords.run(.people, file: file, isDryRun: dryRun, recording, options)
        }
    }
}
