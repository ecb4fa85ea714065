extension CommandTable {
    static let all = CommandTable(types)

    /// Every command, in the order of the command line's help.
    static let types: [any NodeCommand.Type] = [
        PingCommand.self, ImportAreasCommand.self, ListAreasCommand.self, InviteCommand.self, RevokeCommand.self,
        ListAccessCommand.self, GrantAccessCommand.self, EndAccessCommand.self,
        PINCodeCommand.self,
        SyncCommand.self, MakeBundleCommand.self, InspectBundlesCommand.self, TakeBundlesCommand.self,
        OpenPagesCommand.self,
        StatusCommand.self, BoardCommand.self, DevicesCommand.self, HeldCommand.self, RuleCommand.self,
        VerifyCommand.self,
        DoctorCommand.self, BackupCommand.self,
        SaveRecordsCommand.self, ChangeLifecycleCommand.self, SettleConflictCommand.self,
        PerformMilestoneCommand.self, SignReturnCommand.self, AttachFileCommand.self, ListFilesCommand.self,
        ReadFileCommand.self, ExportCaseCommand.self, ReadContentCommand.self, ImportRecordsCommand.self,
        ImportLedgerCommand.self,
        ShowRecordCommand.self, ShowCaseFileCommand.self, ShowHistoryCommand.self, ListConflictsCommand.self,
        FindCommand.self, ListDuplicatesCommand.self, JudgeSamenessCommand.self,
        ListDueCommand.self, DueCalendarCommand.self, FinishDueCommand.self, MoveDueCommand.self,
        ListDeadlineRulesCommand.self, SetDeadlineRuleCommand.self, ListHolidaysCommand.self,
        ImportHolidaysCommand.self,
        WriteReviewCommand.self, ProposeLibraryCaseCommand.self, CheckLibraryCaseCommand.self, ListLibraryCommand.self,
        FindSimilarCasesCommand.self, ListPoliciesCommand.self, SupersedePolicyCommand.self, ListNetworkCommand.self,
        MakeOfferCommand.self, AnswerOfferCommand.self, ListOffersCommand.self, AmendTermsCommand.self,
        CheckClosureCommand.self, ListBacklogCommand.self, StepBacklogCommand.self, NoteFamilyStepCommand.self,
        ListCasesCommand.self, ListPeopleCommand.self, ListHouseholdsCommand.self,
        MakeReportCommand.self, EmotionTrendCommand.self, ListSafetyCommand.self, AnswerSafetyCommand.self,
        ListRevealsCommand.self,
        ListMeetingsCommand.self, ShowMeetingCommand.self, PlanMeetingsCommand.self, EditAgendaCommand.self,
        HoldMeetingCommand.self, RecordObstacleCommand.self, ShowTeamCommand.self, ChangeTeamCommand.self,
        ShowConsultationsCommand.self, ConcludeConsultationCommand.self, PrepareVisitCommand.self,
        AnalyseCaseCommand.self, ListContributionsCommand.self,
        AddCampaignCommand.self, ListCampaignsCommand.self, ShowCampaignCommand.self, ShowInitiativeCommand.self,
        HandOverCaseCommand.self, AnswerHandoverCommand.self, MoveHouseholdCommand.self, MergeAreaCommand.self,
        ListCountyCommand.self, AddCountyFieldCommand.self, EndCountyFieldCommand.self, AddCountyCodeCommand.self,
        EndCountyCodeCommand.self, WriteCatalogCommand.self, DescribeCatalogCommand.self,
    ]
}
