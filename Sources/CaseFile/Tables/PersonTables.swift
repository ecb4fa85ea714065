extension CodeTable.Name {
    public static let sex = Self("sex")
    public static let identityType = Self("identity_type")
    public static let householdRelation = Self("household_relation")
    public static let noticeMethod = Self("notice_method")
    public static let sameness = Self("sameness")
}

extension CodeTable {
    /// Source: GB/T 2261.1.
    static let sex = CodeTable(
        .sex, Label("性别", "Sex"),
        codes: [
            Code("1", "男", "Male"),
            Code("2", "女", "Female"),
            Code("0", "未知的性别", "Unknown"),
            Code("9", "未说明的性别", "Not stated"),
        ])

    /// 111 is the resident identity card of GA/T 517; the others are ours, because the numbers of that standard are
    /// not confirmed.
    static let identityType = CodeTable(
        .identityType, Label("证件类型", "Identity document type"), isOpen: true,
        codes: [
            Code("111", "居民身份证", "Resident identity card"),
            Code("household_register", "户口簿", "Household register"),
            Code("passport", "护照", "Passport"),
            Code("residence_permit", "港澳台居民居住证", "Residence permit of Hong Kong, Macao, Taiwan residents"),
            Code("other", "其他", "Other"),
        ])

    static let householdRelation = CodeTable(
        .householdRelation, Label("与户主关系", "Relation to the head of household"), isOpen: true,
        codes: [
            Code("head", "户主", "Head"),
            Code("spouse", "配偶", "Spouse"),
            Code("child", "子女", "Child"),
            Code("child_in_law", "儿媳或女婿", "Child-in-law"),
            Code("parent", "父母", "Parent"),
            Code("grandchild", "孙辈", "Grandchild"),
            Code("sibling", "兄弟姐妹", "Sibling"),
            Code("other", "其他", "Other"),
        ])

    static let noticeMethod = CodeTable(
        .noticeMethod, Label("告知方式", "Method of notice"), isOpen: true,
        codes: [
            Code("spoken", "口头告知", "Spoken"),
            Code("written", "书面告知", "Written"),
            Code("posted", "公示告知", "Posted"),
            Code("phone", "电话告知", "By telephone"),
        ])

    static let sameness = CodeTable(
        .sameness, Label("是否同一对象", "Sameness"),
        codes: [
            Code("same", "是同一个", "The same"),
            Code("different", "不是同一个", "Different"),
        ])
}
