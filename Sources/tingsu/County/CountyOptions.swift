import ArgumentParser

/// In whose name the county is changed.
struct CountyOptions: ParsableArguments {
    @Option(name: .customLong("as"), help: "以谁的名义，县中心的使用人 in whose name: somebody of the center")
    var author: String?
}

/// From when to when an addition is in effect.
struct EffectOptions: ParsableArguments {
    @Option(name: .long, help: "启用日期，不写即日起 the first day; default: at once")
    var from: String?

    @Option(name: .long, help: "停用日期，当天起不再填 the day from which it is not asked any more")
    var until: String?
}
