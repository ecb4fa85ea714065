import CaseFile
public import Replication

extension CaseAccess {
    /// The day that `text` means, in any of the ways in which a field of dates may be written. Throws
    /// `CaseWorkError.badValue`.
    public func day(meantBy text: String) throws -> CivilDate {
        do {
            // Any register of dates will do: all of them are read alike.
            let value = try catalog.value(
                from: .string(text), for: FollowUpSchema.doneOn, of: FollowUpSchema.recordKind)
            guard case .date(let day) = value else {
                throw CaseWorkError.unknownName(text, of: Label("日期", "date"))
            }
            return day
        } catch let error as ValueTextError {
            throw CaseWorkError.badValue(error)
        }
    }
}
