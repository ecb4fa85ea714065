public import Replication

extension DraftProblem {
    /// Somebody was to check a library case in which they had written, or which they had typed.
    public static let selfCheck = DraftProblem(
        .inconsistent, register: LibraryCaseSchema.checked,
        message: Label(
            "案例是您写的（或您录入、改过的），要由另一个人核对：请同事用自己的名字登录后核对",
            "you wrote, typed or changed this case: somebody else has to check it, under their own name"))

    /// What stands against a check of words that arrived while the checker was reading others.
    public static let unseenWords = DraftProblem(
        .inconsistent, register: LibraryCaseSchema.checked,
        message: Label(
            "您看的时候案例又改过了，没有核对成：请把现在的文字重新看一遍，再核对",
            "the case was changed while you were reading, and nothing was checked: read it as it stands now, then check it"
        ))
}

/// What a policy's record is held to.
public enum PolicyRules {
    /// What stands against a demand or a visit that rests on a policy which does not hold: a warning, because the person
    /// may have been told so at the time.
    public static func notInForce(_ title: String, why: Label, at register: RegisterNumber) -> DraftProblem {
        DraftProblem(
            .inconsistent, .warning, register: register,
            message: Label(
                "政策“\(title)”\(why.zhHans)：请核对，或改用现行的",
                "the policy \"\(title)\" \(why.en): check it, or use one in force"))
    }
}
