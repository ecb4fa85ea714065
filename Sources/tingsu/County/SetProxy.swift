import ArgumentParser
import Foundation
import Node

/// `tingsu proxy`
struct SetProxy: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "proxy", abstract: "查看或设置上网用的代理服务器 show or set the proxy that leads out of the office",
        discussion: """
            地址写成 http://10.1.1.1:8080；none 表示不用代理，system 表示照系统的环境变量（https_proxy）。立即生效，后台程序不用重启。
            Write the address as http://10.1.1.1:8080; none is for no proxy, system for what https_proxy says. It holds at
            once, for a running daemon too. TINGSU_PROXY goes before it.
            """)

    @Argument(help: "代理地址，或 none、system the address, or none, or system")
    var address: String?

    @Option(name: .long, help: "用户名 user name")
    var user: String?

    @Flag(name: .long, help: "从标准输入读密码（一行） read the password from the standard input, one line")
    var passwordStdin = false

    @OptionGroup var options: GlobalOptions

    private struct Reply: Encodable {
        /// Without the password; nil for what the environment says.
        let proxy: String?
    }

    func validate() throws {
        if passwordStdin, user == nil { throw ValidationError("--password-stdin 须与 --user 同用 goes with --user") }
        if user != nil, address == nil { throw ValidationError("--user 须与代理地址同用 goes with an address") }
    }

    func run() async throws {
        try await Output.run(options) {
            var proxy = try await NodeSettings.load(from: options.folder).proxy
            if let address {
                proxy = address == "system" ? nil : try ProxySetting(address)
                if let user { proxy = try proxy?.with(user: user, password: passwordStdin ? readLine() ?? "" : nil) }
                try NodeSettings.setProxy(proxy, in: options.folder)
            }
            try Output.show(Reply(proxy: proxy?.description), options) { reply in
                let environment = options.text("照系统设置（https_proxy）", "as the system says (https_proxy)")
                return options.text("代理服务器：", "proxy: ") + (reply.proxy ?? environment)
            }
        }
    }
}
