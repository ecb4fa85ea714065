import CaseFile
import CaseStore
import Replication

extension CaseFactsReading {
    /// What the case itself says.
    func addCase(_ root: Record, to facts: inout CaseFacts) {
        facts.title = text(root, CaseSchema.title)
        facts.origin = coded(root, CaseSchema.source)
        facts.receiver = name(of: shown(root, CaseSchema.firstReceived))
        facts.petitionNumber = text(root, CaseSchema.petitionNumber)
        facts.occurredOn = date(root, CaseSchema.occurred, CaseSchema.Occurred.on)
        facts.place = text(root, CaseSchema.occurred, CaseSchema.Occurred.place)
        facts.category = coded(root, CaseSchema.category)
        facts.scale = coded(root, CaseSchema.scale)
        facts.people = integer(root, CaseSchema.peopleCount)
        facts.amount = integer(root, CaseSchema.amountInvolved)
        facts.eventLevel = text(root, CaseSchema.eventLevel)
        facts.isWarned = coded(root, CaseSchema.warning) != nil
        facts.risk = coded(root, CaseSchema.risk, CaseSchema.Risk.level)
        facts.isBacklog = isTrue(root, CaseSchema.backlog, CaseSchema.Backlog.flag)
        facts.summary = text(root, CaseSchema.summary)
        facts.lead = officer(root, CaseSchema.lead)
        facts.responsible = officer(root, CaseSchema.responsible)
        facts.responsibleOrganisation = text(root, CaseSchema.responsible, UserOrName.organisation)
        facts.stage = coded(root, CaseSchema.stage)
        facts.nextStep = text(root, CaseSchema.next, NextStep.step)
        facts.nextDate = date(root, CaseSchema.next, NextStep.date)
        facts.resolvedOn = date(root, CaseSchema.substantiveEnd, CaseSchema.SubstantiveEnd.on)
        facts.resolution = coded(root, CaseSchema.substantiveEnd, CaseSchema.SubstantiveEnd.way)?.label ?? ""
        facts.outcome = text(root, CaseSchema.substantiveEnd, CaseSchema.SubstantiveEnd.outcome)
        facts.procedurallyEndedOn = date(root, CaseSchema.proceduralEnd, CaseSchema.ProceduralEnd.on)
        facts.procedure = text(root, CaseSchema.proceduralEnd, CaseSchema.ProceduralEnd.how)
    }

    /// What was done, from the records of the case.
    func addWork(_ parts: [Record], to facts: inout CaseFacts) {
        for part in parts {
            let id = part.key.id.description
            switch part.key.kind {
            case DemandSchema.recordKind: facts.demands.append(text(part, DemandSchema.text))
            case VisitSchema.recordKind:
                guard let day = day(part, VisitSchema.started) else { continue }
                facts.visits.append(CaseFacts.Dated(record: id, on: day))
                addMethods(part, to: &facts)
            case AgreementSchema.recordKind: addAgreement(part, to: &facts)
            case MilestoneSchema.recordKind:
                let status = shown(part, MilestoneSchema.performance)[member: MilestoneSchema.Performance.status]
                facts.milestones += 1
                if status == .code("performed") { facts.milestonesDone += 1 }
            case FollowUpSchema.recordKind: addFollowUp(part, to: &facts)
            case TaskSchema.recordKind where shown(part, TaskSchema.closed) == .none:
                facts.openDues += [date(part, TaskSchema.due, Due.date)].compactMap(\.self)
            case SupervisionSchema.recordKind: addSupervision(part, to: &facts)
            default: break
            }
        }
        facts.followUps.sort { ($0.on, $0.record) < ($1.on, $1.record) }
        facts.supervisions.sort { ($0.on, $0.record) < ($1.on, $1.record) }
    }

    private func addMethods(_ visit: Record, to facts: inout CaseFacts) {
        guard case .list(let methods) = shown(visit, VisitSchema.methods),
            case .list(let type)? = visit.definition?.register(VisitSchema.methods)?.type
        else { return }
        for method in methods.compactMap({ coded($0, type)?.label }) where !facts.methods.contains(method) {
            facts.methods.append(method)
        }
    }

    private func addAgreement(_ agreement: Record, to facts: inout CaseFacts) {
        facts.hasAgreement = true
        if let kind = coded(agreement, AgreementSchema.kind)?.label, !facts.agreementKinds.contains(kind) {
            facts.agreementKinds.append(kind)
        }
        let day = date(agreement, AgreementSchema.effectiveDate)
        facts.agreedOn = [facts.agreedOn, day].compactMap(\.self).max()
        if isTrue(agreement, AgreementSchema.confirmed, AgreementSchema.Confirmed.confirmed) {
            facts.isConfirmed = true
        }
    }

    /// With how the promises are kept, and without the person's words.
    private func addFollowUp(_ followUp: Record, to facts: inout CaseFacts) {
        guard let day = date(followUp, FollowUpSchema.doneOn) else { return }
        let status = coded(followUp, FollowUpSchema.performance, FollowUpSchema.Performance.status)?.label ?? ""
        let id = followUp.key.id.description
        facts.followUps.append(CaseFacts.Dated(record: id, on: day, text: status))
        if let word = coded(followUp, FollowUpSchema.satisfaction)?.label {
            facts.satisfactions.append(CaseFacts.Dated(record: id, on: day, text: word))
        }
    }

    private func addSupervision(_ supervision: Record, to facts: inout CaseFacts) {
        let id = supervision.key.id.description
        guard let day = date(supervision, SupervisionSchema.on) else { return }
        let feedback = text(supervision, SupervisionSchema.feedback)
        let words = [text(supervision, SupervisionSchema.issuer), text(supervision, SupervisionSchema.items)]
            .filter { !$0.isEmpty }.joined(separator: "：")
        facts.supervisions.append(
            CaseFacts.Dated(record: id, on: day, text: words + (feedback.isEmpty ? "" : "；反馈：\(feedback)")))
        if let cleared = date(supervision, SupervisionSchema.cleared, SupervisionSchema.Cleared.on) {
            let by = text(supervision, SupervisionSchema.cleared, SupervisionSchema.Cleared.by)
            let how = text(supervision, SupervisionSchema.cleared, SupervisionSchema.Cleared.text)
            facts.clearances.append(
                CaseFacts.Dated(record: id, on: cleared, text: [by, how].filter { !$0.isEmpty }.joined(separator: " ")))
        } else if let due = date(supervision, SupervisionSchema.due, Due.date) {
            facts.openDues.append(due)
        }
    }

    /// When work on it began and ended, from its steps and from all that was done.
    func addEnd(_ parts: [Record], _ root: Record, to facts: inout CaseFacts) {
        let handling = ["handling", "follow_up", "closed"]
        var days = facts.visits.map(\.on) + [facts.resolvedOn, facts.procedurallyEndedOn].compactMap(\.self)
        for part in parts {
            switch part.key.kind {
            case CaseStepSchema.recordKind:
                guard let stage = shown(part, CaseStepSchema.stage).plainText, handling.contains(stage),
                    let day = date(part, CaseStepSchema.enteredOn)
                else { continue }
                days.append(day)
                if stage == "closed" { facts.closedOn = max(facts.closedOn ?? day, day) }
            case AgreementSchema.recordKind:
                days += [date(part, AgreementSchema.effectiveDate)].compactMap(\.self)
            default: break
            }
        }
        let isHandled = handling.contains(facts.stage?.code ?? "")
        facts.handledOn = days.min().map { max($0, facts.received) } ?? (isHandled ? facts.received : nil)
    }
}
