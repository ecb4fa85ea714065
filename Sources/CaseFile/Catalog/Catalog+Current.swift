extension Catalog {
    /// The catalog of this program, without any county's additions.
    public static let current = Catalog(
        edition: 1,
        kinds: DirectoryKinds.all + [
            HouseholdSchema.definition,
            PersonSchema.definition,
            SamenessSchema.definition,
            NumberRevealSchema.definition,
            CaseSchema.definition,
            CasePartySchema.definition,
            VisitSchema.definition,
            RestrictedNoteSchema.definition,
            EmotionSchema.definition,
            SafetyAnswerSchema.definition,
            DemandSchema.definition,
            AgreementSchema.definition,
            MilestoneSchema.definition,
            FollowUpPlanSchema.definition,
            FollowUpSchema.definition,
            DayReturnSchema.definition,
            // Work on a case.
            CaseStepSchema.definition,
            HandoverSchema.definition,
            TeamMemberSchema.definition,
            ConsultationSchema.definition,
            OpinionSchema.definition,
            MeetingSchema.definition,
            MeetingSeriesSchema.definition,
            TaskSchema.definition,
            TaskReplySchema.definition,
            PeriodSchema.definition,
            OfferSchema.definition,
            ObstacleSchema.definition,
            ContributionSchema.definition,
            FamilyStepSchema.definition,
            DocumentSchema.definition,
            SupervisionSchema.definition,
            WhistleReportSchema.definition,
            // Its end, and what is learnt from it.
            ClosureCheckSchema.definition,
            ReviewSchema.definition,
            LibraryCaseSchema.definition,
            PolicyToolSchema.definition,
            NetworkMemberSchema.definition,
        ],
        codeTables: [
            // Every record.
            .lifecycleState, .administrativeLevel,
            // People.
            .sex, .identityType, .householdRelation, .noticeMethod, .sameness,
            // Cases.
            .caseSource, .caseStage, .riskLevel, .partySide, .partyCapacity, .demandVerdict,
            // National and provincial codes.
            .eventScale, .eventCategory, .eventCategoryHeading, .resolutionWay, .mediationCategory,
            // Visits.
            .visitMode, .placeKind, .visitMethod, .emotionLabel, .safetyConcern,
            // Agreements and what follows.
            .agreementKind, .signingMethod, .milestoneStatus, .followUpLevel, .satisfaction,
            // Work on a case.
            .backlogStage, .handoverKind, .handoverAnswer, .teamRole, .consultationLevel, .opinionAspect,
            .taskKind, .offerStage, .offerResponse, .obstacleKind, .meetingKind, .meetingRhythm, .meetingRoll,
            .documentSlot, .documentState, .networkKind, .networkSkill,
            // Assessments and statistics.
            .demandDimension, .caseComplexity, .eventLevel, .eventNature, .warningLevel, .mediationSource,
            .mediationCommittee, .personCategory, .consentKind,
            // What a county sets.
            .deadlineUnit, .deadlineRoll, .deadlineSource, .countyFieldType, .sensitivity,
            // The directory.
            .organisationKind, .userRole, .deviceRole, .scopePurpose, .grantRight, .rulingVerdict,
        ])
}
