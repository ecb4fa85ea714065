/// Every page of the console. A new page adds its routes here.
enum PageTable {
    static let routes: [PageRoute] =
        BoardPage.routes + DayReturnPage.routes + DonePage.routes + DuePage.routes + ForgottenPINPage.routes
        + HeldPage.routes + MachinePage.routes
        + SafetyPage.routes + FeelingsPage.routes + RevealPage.routes
        + PINCodePage.routes + OpenPage.routes + PeoplePage.routes + PINPage.routes + LockPage.routes
        + LanguagePage.routes
        + AssetPage.routes + HomePage.routes + SyncPage.routes + RecordPage.routes + CorrectionPage.routes
        + CasePage.routes + CaseExportPage.routes + ConflictsPage.routes + SettlePage.routes + LifecyclePage.routes
        + VisitSheetPage.routes
        + MediationSheetPage.routes + ReadingPage.routes + ReportsPage.routes + LedgerPage.routes
        + PeopleListPage.routes + CountyPage.routes
        + AddPage.routes + DuplicatesPage.routes + FilePage.routes + FindPage.routes + StickPage.routes
        + VisitPage.routes + LibraryPage.routes + LibraryCasePage.routes + SimilarCasesPage.routes + ProposalPage.routes
        + NewRecordPage.routes + ClosurePage.routes + OffersPage.routes + BacklogPage.routes
        + MeetingsPage.routes + MeetingForms.routes + MeetingPage.routes + MeetingHoldPage.routes
        + MeetingSheetPage.routes + TeamPage.routes + HandoverPage.routes + ConsultationPage.routes
        + CaseWorkForms.routes
        + TermsForms.routes + MoveForms.routes + VisitPlanForms.routes + CaseAnalysisForm.routes
        + CampaignsPage.routes + CampaignForm.routes + CampaignPage.routes
}
