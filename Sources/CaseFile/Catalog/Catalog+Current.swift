extension Catalog {
    /// The catalog of this program, without any county's additions.
    public static let current = Catalog(
        edition: 1,
        kinds: DirectoryKinds.all + [
            HouseholdSchema.definition,
            PersonSchema.definition,
            CaseSchema.definition,
            CasePartySchema.definition,
            VisitSchema.definition,
            EmotionSchema.definition,
            DemandSchema.definition,
            AgreementSchema.definition,
            MilestoneSchema.definition,
            FollowUpPlanSchema.definition,
            FollowUpSchema.definition,
            DayReturnSchema.definition,
        ],
        codeTables: [
            // Every record.
            .lifecycleState, .administrativeLevel,
            // People.
            .sex, .identityType, .householdRelation, .noticeMethod,
            // Cases.
            .caseSource, .caseStage, .riskLevel, .partySide, .partyCapacity, .demandVerdict,
            // National and provincial codes.
            .eventScale, .eventCategory, .eventCategoryHeading, .resolutionWay, .mediationCategory,
            // Visits.
            .visitMode, .placeKind, .visitMethod, .emotionLabel, .safetyConcern,
            // Agreements and what follows.
            .agreementKind, .signingMethod, .milestoneStatus, .followUpLevel, .satisfaction,
            // The directory.
            .organisationKind, .userRole, .deviceRole, .scopePurpose, .grantRight, .rulingVerdict,
        ])
}
