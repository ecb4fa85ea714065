import CaseFile
import Replication
import Testing

/// Numbers and types that records already bear can be added to, never changed: this list is written by hand when a
/// register is added, and nothing regenerates it.
@Suite struct PublishedNumbersTests {
    @Test func publishedNumbersKeepTheirMeaning() {
        let lines = Self.lines(of: .current)
        let published = Self.published.split(separator: "\n").map(String.init)
        let gone = published.filter { !lines.contains($0) }
        let new = lines.filter { !published.contains($0) }
        #expect(gone.isEmpty, "published numbers that changed or vanished: \(gone.joined(separator: "\n"))")
        #expect(new.isEmpty, "numbers that are not in the list yet; add them: \(new.joined(separator: "\n"))")
        #expect(lines.count == published.count)
    }

    private static func lines(of catalog: Catalog) -> [String] {
        var lines: [String] = []
        for kind in catalog.kinds {
            lines.append("\(kind.kind.rawValue) \(kind.name)")
            for register in kind.registers {
                let place = "\(kind.kind.rawValue).\(register.number.rawValue)"
                append(place, register.name, register.type, to: &lines)
            }
        }
        return lines
    }

    private static func append(_ place: String, _ name: String, _ type: ValueType, to lines: inout [String]) {
        lines.append("\(place) \(name) \(word(for: type))")
        var inner = type
        if case .list(let item) = type { inner = item }
        guard case .group(let members) = inner else { return }
        for member in members { append("\(place).\(member.number)", member.name, member.type, to: &lines) }
    }

    /// What the bytes depend on; a limit on characters or a range may be widened.
    private static func word(for type: ValueType) -> String {
        switch type {
        case .text, .longText: "text"
        case .integer: "integer"
        case .money: "money"
        case .boolean: "boolean"
        case .instant: "instant"
        case .date: "date"
        case .code(let name): "code(\(name.rawValue))"
        case .reference(let kinds): "reference(\(kinds.map { String($0.rawValue) }.joined(separator: ",")))"
        case .attachment: "attachment"
        case .list(let item): "list(\(word(for: item)))"
        case .group: "group"
        }
    }

