import CaseFile
import CaseWork
import Replication

/// Signing the day's return from the first page (当日报告), also where there was nothing to record.
enum DayReturnPage {
    /// How the day stands on this device.
    struct State: Sendable {
        let isSigned: Bool
        /// Whether visits were entered since.
        let isBehind: Bool
        let countText: String
        let signedText: String
        let buttonText: String
        let canSign: Bool
    }

    static let routes: [PageRoute] = [
        .post("/return") { request in
            guard request.node.facts.role == .device else { throw PageFailure.notFound }
            let remark = request.form["remark"] ?? ""
            try await request.node.record(as: request.person) { access, writing in
                guard let today = access.today else { return }
                // A machine for a whole county has no day of its own to sign, and no form for it.
                guard let device = access.thisDevice, access.dayReturnKey(of: device, on: today) != nil else {
                    throw PageFailure.notFound
                }
                _ = try writing.signReturn(on: today, remark: remark, access)
            }
            return .see("/")
        }
    ]

    /// Nil where this machine returns nothing.
    static func state(_ access: PageAccess, on today: CivilDate?, _ words: Words) throws -> State? {
        guard let today, let device = access.thisDevice, device.role == "device",
            access.dayReturnKey(of: device, on: today) != nil
        else { return nil }
        let count = try access.visitsEntered(on: today)
        let signed = try access.dayReturn(of: device, on: today)
        let isBehind = signed.map { $0.visits != count } ?? false
        func text(_ key: String, _ count: Int) -> String {
            words.text("\(key).\(count == 0 ? "zero" : "some")", ["count": "\(count)"])
        }
        return State(
            isSigned: signed != nil, isBehind: isBehind, countText: text("return.count", count),
            signedText: signed.map { day in
                text("return.signed", day.visits)
                    + words.text(
                        "board.signed",
                        ["person": access.directory.name(ofUser: day.author), "time": DayText.time(day.signedAt)])
            } ?? "",
            buttonText: isBehind ? words.text("return.again") : text("return.button", count),
            canSign: signed == nil || isBehind)
    }
}
