import CaseFile
import CaseStore

/// Compares a case with the library by the pairs of characters that its demands share with each (`TextGrams`).
///
/// A pair that few library cases have tells more than one that all have. Words that every dispute has, and those that
/// hold a sentence together, do not count.
struct LikenessOfCases {
    /// What is compared of one case.
    struct Facts {
        var category: String?
        var mediationCategory: String?
        var methods: [String] = []
        var text = ""
    }

    private let asked: Facts
    private let grams: Set<String>
    /// In how many library cases a pair stands; looked up, never iterated.
    private let counts: [String: Int]

    init(_ asked: Facts, library: [Set<String>]) {
        self.asked = asked
        grams = Self.grams(of: asked.text)
        var counts: [String: Int] = [:]
        for one in library { for gram in one where grams.contains(gram) { counts[gram, default: 0] += 1 } }
        self.counts = counts
    }

    /// How like the case one of the library is; nil where nothing tells that it is.
    func likeness(_ facts: Facts, _ own: Set<String>) -> (score: Int, reasons: [SimilarCase.Reason])? {
        var score = 0
        var reasons: [SimilarCase.Reason] = []
        if let category = asked.category, let other = facts.category {
            if category == other {
                score += 30
                reasons.append(.category(category))
            } else if category.count > 2, category.prefix(2) == other.prefix(2) {
                score += 15
                reasons.append(.categoryGroup(String(category.prefix(2))))
            }
        }
        if let category = asked.mediationCategory, category == facts.mediationCategory {
            score += 20
            reasons.append(.mediationCategory(category))
        }
        let words = sharedWords(own)
        if !words.isEmpty {
            let whole = weight(grams.filter { counts[$0] != nil })
            score += whole == 0 ? 0 : Int(40 * weight(grams.intersection(own)) / whole)
            reasons.append(.words(words))
        }
        // A method alone is no likeness: talking things over is one of nearly every case.
        guard !reasons.isEmpty else { return nil }
        let methods = asked.methods.filter { facts.methods.contains($0) }
        if !methods.isEmpty {
            score += min(10, 5 * methods.count)
            reasons.append(.methods(methods))
        }
        return (min(max(score, 1), 100), reasons)
    }

    private func weight(_ grams: Set<String>) -> Double {
        // Sorted, so that a sum of fractions does not depend on the order of a set.
        grams.sorted().reduce(0) { $0 + 1 / Double(counts[$1] ?? 1) }
    }

    private static let wordsMax = 6

    /// The words of the demands that the other has, too: stretches of pairs, those of rare pairs first.
    private func sharedWords(_ own: Set<String>) -> [String] {
        var words: [(text: String, weight: Double)] = []
        for run in TextGrams.runs(of: asked.text) where run.isHan {
            let characters = run.text.map(String.init)
            var start = 0
            while start + 1 < characters.count {
                var end = start
                while end + 1 < characters.count, isShared(characters[end] + characters[end + 1], own) { end += 1 }
                if end > start {
                    let text = characters[start...end].joined()
                    let pairs = (start..<end).map { characters[$0] + characters[$0 + 1] }
                    if !words.contains(where: { $0.text == text }) { words.append((text, weight(Set(pairs)))) }
                }
                start = max(end, start + 1)
            }
        }
        return words.enumerated().sorted { ($1.element.weight, $0.offset) < ($0.element.weight, $1.offset) }
            .prefix(Self.wordsMax).map(\.element.text)
    }

    private func isShared(_ gram: String, _ own: Set<String>) -> Bool { grams.contains(gram) && own.contains(gram) }

    /// The pairs of a text that tell something.
    static func grams(of text: String) -> Set<String> {
        var grams: Set<String> = []
        for run in TextGrams.runs(of: text) where run.isHan {
            let characters = Array(run.text)
            for index in characters.indices.dropLast() where !idle.contains(characters[index]) {
                let gram = String(characters[index...(index + 1)])
                if !idle.contains(characters[index + 1]), !common.contains(gram) { grams.insert(gram) }
            }
        }
        return grams
    }

    private static let idle = Set("的了是我你他她它们在和与及不就这那有也都还又要将把被给从到向对为因所以但而或其之于某甲乙丙丁戊己庚辛壬癸一二三四五六七八九十个说")
    private static let common: Set<String> = [
        "诉求", "要求", "经过", "有效", "做法", "当事", "双方", "纠纷", "案件", "矛盾", "问题", "解决", "处理", "调解", "希望", "情况", "进行", "工作",
        "没有", "认为",
        "同意", "协议", "一起",
    ]
}
