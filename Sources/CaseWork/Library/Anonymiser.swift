import CaseFile

/// Takes out of a text what would let a reader recognise people: names, numbers, addresses, villages.
///
/// The same text and the same names give the same result, placeholder by placeholder. What is known is replaced in one
/// pass, the longest name first; numbers are known by their form. It cannot know a name that nobody recorded, so a
/// person looks at `AnonymousText.suspicions`, and a second person checks the whole.
///
/// Source: DOMAIN.md section 1, nos. 28 and 33; PIPL art 4 and 51.
public struct Anonymiser: Sendable {
    /// What kind of thing was replaced.
    public enum Kind: String, Hashable, Sendable, CaseIterable {
        case person, worker, place, address
        case identityNumber = "identity_number"
        case phone, account
        /// What the writer asked to have replaced.
        case asked
    }

    /// A name and what stands for it.
    struct Needle: Hashable, Sendable {
        let characters: [Character]
        let placeholder: String
        let kind: Kind
    }

    /// By first character; looked up, never iterated.
    private var needles: [Character: [Needle]] = [:]

    /// - Parameters:
    ///   - people: Everybody whose name is known, each with all names; the parties first.
    ///   - workers: Cadres and others who worked on the case.
    ///   - places: Areas by the level of their code, those of the case itself first.
    ///   - addresses: Addresses of households and people.
    ///   - asked: What the writer wants to have replaced beside it.
    public init(
        people: [[String]] = [], workers: [[String]] = [], places: [Place] = [], addresses: [String] = [],
        numbers: [(text: String, kind: Kind)] = [], asked: [(text: String, placeholder: String)] = []
    ) {
        var all: [Needle] = asked.map { Needle(characters: Array($0.text), placeholder: $0.placeholder, kind: .asked) }
        for (index, names) in people.enumerated() {
            let placeholder = Anonymiser.stem(index)
            for name in names where name.count > 1 {
                all.append(Needle(characters: Array(name), placeholder: placeholder, kind: .person))
                // People call each other by the given name.
                let given = Array(name.dropFirst(Anonymiser.surnameLength(of: name)))
                if given.count == 2, !name.hasSuffix("某"), name.allSatisfy(\.isHan) {
                    all.append(Needle(characters: given, placeholder: placeholder, kind: .person))
                }
            }
        }
        for (index, names) in workers.enumerated() {
            let placeholder = "工作人员" + Anonymiser.ordinal(index)
            all += names.filter { $0.count > 1 }.map {
                Needle(characters: Array($0), placeholder: placeholder, kind: .worker)
            }
        }
        all += Place.needles(places)
        all += addresses.filter { $0.count > 2 }.map {
            Needle(characters: Array($0), placeholder: "〔住址〕", kind: .address)
        }
        all += numbers.filter { $0.text.count > 4 }.map {
            Needle(characters: Array($0.text), placeholder: Anonymiser.placeholder(of: $0.kind), kind: $0.kind)
        }
        for needle in all {
            guard let first = needle.characters.first else { continue }
            // Of two things called the same the first one counts.
            guard needles[first]?.contains(where: { $0.characters == needle.characters }) != true else { continue }
            needles[first, default: []].append(needle)
        }
        for key in needles.keys { needles[key]?.sort { $0.characters.count > $1.characters.count } }
    }

    /// The text without them, what was replaced, and what still looks as if it told somebody.
    public func anonymous(_ text: String) -> AnonymousText {
        let characters = Array(text)
        var result = ""
        var replaced: [AnonymousText.Replacement] = []
        var index = 0
        func note(_ original: String, _ placeholder: String, _ kind: Kind) {
            result += placeholder
            if let known = replaced.firstIndex(where: { $0.original == original && $0.kind == kind }) {
                replaced[known].count += 1
            } else {
                replaced.append(.init(original: original, placeholder: placeholder, kind: kind, count: 1))
            }
        }
        while index < characters.count {
            if let (needle, end) = match(characters, at: index) {
                note(String(characters[index..<end]), needle.placeholder, needle.kind)
                index = end
            } else if let (kind, end) = PersonalNumbers.number(in: characters, at: index) {
                note(String(characters[index..<end]), Anonymiser.placeholder(of: kind), kind)
                index = end
            } else {
                // A number that tells nobody is passed as a whole, or its end would be taken for another.
                let end = PersonalNumbers.endOfDigits(in: characters, at: index)
                result += String(characters[index..<max(end, index + 1)])
                index = max(end, index + 1)
            }
        }
        return AnonymousText(
            text: result, replacements: replaced, suspicions: Suspicions(of: result).all)
    }

    private func match(_ characters: [Character], at start: Int) -> (Needle, Int)? {
        for needle in needles[characters[start]] ?? [] {
            if let end = Anonymiser.end(of: needle.characters, in: characters, at: start) { return (needle, end) }
        }
        return nil
    }

    /// Behind the name, where it stands at `start`; spaces and dots within it do not matter.
    private static func end(of name: [Character], in characters: [Character], at start: Int) -> Int? {
        var index = start
        for (position, wanted) in name.enumerated() {
            if position > 0 {
                while index < characters.count, isFiller(characters[index]), characters[index] != wanted { index += 1 }
            }
            guard index < characters.count, characters[index] == wanted else { return nil }
            index += 1
        }
        return index
    }

    /// The surnames of two signs that are not rare; every other has one.
    private static func surnameLength(of name: String) -> Int {
        let long = ["欧阳", "司马", "诸葛", "上官", "皇甫", "令狐", "慕容", "尉迟", "长孙", "夏侯", "东方", "端木", "公孙", "轩辕", "司徒", "司空"]
        return long.contains(String(name.prefix(2))) ? 2 : 1
    }

    private static func isFiller(_ character: Character) -> Bool { " 　·•・".contains(character) }

    /// What stands for numbers and addresses; whatever else stands in such brackets somebody wrote.
    static let bracketed = ["〔住址〕"] + [Kind.identityNumber, .phone, .account, .asked].map(placeholder)

    private static func placeholder(of kind: Kind) -> String {
        switch kind {
        case .identityNumber: "〔证件号〕"
        case .phone: "〔电话〕"
        case .account: "〔账号〕"
        default: "〔隐去〕"
        }
    }

    /// 甲, 乙, 丙 … for the people of a case.
    private static func stem(_ index: Int) -> String {
        let stems = Array("甲乙丙丁戊己庚辛壬癸")
        return index < stems.count ? String(stems[index]) : "当事人\(index + 1)"
    }

    private static func ordinal(_ index: Int) -> String {
        let numbers = Array("一二三四五六七八九十")
        return index < numbers.count ? String(numbers[index]) : "\(index + 1)"
    }
}

extension Character {
    /// Whether it is a Chinese character.
    var isHan: Bool {
        unicodeScalars.allSatisfy { (0x4E00...0x9FFF).contains($0.value) || (0x3400...0x4DBF).contains($0.value) }
    }
}
