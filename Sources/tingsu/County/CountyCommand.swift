import ArgumentParser

/// `tingsu county …`
struct CountyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "county", abstract: "县级设置：本县增加的问题和代码 what the county adds: questions and codes",
        subcommands: [CountyFieldCommand.self, CountyCodeCommand.self])
}
