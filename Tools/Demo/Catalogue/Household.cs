using SocialCommerce.Tools.Demo.People;

namespace SocialCommerce.Tools.Demo.Catalogue;

/// <summary>What stands on tables and shelves.</summary>
internal static class Household
{
    public static readonly Department Tea = new(
        "tea",
        DemoPeople.TeaHost,
        ["Lin Ji 林记", "Cloudfold", "Wuyi Harvest 武夷收成"],
        [
            new("loose-tea", "loose tea 100 g", "散茶100克", 128, "Picked by hand, packed within the week.", "手工采摘，当周封装。"),
            new("tea-cake", "tea cake", "茶饼", 198, "Pressed to keep and to change over the years.", "紧压成饼，陈化有味。"),
            new("tea-bags", "tea bags", "茶包", 69, "Whole leaf in corn-fibre bags.", "玉米纤维茶包，原叶。"),
            new("sampler", "tasting set", "品鉴礼盒", 158, "Six small tins to find out what you like.", "六款小罐，慢慢尝。"),
            new("cold-brew", "cold brew tea", "冷泡茶", 89, "Ready after four hours in the fridge.", "冰箱四小时即饮。"),
            new("milk-tea", "milk tea kit", "奶茶套装", 109, "Strong leaf, slow sugar, for eight cups.", "浓茶底配红糖，可做八杯。"),
        ],
        [
            new("oolong", "Oolong", "乌龙", 1.2, 92, "Half-oxidised, orchid on the nose.", "半发酵，兰花香。"),
            new("jasmine", "Jasmine", "茉莉", 0.9, 128, "Scented five times with fresh jasmine.", "五窨一提，鲜灵茉莉。"),
            new("puer", "Aged pu'er", "陈年普洱", 1.7, 22, "Aged ten years in Kunming.", "昆明干仓十年陈。"),
            new("white", "White peony", "白牡丹", 1.4, 70, "Sun-dried buds and leaves from Fuding.", "福鼎日晒，一芽二叶。"),
            new("black", "Smoked black", "正山小种", 1.0, 8, "Dried over pine in Tongmu.", "桐木松烟熏制。"),
        ]);

    public static readonly Department Kitchen = new(
        "kitchen",
        DemoPeople.TeaHost,
        ["Yaobian 窑边", "Harth", "Cloudfold"],
        [
            new("teapot", "teapot", "茶壶", 329, "Pours clean to the last drop.", "断水利落，滴水不漏。"),
            new("cup", "cup", "茶杯", 79, "Thin at the lip, warm in the hand.", "薄唇，握感温润。"),
            new("bowl", "bowl", "碗", 99, "Deep enough for noodles.", "深口，正好一碗面。"),
            new("plate", "dinner plate", "餐盘", 129, "A low rim that keeps the sauce.", "浅沿留汁。"),
            new("storage-jar", "storage jar", "储物罐", 119, "Keeps a week of coffee fresh.", "密封一周咖啡新鲜。"),
            new("kettle", "kettle", "水壶", 459, "A gooseneck for slow pouring.", "鹅颈壶嘴，细水慢注。"),
        ],
        [
            new("celadon", "Celadon", "青瓷", 1.4, 165, "Longquan glaze, the colour of wet jade.", "龙泉青釉，雨过天青。"),
            new("stoneware", "Stoneware", "粗陶", 1.0, 48, "Wood-fired, no two are the same.", "柴烧粗陶，件件不同。"),
            new("porcelain", "Bone porcelain", "骨瓷", 1.3, 210, "Light shines through it.", "薄胎透光。"),
            new("copper", "Hammered copper", "手锤铜", 2.0, 30, "Hammered by hand, lined with tin.", "手工锤打，内壁镀锡。"),
            new("enamel", "Enamelled", "珐琅", 0.9, 352, "Enamel that takes a knock.", "耐磕珐琅。"),
        ]);

    public static readonly Department Home = new(
        "home",
        DemoPeople.TeaHost,
        ["Muqi 木器", "Harth", "Nordlys"],
        [
            new("lamp", "table lamp", "台灯", 389, "Dims to the light of a candle.", "可调光至烛光亮度。"),
            new("vase", "vase", "花瓶", 189, "For one branch or a whole market bunch.", "一枝或一束都合适。"),
            new("throw", "throw", "盖毯", 299, "For the arm of the sofa and cold evenings.", "沙发边的小毯子。"),
            new("cushion", "cushion", "靠枕", 139, "Feather core, hidden zip.", "羽绒芯，隐形拉链。"),
            new("shelf", "wall shelf", "壁架", 259, "Holds twelve kilos on two screws.", "两颗螺丝承重12公斤。"),
            new("mirror", "mirror", "镜子", 429, "True colours, bevelled edge.", "真彩镜面，斜边打磨。"),
        ],
        [
            new("sand", "Sand", "沙色", 1.0, 44, "The colour of a beach out of season.", "淡季海滩的颜色。"),
            new("terracotta", "Terracotta", "陶土红", 1.1, 14, "Warm as a wall that had sun all day.", "像晒了一天太阳的墙。"),
            new("moss", "Moss", "苔绿", 1.2, 96, "A green that goes with wood and with plants.", "和木头、植物都相配的绿。"),
            new("fog", "Fog", "雾灰", 0.9, 208, "Grey with a little blue in it, for small rooms.", "带一点蓝的灰，适合小房间。"),
            new("blush", "Blush", "藕粉", 1.3, 345, "Hardly pink, and only by daylight.", "日光下才显的一点粉。"),
        ]);

    public static readonly Department Books = new(
        "stationery",
        DemoPeople.TeaHost,
        ["Zhimo 纸墨", "Fold & Quire", "Nordlys"],
        [
            new("notebook", "notebook", "笔记本", 59, "Opens flat, numbers its pages.", "平摊装订，自带页码。"),
            new("planner", "planner", "手账", 89, "A week on two pages and room to change your mind.", "一周两页，留白充足。"),
            new("fountain-pen", "fountain pen", "钢笔", 249, "Starts at once, even after a week.", "久置不干墨。"),
            new("ink", "ink 50 ml", "墨水50毫升", 79, "Shades from edge to edge.", "层次分明。"),
            new("brush-set", "brush set", "毛笔套装", 139, "Goat, wolf and mixed hair.", "羊毫、狼毫与兼毫。"),
            new("desk-tray", "desk tray", "桌面托盘", 119, "A place for the things that roll.", "收住会滚的小物。"),
        ],
        [
            new("ivory", "Ivory", "象牙白", 0.9, 50, "Plain, on purpose.", "刻意的素净。"),
            new("vermilion", "Vermilion", "朱砂", 1.2, 6, "The red of seals.", "印泥的红。"),
            new("midnight", "Midnight", "夜蓝", 1.1, 236, "Nearly black until the light falls on it.", "光照下才见蓝。"),
            new("plum", "Plum", "青梅紫", 1.0, 300, "A purple that behaves itself.", "安静的紫色。"),
            new("jade", "Jade", "玉绿", 1.3, 155, "A green that photographs badly and looks wonderful.", "照片拍不出的好看绿色。"),
        ]);
}
