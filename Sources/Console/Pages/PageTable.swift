/// Every page of the console. A new page adds its routes here.
enum PageTable {
    static let routes: [PageRoute] =
        OpenPage.routes + PeoplePage.routes + PINPage.routes + LockPage.routes + LanguagePage.routes
        + AssetPage.routes + HomePage.routes + SyncPage.routes + RecordPage.routes + CorrectionPage.routes
        + AddPage.routes + FindPage.routes + VisitPage.routes
}
