/// The style sheet, the script and the icon; and a word for who asks whether anybody listens.
enum AssetPage {
    static let routes: [PageRoute] =
        Asset.all.map { asset in PageRoute.get(asset.path, for: .anyone, keepsAwake: false) { _ in .asset(asset) } } + [
            .get("/favicon.ico", for: .anyone, keepsAwake: false) { _ in .asset(.icon) },
            .get("/healthz", for: .anyone, keepsAwake: false) { _ in .done },
        ]
}
