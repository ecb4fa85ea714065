public import CaseFile
public import CaseStore
import Causality
import Replication

extension CaseJSON {
    /// Everything recorded about a case, part by part.
    public func caseFile(_ file: CaseFileView) -> FieldValue {
        .object([
            ("case", record(file.record)),
            (
                "parties",
                .array(
                    file.parties.map { party in
                        .object([("party", record(party.party)), ("person", party.person.map(record) ?? .null)])
                    })
            ),
            (
                "visits",
                .array(
                    file.visits.map { visit in
                        .object([
                            ("at", time(visit.at)), ("visit", record(visit.record)),
                            ("emotions", .array(visit.emotions.map(emotion))),
                        ])
                    })
            ),
            ("demands", .array(file.demands.map(record))),
            (
                "agreements",
                .array(
                    file.agreements.map { agreement in
                        .object([
                            ("agreement", record(agreement.record)),
                            ("milestones", .array(agreement.milestones.map(record))),
                        ])
                    })
            ),
            ("other_milestones", .array(file.otherMilestones.map(record))),
            (
                "follow_up_plans",
                .array(
                    file.plans.map { plan in
                        .object([("plan", record(plan.record)), ("follow_ups", .array(plan.followUps.map(record)))])
                    })
            ),
            ("other_follow_ups", .array(file.otherFollowUps.map(record))), ("others", .array(file.others.map(record))),
            ("withdrawn", .array(file.withdrawn.map(record))), ("distress", .array(file.distress.map(curve))),
            ("timeline", .array(file.timeline.map(event))),
            ("disputed", .array(file.disputed.map { .object(reference($0)) })),
        ])
    }

    /// Cases as lines of a list.
    public func cases(_ items: [CaseItem]) -> FieldValue {
        .array(
            items.map { item in
                .object(
                    reference(item.key) + [
                        ("title", .string(item.title)), ("code", text(item.code)), ("stage", text(item.stage)),
                        ("risk", text(item.risk)), ("next_step", text(item.nextStep)),
                        ("next_date", text(item.nextDate?.description)),
                        ("lead", text(item.leadName ?? item.leadUser.map(directory.name(ofUser:)))),
                    ] + marks(item.marks))
            })
    }

    /// People as lines of a list.
    public func people(_ items: [PersonItem]) -> FieldValue {
        .array(
            items.map { item in
                .object(
                    reference(item.key) + [
                        ("name", .string(item.name)), ("household", text(item.household?.description)),
                        ("relation", text(item.relation)), ("birth", text(item.birth?.description)),
                        ("is_deceased", .bool(item.isDeceased)),
                    ] + marks(item.marks))
            })
    }

    /// Households as lines of a list.
    public func households(_ items: [HouseholdItem]) -> FieldValue {
        .array(
            items.map { item in
                .object(
                    reference(item.key) + [
                        ("address", .string(item.address)), ("head_name", text(item.headName)),
                        ("head_person", text(item.headPerson?.description)),
                        ("area", text(item.area.map(directory.path(ofArea:)))),
                    ] + marks(item.marks))
            })
    }

    /// What is due.
    public func due(_ items: [DueView]) -> FieldValue {
        .array(
            items.map { view in
                .object(
                    reference(view.item.key) + [
                        ("due", .string(view.item.due.description)), ("state", .string(view.state.rawValue)),
                        ("days_left", .number(Int64(view.daysLeft))), ("what", .string(view.item.what)),
                        ("case", text(view.item.caseID?.description)), ("case_title", text(view.item.caseTitle)),
                        ("is_disputed", .bool(view.item.isDisputed)),
                    ])
            })
    }

    /// What an import did.
    public func outcome(_ outcome: ImportOutcome) -> FieldValue {
        .object([
            ("is_dry_run", .bool(outcome.isDryRun)),
            ("created", .array(outcome.created.map { .object(reference($0)) })),
            ("changed", .array(outcome.changed.map { .object(reference($0)) })),
            ("present", .number(Int64(outcome.present))),
            (
                "differing",
                .array(
                    outcome.differing.map { difference in
                        let definition = catalog.kind(difference.key.kind)
                        let fields = difference.registers.map {
                            FieldValue.string(definition?.register($0)?.name ?? String($0.rawValue))
                        }
                        return .object(
                            [("line", .number(Int64(difference.line)))] + reference(difference.key)
                                + [("fields", .array(fields))])
                    })
            ),
            ("warnings", problems(outcome.warnings)),
        ])
    }

    /// What is wrong with a file, line by line.
    public func problems(_ problems: [ImportProblem]) -> FieldValue {
        .array(
            problems.map { problem in
                .object([
                    ("line", .number(Int64(problem.line))), ("field", text(problem.field)),
                    ("message", label(problem.message)),
                ])
            })
    }

    private func emotion(_ emotion: CaseFileView.Emotion) -> FieldValue {
        .object([
            ("person_name", .string(emotion.personName)), ("before", number(emotion.before)),
            ("after", number(emotion.after)), ("change", number(emotion.change)), ("emotion", record(emotion.record)),
        ])
    }

    private func curve(_ curve: CaseFileView.DistressCurve) -> FieldValue {
        .object([
            ("person", text(curve.person?.description)), ("person_name", .string(curve.personName)),
            (
                "points",
                .array(
                    curve.points.map { point in
                        .object([
                            ("at", time(point.at)), ("visit", .string(point.visit.id.description)),
                            ("before", number(point.before)), ("after", number(point.after)),
                        ])
                    })
            ),
        ])
    }

    private func event(_ event: CaseFileView.Event) -> FieldValue {
        let day = ShanghaiTime(instant: event.at)?.date.description
        return .object(
            [("at", event.isDayOnly ? text(day) : time(event.at))] + reference(event.key) + [
                (
                    "event",
                    .string(
                        catalog.kind(event.key.kind)?.register(event.register)?.name
                            ?? String(event.register.rawValue))
                ),
                ("text", .string(event.text)),
            ])
    }

    private func marks(_ marks: ItemMarks) -> [(String, FieldValue)] {
        [
            ("is_disputed", .bool(marks.isDisputed)), ("is_withdrawn", .bool(marks.isWithdrawn)),
            ("is_incomplete", .bool(marks.isIncomplete)),
        ]
    }

    private func text(_ text: String?) -> FieldValue { text.map(FieldValue.string) ?? .null }

    private func number(_ number: Int64?) -> FieldValue { number.map(FieldValue.number) ?? .null }
}
