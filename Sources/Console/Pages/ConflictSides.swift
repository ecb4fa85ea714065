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
        let voices: [Voice]
        let isChosen: Bool
        /// What is new about it: that it arrived meanwhile, or is the reader's own.
        let newsText: String?
    }

    let sides: [Side]

    /// `chosen` is the choice that somebody made before; `news` says what is new about a side to its reader. `textMax`
    /// cuts long texts for a list.
    init(
        _ conflict: ConflictView, _ values: ShownValues, chosen: String? = nil, textMax: Int = .max,
        news: (ConflictSide) -> String? = { _ in nil }
    ) throws {
        let words = values.words
        let masked = try conflict.sides.map { try values.text($0.value, conflict.register, in: conflict.key) }
        // Nobody can choose between two numbers of which only the hidden middle differs.
        let isAlike = Set(masked).count < masked.count
        sides = try zip(conflict.sides, masked).enumerated().map { index, pair in
            let (side, masked) = pair
            let text = isAlike ? side.text.text(in: words.language) : masked ?? ""
            let choice = side.voices.first?.change.description ?? ""
            return Side(
                choice: choice, sideID: "side-\(index)",
                sideText: text.isEmpty ? words.text("conflict.empty") : Excerpt.text(text, max: textMax),
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
