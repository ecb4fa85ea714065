import Replication

/// Walks through the value of one register and gathers what does not fit its type.
struct ValueCheck {
    let catalog: Catalog
    let register: RegisterDefinition
    private(set) var problems: [DraftProblem] = []
    private var path: [UInt32] = []
    private var labels: [Label]

    init(catalog: Catalog, register: RegisterDefinition) {
        self.catalog = catalog
        self.register = register
        self.labels = [register.label]
    }

    mutating func check(_ value: Value) {
        check(value, as: register.type, format: register.format)
    }

    private mutating func check(_ value: Value, as type: ValueType, format: TextFormat?) {
        switch (value, type) {
        case (.none, _): break
        case (.text(let text), .text) where register.sensitivity.masksNumbers && Masking.isMasked(text):
            // What a reply showed was given back: it would take the place of the number itself.
            report(
                .masked,
                Label("是遮住一部分的号码，请填写完整号码", "is a number with its middle hidden: give the whole number"))
        case (.text(let text), .text(let maxCharacters)):
            check(text, maxCharacters: maxCharacters, format: format)
        case (.text(let text), .longText):
            check(text, maxCharacters: ValueType.longTextMaxCharacters, format: format)
        case (.integer(let number), .integer(let range)):
            if !range.contains(number) { report(.outOfRange, value, type) }
        case (.integer(let amount), .money):
            if !ValueType.moneyRange.contains(amount) { report(.outOfRange, value, type) }
        case (.instant(let instant), .instant):
            if ShanghaiTime(instant: instant) == nil { report(.outOfRange, value, type) }
        case (.boolean, .boolean), (.date, .date), (.attachment, .attachment): break
        case (.code(let code), .code(let name)):
            check(code, of: name, type)
        case (.reference(let reference), .reference(let kinds)):
            if !kinds.contains(reference.kind) { report(.wrongType, value, type) }
        case (.list(let items), .list(let item)):
            for (index, value) in items.enumerated() {
                descend(UInt32(clamping: index), Label("第\(index + 1)项", "item \(index + 1)")) {
                    $0.check(value, as: item, format: nil)
                }
            }
        case (.group(let filled), .group(let members)):
            check(filled, of: members, type)
        default:
            report(.wrongType, value, type)
        }
    }

    private mutating func check(_ text: String, maxCharacters: Int, format: TextFormat?) {
        if text.count > maxCharacters {
            report(
                .tooLong,
                Label(
                    "有\(text.count)个字，最多\(maxCharacters)个字，请精简",
                    "has \(text.count) characters, at most \(maxCharacters): shorten it"))
        }
        switch format {
        case .phone? where !PhoneNumber.isPlausible(text):
            report(
                .malformed,
                Label(
                    "“\(ValueTextError.shortened(text))”不像电话号码，请核对",
                    "\"\(ValueTextError.shortened(text))\" does not look like a telephone number: check it"))
        case .hexadecimal(let digits)? where !(text.count == digits && text.utf8.allSatisfy(Self.isHexadecimal)):
            report(
                .malformed,
                Label(
                    "“\(ValueTextError.shortened(text))”应为\(digits)位小写十六进制数字",
                    "\"\(ValueTextError.shortened(text))\" is not \(digits) lower-case hexadecimal digits"))
        default: break
        }
    }

    private static func isHexadecimal(_ character: UInt8) -> Bool {
        (0x30...0x39).contains(character) || (0x61...0x66).contains(character)
    }

    private mutating func check(_ code: String, of name: CodeTable.Name, _ type: ValueType) {
        guard let known = catalog.codeTable(name)?.code(code) else {
            report(.unknownCode, .code(code), type)
            return
        }
        if known.isRetired {
            report(
                .retiredCode, as: .warning,
                Label(
                    "“\(known.label.zhHans)”已停用，请确认是否仍用",
                    "\(code) (\(known.label.en)) is retired: use it only for what was recorded so at the time"))
        }
    }

    /// Members that this program does not know are left alone: a newer program wrote them, and a group is written as a
    /// whole.
    private mutating func check(_ filled: [GroupMember], of members: [MemberDefinition], _ type: ValueType) {
        let isSorted = zip(filled, filled.dropFirst()).allSatisfy { $0.number < $1.number }
        if !isSorted { report(.wrongType, .group(filled), type) }
        for member in members {
            let value = filled.first { $0.number == member.number }?.value ?? .none
            descend(member.number, member.label) { check in
                if value == .none, member.isRequired {
                    check.report(.missing, Label("未填写，请补充", "is missing: fill it in"))
                }
                check.check(value, as: member.type, format: member.format)
            }
        }
    }

    private mutating func descend(_ step: UInt32, _ label: Label, _ body: (inout ValueCheck) -> Void) {
        path.append(step)
        labels.append(label)
        body(&self)
        path.removeLast()
        labels.removeLast()
    }

    private mutating func report(_ reason: DraftProblem.Reason, _ value: Value, _ type: ValueType) {
        let accepted = catalog.accepted(by: type)
        let zhHans = ValueTextError.shortened(catalog.text(for: value, as: nil, in: .zhHans))
        let en = ValueTextError.shortened(catalog.text(for: value, as: nil, in: .en))
        report(
            reason,
            Label("不能是“\(zhHans)”，请填写\(accepted.zhHans)", "cannot be \"\(en)\": give \(accepted.en)"))
    }

    private mutating func report(
        _ reason: DraftProblem.Reason, as severity: DraftProblem.Severity = .error, _ said: Label
    ) {
        let place = Label(
            labels.map(\.zhHans).joined(separator: "·"), labels.map(\.en).joined(separator: ", "))
        problems.append(
            DraftProblem(
                reason, severity, register: register.number, path: path,
                message: Label("“\(place.zhHans)”\(said.zhHans)", "\(place.en): \(said.en)")))
    }
}
