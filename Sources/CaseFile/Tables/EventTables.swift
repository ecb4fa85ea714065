extension CodeTable.Name {
    public static let eventScale = Self("event_scale")
    public static let eventCategory = Self("event_category")
    public static let eventCategoryHeading = Self("event_category_heading")
    public static let resolutionWay = Self("resolution_way")
}

// GB/T 31000-2015, as four independent implementations agree on it: DOMAIN.md section 2.2.
extension CodeTable {
    /// 事件规模.
    static let eventScale = CodeTable(
        .eventScale, Label("事件规模", "Event scale"),
        codes: [
            Code("01", "个体性事件", "Individual"),
            Code("02", "一般群体性事件", "Collective, ordinary"),
            Code("03", "重大群体性事件", "Collective, major"),
        ])

    /// The two-digit headings (大类) of 事件类别: the first two digits of a category name its heading.
    static let eventCategoryHeading = CodeTable(
        .eventCategoryHeading, Label("事件大类", "Event category heading"),
        codes: [
            Code("01", "婚恋家庭纠纷", "Marriage and family"),
            Code("02", "邻里纠纷", "Neighbours"),
            Code("03", "人格权纠纷", "Personality rights"),
            Code("04", "物权相关纠纷", "Property rights"),
            Code("05", "侵权相关纠纷", "Torts"),
            Code("06", "合同及相关纠纷", "Contracts"),
            Code("07", "劳动、人事争议", "Labour and personnel"),
            Code("08", "金融借贷纠纷", "Finance and lending"),
            Code("09", "土地及资源权属纠纷", "Land and natural resources"),
            Code("10", "其他民商事纠纷", "Other civil and commercial"),
            Code("11", "城乡建设发展纠纷", "Urban and rural development"),
            Code("12", "涉民政纠纷", "Civil affairs"),
            Code("13", "其他行政执法纠纷", "Other administrative enforcement"),
            Code("14", "涉法涉诉纠纷", "Justice and litigation"),
            Code("15", "涉组织、涉纪检", "Party organisation and discipline"),
            Code("16", "涉民族宗教", "Ethnic and religious affairs"),
            Code("99", "其他", "Other"),
        ])

