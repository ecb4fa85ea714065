import ArgumentParser
import Node

/// The command line of Tingsu.
@main
struct Tingsu: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "tingsu",
        abstract: "听诉：入户听诉记录，离线可用，逐级汇总。 Records of door-to-door listening, offline first.",
        discussion: """
            先用 tingsu setup 一步步设置；之后 tingsu run 在后台运行。
            Start with `tingsu setup` on any machine.

            退出码 Exit codes: 0 done; 1 fault; 2 bad input; 3 not found; 4 disputed, say what you have seen with --seen;
            5 not allowed; 6 line down, try again later; 7 found unsound; 8 store in use; 64 wrong arguments.
            """,
        version: TingsuVersion.text,
        subcommands: [
            SetUp.self, CenterCommand.self, AreasCommand.self, DeadlineRuleCommand.self,
            HolidayCommand.self, InviteMachine.self, JoinCounty.self, SetProxy.self,
            RevokeMachine.self, AccessCommand.self, CountyCommand.self, PINCommand.self, RunDaemon.self, OpenPages.self,
            SyncNow.self,
            BundleCommand.self,
            ShowStatus.self,
            ShowBoard.self, ListDevices.self, ListHeld.self, RuleOnChange.self,
            VerifyStore.self, VerifyExport.self, CheckHealth.self, BackUp.self, Restore.self,
            PersonCommand.self, HouseholdCommand.self, CaseCommand.self, VisitCommand.self, EmotionCommand.self,
            SafetyCommand.self, DemandCommand.self,
            AgreementCommand.self, MilestoneCommand.self, FollowUpCommand.self, AttachmentCommand.self, SignReturn.self,
            AddRecord.self,
            ContributionCommand.self, ReviewCommand.self, LibraryCommand.self, PolicyCommand.self, NetworkCommand.self,
            OfferCommand.self,
            ClosureCommand.self, BacklogCommand.self, CampaignCommand.self, FamilyCommand.self,
            ListKinds.self,
            ListFields.self, WriteCatalog.self,
            ShowRecord.self, ShowCaseFile.self, ShowLog.self, CorrectRecord.self, WithdrawRecord.self,
            ReinstateRecord.self, ListConflicts.self, SettleConflict.self, ListDue.self, FinishDue.self,
            ExtendDue.self, SuspendDue.self, ResumeDue.self, FindText.self, DuplicatesCommand.self,
            ImportRecords.self, ReportCommand.self,
            MeetingCommand.self, TeamCommand.self, ConsultCommand.self, ObstacleCommand.self,
        ])
}
