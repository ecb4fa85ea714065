extension Anonymiser {
    /// An area whose name tells where a case happened.
    public struct Place: Hashable, Sendable {
        public let name: String
        public let level: Level
        /// Whether the case lies in it: then the name without its ending is taken out, too.
        public let isOwn: Bool

        /// How high it stands.
        public enum Level: String, Hashable, Sendable {
            case village, town, county, above

            /// By the area's code, whose trailing zeros do not count: six digits name a county, nine a town.
            init(code: String?) {
                let digits = code?.reversed().drop { $0 == "0" }.count ?? 12
                switch digits {
                case ...4: self = .above
                case 5...6: self = .county
                case 7...9: self = .town
                default: self = .village
                }
            }

            var placeholder: String {
                switch self {
                case .village: "某村"
                case .town: "某镇"
                case .county: "某县"
                case .above: "某市"
                }
            }
        }

        /// An area by its code.
        public init(name: String, code: String?, isOwn: Bool) {
            self.name = name
            level = Level(code: code)
            self.isOwn = isOwn
        }

        private static let endings = ["居民委员会", "村民委员会", "社区", "街道", "村", "镇", "乡", "县", "区", "市"]

        /// Every name with what stands for it. Several villages of one text are told apart by a number.
        static func needles(_ places: [Place]) -> [Needle] {
            var counts: [Level: Int] = [:]
            return places.flatMap { place -> [Needle] in
                guard place.name.count > 1 else { return [] }
                // Only those of the case are told apart: of hundreds of villages in the county nobody counts.
                let number = place.isOwn ? counts[place.level, default: 0] : 0
                if place.isOwn { counts[place.level] = number + 1 }
                let placeholder = place.level.placeholder + (number == 0 ? "" : "（\(number + 1)）")
                var needles = [Needle(characters: Array(place.name), placeholder: placeholder, kind: .place)]
                if place.isOwn, let ending = endings.first(where: { place.name.hasSuffix($0) }) {
                    let bare = place.name.dropLast(ending.count)
                    if bare.count > 1 {
                        needles.append(Needle(characters: Array(bare), placeholder: "某地", kind: .place))
                    }
                }
                return needles
            }
        }
    }
}