    /// 事件类别. The standard calls every NN99 only 其他; here it also bears its heading, so that one label means one
    /// code. 14 and 16 have no NN99; the last, 99, has no subdivision and keeps its two digits.
    static let eventCategory = CodeTable(
        .eventCategory, Label("事件类别", "Event category"),
        codes: [
            Code("0101", "恋爱及婚姻", "Love and marriage"),
            Code("0102", "抚养、赡养、监护", "Support, maintenance, guardianship"),
            Code("0103", "分家与继承", "Division of household and inheritance"),
            Code("0199", "其他婚恋家庭纠纷", "Other marriage and family"),

            Code("0201", "用水排水通行通风采光", "Water, drainage, passage, air, light"),
            Code("0202", "相邻土地及建筑物利用", "Use of adjoining land and buildings"),
            Code("0203", "相邻污染及损害防止", "Pollution and damage between neighbours"),
            Code("0299", "其他邻里纠纷", "Other between neighbours"),

            Code("0301", "姓名及肖像权", "Name and likeness"),
            Code("0302", "名誉及隐私", "Reputation and privacy"),
            Code("0303", "身体健康及人身自由", "Bodily health and liberty"),
            Code("0399", "其他人格权纠纷", "Other personality rights"),

            Code("0401", "财物返还及损害赔偿", "Return of property and damages"),
            Code("0402", "物业及其管理", "Property management"),
            Code("0403", "房屋等不动产登记", "Registration of real estate"),
            Code("0499", "其他物权相关纠纷", "Other property rights"),

            Code("0501", "教育机构责任", "Liability of schools"),
            Code("0502", "医疗损害", "Medical damage"),
            Code("0503", "交通事故", "Traffic accident"),
            Code("0504", "环境污染", "Environmental pollution"),
            Code("0505", "产品责任", "Product liability"),
            Code("0506", "网络侵权", "Torts on the Internet"),
            Code("0507", "劳务损害", "Injury in service work"),
            Code("0599", "其他侵权相关纠纷", "Other torts"),

            Code("0601", "消费及服务", "Consumption and services"),
            Code("0602", "房产买卖与租赁", "Sale and lease of housing"),
            Code("0603", "交易贸易", "Trade"),
            Code("0604", "运输与仓储", "Transport and storage"),
            Code("0699", "其他合同及相关纠纷", "Other contracts"),

            Code("0701", "劳动合同、劳务派遣", "Labour contracts and dispatch"),
            Code("0702", "社会保险", "Social insurance"),
            Code("0703", "福利待遇", "Benefits and pay"),
            Code("0704", "人事争议", "Personnel"),
            Code("0799", "其他劳动、人事争议", "Other labour and personnel"),

            Code("0801", "证券基金期货", "Securities, funds, futures"),
            Code("0802", "投资信托理财", "Investment, trusts, wealth products"),
            Code("0803", "保险", "Insurance"),
            Code("0804", "借贷及担保", "Loans and guarantees"),
            Code("0899", "其他金融借贷纠纷", "Other finance and lending"),

            Code("0901", "土地承包经营", "Contracted farm land"),
            Code("0902", "宅基地使用", "Use of homestead land"),
            Code("0903", "山林矿产资源", "Forests and minerals"),
            Code("0904", "水域水利", "Waters and irrigation"),
            Code("0999", "其他土地及资源权属纠纷", "Other land and natural resources"),

            Code("1001", "知识产权", "Intellectual property"),
            Code("1002", "公司企业设立、解散", "Founding and dissolving companies"),
            Code("1003", "海事海商", "Maritime"),
            Code("1004", "竞争", "Competition"),
            Code("1005", "票据与信用证", "Bills and letters of credit"),
            Code("1006", "无因管理与不当得利", "Negotiorum gestio and unjust enrichment"),
            Code("1099", "其他未列明的民商事纠纷", "Other civil and commercial, not listed"),

            Code("1101", "国有土地上房屋征收", "Expropriation of houses on state land"),
            Code("1102", "农村集体土地征用", "Taking of rural collective land"),
            Code("1103", "城乡规划及拆违", "Planning and illegal buildings"),
            Code("1104", "基础设施建设及市政市容", "Infrastructure and municipal works"),
            Code("1105", "移民安置", "Resettlement"),
            Code("1199", "其他城乡建设发展纠纷", "Other urban and rural development"),

            Code("1201", "村(社区)选举和管理", "Village elections and administration"),
            Code("1202", "优抚救助", "Relief and special care"),
            Code("1203", "区划边界", "Boundaries of districts"),
            Code("1299", "其他涉民政纠纷", "Other civil affairs"),

            Code("1301", "城市管理", "City management"),
            Code("1302", "教育文体", "Education, culture, sport"),
            Code("1303", "工商税务", "Commerce and taxation"),
            Code("1304", "安全生产", "Work safety"),
            Code("1305", "交通运输", "Transport"),
            Code("1306", "海事渔事", "Shipping and fishery"),
            Code("1307", "计划生育", "Family planning"),
            Code("1399", "其他未列明的行政执法纠纷", "Other administrative enforcement, not listed"),

            Code("1401", "涉公安", "Police"),
            Code("1402", "涉检察院", "Procuratorate"),
            Code("1403", "涉法院", "Courts"),
            Code("1404", "涉司法行政机关", "Judicial administration"),

            Code("1501", "组织人事", "Organisation and appointments"),
            Code("1502", "干部作风", "Conduct of officials"),
            Code("1599", "其他涉组织、涉纪检", "Other Party organisation and discipline"),

            Code("1601", "涉民族", "Ethnic affairs"),
            Code("1602", "涉宗教", "Religious affairs"),

            Code("99", "其他", "Other"),
        ])

    /// 化解方式. The standard's numbers were not found; these codes are ours and exports write the label.
    static let resolutionWay = CodeTable(
        .resolutionWay, Label("化解方式", "Way of resolution"),
        codes: [
            Code("judicial_mediation", "司法调解", "Judicial mediation"),
            Code("administrative_mediation", "行政调解", "Administrative mediation"),
            Code("people_mediation", "人民调解", "People's mediation"),
            Code("arbitral_mediation", "仲裁调解", "Mediation in arbitration"),
            Code("commercial_mediation", "商事调解", "Commercial mediation"),
            Code("trade_mediation", "行业调解", "Mediation by a trade body"),
            Code("lawyer_mediation", "律师调解", "Mediation by lawyers"),
            Code("civil_arbitration", "民商事仲裁", "Civil and commercial arbitration"),
            Code("land_arbitration", "农村土地承包经营纠纷仲裁", "Arbitration on contracted farm land"),
            Code("labour_arbitration", "劳动人事争议仲裁", "Labour and personnel arbitration"),
            Code("administrative_review", "行政复议", "Administrative review"),
            Code("administrative_ruling", "行政裁决", "Administrative ruling"),
            Code("litigation", "诉讼", "Litigation"),
            Code("settlement", "协商和解", "Settlement between the parties"),
            Code("other", "其他", "Other"),
        ])
}
