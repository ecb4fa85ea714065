/// Every statement that writes the tables of `CaseTables`, prepared once for each connection.
///
/// A row is put, not inserted: what stood under its key is replaced.
enum CaseStatement: Int, CaseIterable {
    case putCase, removeCase, putPerson, removePerson, putHousehold, removeHousehold, putParty, removeParty
    case putLink, removeLink, findFollowUp, findChildren, putDue, removeDue, putCourse, removeCourse, putContact,
        removeContact, findContacts
    case findAlarm, putAlarm, removeAlarm
    case putConflict, removeConflict, putBeside, removeBeside, putListed, removeListed
    case putBlobUse, removeBlobUse, putMissing, removeMissing
    case putLikeness, removeLikeness, putSame, removeSame, putAway, removeAway, putPlace, removePlace
    case findText, putText, removeText, putWaiting

    var sql: String {
        switch self {
        case .putCase:
            """
            INSERT OR REPLACE INTO case_item (
                scope, id, title, code, stage, risk, next_step, next_date, lead_name, lead_user, responsible_name,
                responsible_user, is_backlog, is_disputed, is_withdrawn, is_incomplete)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """
        case .removeCase: "DELETE FROM case_item WHERE scope = ? AND id = ?"
        case .putPerson:
            """
            INSERT OR REPLACE INTO person_item (
                scope, id, name, other_names, household, relation, birth, is_deceased,
                is_disputed, is_withdrawn, is_incomplete)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """
        case .removePerson: "DELETE FROM person_item WHERE scope = ? AND id = ?"
        case .putHousehold:
            """
            INSERT OR REPLACE INTO household_item (
                scope, id, address, head_name, head_person, area, is_disputed, is_withdrawn, is_incomplete)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
            """
        case .removeHousehold: "DELETE FROM household_item WHERE scope = ? AND id = ?"
        case .putParty:
            """
            INSERT OR REPLACE INTO party_item (
                scope, id, case_id, person, side, capacity, is_disputed, is_withdrawn, is_incomplete)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
            """
        case .removeParty: "DELETE FROM party_item WHERE scope = ? AND id = ?"
        case .putLink:
            """
            INSERT OR REPLACE INTO link
                (parent_scope, parent, parent_kind, child_kind, child, scope, register, is_withdrawn, is_owner)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
            """
        case .removeLink:
            """
            DELETE FROM link WHERE parent_scope = ? AND parent = ? AND parent_kind = ? AND child_kind = ? AND child = ?
                AND scope = ? AND register = ?
            """
        case .findFollowUp:
            """
            SELECT 1 FROM link WHERE parent_scope = ? AND parent = ? AND parent_kind = ? AND child_kind = ?
                AND is_withdrawn = 0 LIMIT 1
            """
        case .findChildren:
            """
            SELECT DISTINCT scope, child_kind, child FROM link
            WHERE parent_scope = ? AND parent = ? AND parent_kind = ? AND child_kind IN (?, ?, ?) AND is_withdrawn = 0
            ORDER BY child, child_kind, scope
            """
        case .findAlarm: "SELECT due FROM alarm_item WHERE scope = ? AND kind = ? AND record = ?"
        case .putAlarm: "INSERT OR REPLACE INTO alarm_item (scope, kind, record, due) VALUES (?, ?, ?, ?)"
        case .removeAlarm: "DELETE FROM alarm_item WHERE scope = ? AND kind = ? AND record = ?"
        case .putDue:
            """
            INSERT OR REPLACE INTO due_item (scope, due, kind, record, rule, what, case_id, who, who_user, is_disputed)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """
        case .removeDue: "DELETE FROM due_item WHERE scope = ? AND due = ? AND kind = ? AND record = ? AND rule = ?"
        case .putCourse:
            """
            INSERT OR REPLACE INTO course_item
                (scope, start, kind, record, rule, what, case_id, who, who_user, is_disputed, is_plain)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """
        case .removeCourse:
            "DELETE FROM course_item WHERE scope = ? AND start = ? AND kind = ? AND record = ? AND rule = ?"
        case .putContact:
            """
            INSERT OR REPLACE INTO contact_item (parent_scope, parent, at, record, scope, kind, next)
            VALUES (?, ?, ?, ?, ?, ?, ?)
            """
        case .removeContact:
            "DELETE FROM contact_item WHERE parent_scope = ? AND parent = ? AND at = ? AND record = ?"
        case .findContacts:
            """
            SELECT scope, kind, record, next FROM contact_item WHERE parent_scope = ? AND parent = ?
            ORDER BY at DESC, record DESC
            """
        case .putConflict:
            """
            INSERT OR REPLACE INTO conflict_item (scope, kind, record, register, readings, newest_at)
            VALUES (?, ?, ?, ?, ?, ?)
            """
        case .removeConflict:
            "DELETE FROM conflict_item WHERE scope = ? AND kind = ? AND record = ? AND register = ?"
        case .putBeside: "INSERT OR REPLACE INTO beside_item (scope, kind, record) VALUES (?, ?, ?)"
        case .removeBeside: "DELETE FROM beside_item WHERE scope = ? AND kind = ? AND record = ?"
        case .putListed: "INSERT OR REPLACE INTO listed_item (scope, kind, record) VALUES (?, ?, ?)"
        case .removeListed: "DELETE FROM listed_item WHERE scope = ? AND kind = ? AND record = ?"
        case .putBlobUse:
            "INSERT OR REPLACE INTO blob_use (sha256, scope, record, kind, register) VALUES (?, ?, ?, ?, ?)"
        case .removeBlobUse:
            "DELETE FROM blob_use WHERE sha256 = ? AND scope = ? AND record = ? AND kind = ? AND register = ?"
        case .putMissing:
            """
            INSERT OR IGNORE INTO blob_missing (scope, sha256)
            SELECT ?1, ?2 WHERE NOT EXISTS (SELECT 1 FROM blob WHERE sha256 = ?2 AND is_held = 1)
            """
        case .removeMissing:
            """
            DELETE FROM blob_missing WHERE scope = ?1 AND sha256 = ?2
                AND NOT EXISTS (SELECT 1 FROM blob_use WHERE sha256 = ?2 AND scope = ?1)
            """
        case .putLikeness: "INSERT OR REPLACE INTO likeness_key (shared, scope, kind, record) VALUES (?, ?, ?, ?)"
        case .removeLikeness:
            "DELETE FROM likeness_key WHERE shared = ? AND scope = ? AND kind = ? AND record = ?"
        case .putSame:
            """
            INSERT OR REPLACE INTO same_item (
                scope, kind, record, other_scope, other_kind, other, verdict_scope, verdict_kind, verdict, is_kept)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """
        case .removeSame:
            """
            DELETE FROM same_item WHERE scope = ? AND kind = ? AND record = ? AND other_scope = ? AND other_kind = ?
                AND other = ? AND verdict_scope = ? AND verdict_kind = ? AND verdict = ?
            """
        case .putAway: "INSERT OR REPLACE INTO away_item (scope, kind, record, home, said) VALUES (?, ?, ?, ?, ?)"
        case .removeAway: "DELETE FROM away_item WHERE scope = ? AND kind = ? AND record = ?"
        case .putPlace:
            "INSERT OR REPLACE INTO place_item (scope, record, is_withdrawn, is_restricted) VALUES (?, ?, ?, ?)"
        case .removePlace: "DELETE FROM place_item WHERE scope = ? AND record = ?"
        case .findText: "SELECT number FROM text_item WHERE scope = ? AND kind = ? AND record = ?"
        case .putText: "INSERT INTO text_item (scope, kind, record) VALUES (?, ?, ?)"
        case .removeText: "DELETE FROM text_item WHERE scope = ? AND kind = ? AND record = ?"
        case .putWaiting:
            // What the index has of the number stays what it has: of this record, or of one that was taken away meanwhile.
            """
            INSERT INTO text_waiting (number, entered, stretches) VALUES (?, ?, ?)
            ON CONFLICT (number) DO UPDATE SET stretches = excluded.stretches
            """
        }
    }
}
