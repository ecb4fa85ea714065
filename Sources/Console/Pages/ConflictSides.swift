import CaseFile
import CaseWork
import Causality
import Replication

/// What people say about one register, side by side: as a list shows it and as somebody chooses from it.
struct ConflictSides: Sendable {
    /// Somebody who says so.
    struct Voice: Sendable {
        let voiceText: String
        let voiceVisitHref: String?
        let voiceVisitText: String
        let isVoiceSuspect: Bool
    }

    /// One reading.
    struct Side: Sendable {
        /// The change that says it.
        let choice: String
        let sideID: String
        let sideText: String
        /// Where the whole of a long text is; nil where all of it stands here.
        let wholeHref: String?
        let wholeText: String
        let voices: [Voice]
        let isChosen: Bool
        /// What is new about it: that it arrived meanwhile, or is the reader's own.
        let newsText: String?
    }

    let sides: [Side]

    /// `chosen` is the choice that somebody made before; `news` says what is new about a side to its reader. `textMax`
    /// cuts long texts for a list; otherwise they are cut to what fits on a page, with a link to the whole.
    init(
        _ conflict: ConflictView, _ values: ShownValues, chosen: String? = nil, textMax: Int? = nil,
        news: (ConflictSide) -> String? = { _ in nil }
    ) throws {
        let words = values.words
        let masks = try conflict.sides.map { try values.text($0.value, conflict.register, in: conflict.key) }
        // Nobody can choose between two numbers of which only the hidden middle differs.
        let isAlike = Set(masks).count < masks.count
        sides = try zip(conflict.sides, masks).enumerated().map { index, pair in
            let (side, masked) = pair
            let text = isAlike ? side.text.text(in: words.language) : masked ?? ""
            let beginning = textMax == nil ? Excerpt.reading(text, of: masks.count) : nil
            let choice = side.voices.first?.change.description ?? ""
            return Side(
                choice: choice, sideID: "side-\(index)",
                sideText: text.isEmpty
                    ? words.text("conflict.empty") : beginning ?? textMax.map { Excerpt.text(text, max: $0) } ?? text,
                wholeHref: beginning.map { _ in
                    PagePath.reading(choice, about: conflict.register, of: conflict.key)
                }, wholeText: beginning == nil ? "" : words.text("conflict.whole", ["count": "\(text.count)"]),
                voices: try side.voices.prefix(5).map { try ConflictSides.voice($0, values) },
                isChosen: chosen == choice, newsText: news(side))
        }
    }

    private static func voice(_ voice: ConflictSide.Voice, _ values: ShownValues) throws -> Voice {
        Voice(
            voiceText: values.words.text(
                "conflict.voice", ["author": voice.authorName, "time": DayText.time(voice.recordedAt)]),
            voiceVisitHref: voice.visit.map(PagePath.record),
            voiceVisitText: try voice.visit.map { visit in
                values.words.text("conflict.from_visit", ["day": try values.title(of: visit)])
            } ?? "", isVoiceSuspect: try values.access.suspectTimes.contains(voice.change))
    }
}