    private static let published = """
        1 area
        1.1 lifecycle group
        1.1.1 state code(lifecycle_state)
        1.1.2 reason text
        1.2 code text
        1.3 name text
        1.4 parent reference(1)
        1.9001 change_note text
        2 scope
        2.1 lifecycle group
        2.1.1 state code(lifecycle_state)
        2.1.2 reason text
        2.2 number text
        2.3 area reference(1)
        2.4 purpose code(scope_purpose)
        2.9001 change_note text
        3 organisation
        3.1 lifecycle group
        3.1.1 state code(lifecycle_state)
        3.1.2 reason text
        3.2 name text
        3.3 kind code(organisation_kind)
        3.4 area reference(1)
        3.9001 change_note text
        4 user
        4.1 lifecycle group
        4.1.1 state code(lifecycle_state)
        4.1.2 reason text
        4.2 name text
        4.3 area reference(1)
        4.4 role code(user_role)
        4.5 organisation text
        4.9001 change_note text
        5 device
        5.1 lifecycle group
        5.1.1 state code(lifecycle_state)
        5.1.2 reason text
        5.2 public_key text
        5.3 name text
        5.4 role code(device_role)
        5.5 area reference(1)
        5.6 people list(reference(4))
        5.9001 change_note text
        6 grant
        6.1 lifecycle group
        6.1.1 state code(lifecycle_state)
        6.1.2 reason text
        6.2 terms group
        6.2.1 device reference(5)
        6.2.2 scope text
        6.2.3 rights code(grant_right)
        6.9001 change_note text
        7 grant_end
        7.1 lifecycle group
        7.1.1 state code(lifecycle_state)
        7.1.2 reason text
        7.2 terms group
        7.2.1 device reference(5)
        7.2.2 heads list(group)
        7.2.2.1 scope text
        7.2.2.2 replica text
        7.2.2.3 seq integer
        7.2.2.4 hash text
        7.2.3 reason text
        7.9001 change_note text
        8 ruling
        8.1 lifecycle group
        8.1.1 state code(lifecycle_state)
        8.1.2 reason text
        8.2 change text
        8.3 verdict code(ruling_verdict)
        8.4 reason text
        8.5 record reference(100,101,102,103,104,105,106,107,108,109,110,120)
        8.9001 change_note text
        9 setting
        9.1 lifecycle group
        9.1.1 state code(lifecycle_state)
        9.1.2 reason text
        9.2 name text
        9.3 value text
        9.4 from date
        9.9001 change_note text
        100 household
        100.1 lifecycle group
        100.1.1 state code(lifecycle_state)
        100.1.2 reason text
        100.2 area reference(1)
        100.3 address text
        100.4 head group
        100.4.1 person reference(101)
        100.4.2 name text
        100.5 note text
        100.9001 change_note text
        101 person
        101.1 lifecycle group
        101.1.1 state code(lifecycle_state)
        101.1.2 reason text
        101.2 name text
        101.3 sex code(sex)
        101.4 birth date
        101.5 identity group
        101.5.1 type code(identity_type)
        101.5.2 number text
        101.6 phone text
        101.7 address text
        101.8 household group
        101.8.1 household reference(100)
        101.8.2 relation code(household_relation)
        101.9 life_status group
        101.9.1 deceased boolean
        101.9.2 date date
        101.10 guardian group
        101.10.1 person reference(101)
        101.10.2 name text
        101.10.3 relation text
        101.10.4 phone text
        101.11 representatives list(group)
        101.11.1 person reference(101)
        101.11.2 name text
        101.11.3 relation text
        101.11.4 authority text
        101.12 notice group
        101.12.1 given boolean
        101.12.2 date date
        101.12.3 method code(notice_method)
        101.13 note text
        101.9001 change_note text
        102 case
        102.1 lifecycle group
        102.1.1 state code(lifecycle_state)
        102.1.2 reason text
        102.2 code text
        102.3 title text
        102.4 source code(case_source)
        102.5 first_received group
        102.5.1 user reference(4)
        102.5.2 name text
        102.5.3 organisation text
        102.5.4 at instant
        102.6 occurred group
        102.6.1 on date
        102.6.2 place text
        102.7 category code(event_category)
        102.8 mediation_category code(mediation_category)
        102.9 scale code(event_scale)
        102.10 people_count integer
        102.11 amount_involved money
        102.12 claim_amounts group
        102.12.1 claimed money
        102.12.2 documented money
        102.13 risk group
        102.13.1 level code(risk_level)
        102.13.2 by text
        102.13.3 reason text
        102.13.4 on date
        102.14 backlog group
        102.14.1 flag boolean
        102.14.2 since date
        102.14.3 petitions integer
        102.14.4 police_calls integer
        102.15 lead group
        102.15.1 user reference(4)
        102.15.2 name text
        102.15.3 organisation text
        102.15.4 position text
        102.15.5 phone text
        102.16 responsible group
        102.16.1 user reference(4)
        102.16.2 name text
        102.16.3 organisation text
        102.16.4 position text
        102.16.5 phone text
        102.17 stage code(case_stage)
        102.18 next group
        102.18.1 step text
        102.18.2 date date
        102.18.3 responsible text
        102.19 procedural_end group
        102.19.1 on date
        102.19.2 how text
        102.19.3 document text
        102.20 substantive_end group
        102.20.1 on date
        102.20.2 way code(resolution_way)
        102.20.3 organisation text
        102.20.4 outcome text
        102.21 summary text
        102.22 petition_number text
        102.9001 change_note text
        103 case_party
        103.1 lifecycle group
        103.1.1 state code(lifecycle_state)
        103.1.2 reason text
        103.2 case reference(102)
        103.3 person reference(101)
        103.4 side code(party_side)
        103.5 capacity code(party_capacity)
        103.6 represents reference(101)
        103.7 note text
        103.9001 change_note text
        104 visit
        104.1 lifecycle group
        104.1.1 state code(lifecycle_state)
        104.1.2 reason text
        104.2 case reference(102)
        104.3 household reference(100)
        104.4 planned instant
        104.5 started instant
        104.6 ended instant
        104.7 place group
        104.7.1 kind code(place_kind)
        104.7.2 text text
        104.8 mode code(visit_mode)
        104.9 visitors list(group)
        104.9.1 user reference(4)
        104.9.2 name text
        104.9.3 organisation text
        104.10 present list(group)
        104.10.1 person reference(101)
        104.10.2 name text
        104.11 purpose text
        104.12 narrative text
        104.13 methods list(code(visit_method))
        104.14 safety group
        104.14.1 raised boolean
        104.14.2 concern code(safety_concern)
        104.14.3 text text
        104.15 next_contact date
        104.16 attachments list(attachment)
        104.9001 change_note text
        105 emotion
        105.1 lifecycle group
        105.1.1 state code(lifecycle_state)
        105.1.2 reason text
        105.2 visit reference(104)
        105.3 person reference(101)
        105.4 self_before group
        105.4.1 score integer
        105.4.2 refused boolean
        105.5 self_after group
        105.5.1 score integer
        105.5.2 refused boolean
        105.6 observed group
        105.6.1 label code(emotion_label)
        105.6.2 words text
        105.7 safety group
        105.7.1 raised boolean
        105.7.2 concern code(safety_concern)
        105.7.3 text text
        105.8 note text
        105.9001 change_note text
        106 demand
        106.1 lifecycle group
        106.1.1 state code(lifecycle_state)
        106.1.2 reason text
        106.2 case reference(102)
        106.3 person reference(101)
        106.4 text text
        106.5 root_cause text
        106.6 focus text
        106.7 amount money
        106.8 verdict group
        106.8.1 code code(demand_verdict)
        106.8.2 basis text
        106.9 shown_on date
        106.10 visit reference(104)
        106.9001 change_note text
        107 agreement
        107.1 lifecycle group
        107.1.1 state code(lifecycle_state)
        107.1.2 reason text
        107.2 case reference(102)
        107.3 kind code(agreement_kind)
        107.4 number text
        107.5 facts text
        107.6 responsibilities text
        107.7 terms text
        107.8 effective_date date
        107.9 signers list(group)
        107.9.1 person reference(101)
        107.9.2 name text
        107.9.3 how code(signing_method)
        107.9.4 date date
        107.10 mediator group
        107.10.1 user reference(4)
        107.10.2 name text
        107.10.3 organisation text
        107.11 witnesses list(group)
        107.11.1 level code(administrative_level)
        107.11.2 organisation text
        107.11.3 name text
        107.11.4 date date
        107.12 confirm_by date
        107.13 confirmed group
        107.13.1 confirmed boolean
        107.13.2 date date
        107.13.3 court text
        107.13.4 document text
        107.14 total_amount money
        107.15 attachments list(attachment)
        107.9001 change_note text
        108 milestone
        108.1 lifecycle group
        108.1.1 state code(lifecycle_state)
        108.1.2 reason text
        108.2 agreement reference(107)
        108.3 case reference(102)
        108.4 sequence integer
        108.5 what text
        108.6 payment group
        108.6.1 amount money
        108.6.2 payer text
        108.6.3 payee text
        108.7 due group
        108.7.1 date date
        108.7.2 reason text
        108.8 performance group
        108.8.1 status code(milestone_status)
        108.8.2 amount money
        108.8.3 date date
        108.8.4 proof text
        108.9 attachments list(attachment)
        108.9001 change_note text
        109 follow_up_plan
        109.1 lifecycle group
        109.1.1 state code(lifecycle_state)
        109.1.2 reason text
        109.2 agreement reference(107)
        109.3 case reference(102)
        109.4 level code(follow_up_level)
        109.5 owner group
        109.5.1 user reference(4)
        109.5.2 name text
        109.5.3 organisation text
        109.6 due group
        109.6.1 date date
        109.6.2 reason text
        109.7 purpose text
        109.9001 change_note text
        110 follow_up
        110.1 lifecycle group
        110.1.1 state code(lifecycle_state)
        110.1.2 reason text
        110.2 plan reference(109)
        110.3 case reference(102)
        110.4 level code(follow_up_level)
        110.5 done_on date
        110.6 performance group
        110.6.1 status code(milestone_status)
        110.6.2 text text
        110.7 satisfaction code(satisfaction)
        110.8 recurrence group
        110.8.1 recurred boolean
        110.8.2 text text
        110.9 words text
        110.10 next group
        110.10.1 step text
        110.10.2 date date
        110.10.3 responsible text
        110.11 visitors list(group)
        110.11.1 user reference(4)
        110.11.2 name text
        110.11.3 organisation text
        110.12 mode code(visit_mode)
        110.9001 change_note text
        120 day_return
        120.1 lifecycle group
        120.1.1 state code(lifecycle_state)
        120.1.2 reason text
        120.2 date date
        120.3 visits integer
        120.4 remark text
        120.5 device reference(5)
        120.9001 change_note text
        """
}
