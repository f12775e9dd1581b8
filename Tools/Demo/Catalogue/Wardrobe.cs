using SocialCommerce.Tools.Demo.People;

namespace SocialCommerce.Tools.Demo.Catalogue;

/// <summary>What one wears and carries.</summary>
internal static class Wardrobe
{
    public static readonly Department Clothing = new(
        "clothing",
        DemoPeople.WardrobeHost,
        ["Baiyu 白屿", "Marlow & Finch", "Songjian 松间"],
        [
            new("shirt", "shirt", "衬衫", 239, "A straight cut that sits well open or buttoned.", "直筒版型，敞开或扣上都好看。"),
            new("dress", "dress", "连衣裙", 399, "Falls to the calf, with pockets where you want them.", "长及小腿，侧边带口袋。"),
            new("jacket", "jacket", "外套", 569, "Two inside pockets and a collar that stands up to wind.", "双内袋，立领挡风。"),
            new("trousers", "trousers", "长裤", 299, "High waist, easy leg, no break at the ankle.", "高腰宽松，九分长度。"),
            new("cardigan", "cardigan", "开衫", 359, "Ribbed cuffs and corozo buttons.", "罗纹袖口，果实扣。"),
            new("scarf", "scarf", "围巾", 169, "Long enough to wrap twice.", "足够长，可绕两圈。"),
        ],
        [
            new("linen", "Linen", "亚麻", 1.0, 88, "Pre-washed linen that gets softer every summer.", "水洗亚麻，越穿越软。"),
            new("cotton", "Organic cotton", "有机棉", 0.9, 205, "Combed organic cotton, undyed thread.", "精梳有机棉，本色缝线。"),
            new("silk", "Mulberry silk", "桑蚕丝", 2.1, 340, "Mulberry silk of 19 momme with a quiet sheen.", "19姆米桑蚕丝，光泽内敛。"),
            new("wool", "Merino wool", "美丽诺羊毛", 1.6, 24, "Fine merino that does not itch.", "细支美丽诺羊毛，亲肤不扎。"),
            new("tencel", "Tencel", "天丝", 1.1, 248, "Lyocell from beech, cool and without creases.", "榉木莱赛尔，清凉抗皱。"),
        ]);

    public static readonly Department Shoes = new(
        "shoes",
        DemoPeople.WardrobeHost,
        ["Lujing 鹿径", "Harrow", "Tidewalk"],
        [
            new("sneakers", "sneakers", "运动鞋", 429, "A cushioned sole you can re-glue, not throw away.", "可换鞋底，缓震舒适。"),
            new("loafers", "loafers", "乐福鞋", 489, "Hand-stitched apron, soft from the first day.", "手缝鞋面，上脚即软。"),
            new("ankle-boots", "ankle boots", "短靴", 629, "Elastic gussets and a grip sole for wet streets.", "松紧侧带，雨天防滑。"),
            new("sandals", "sandals", "凉鞋", 259, "Three straps, one buckle, no squeak.", "三带一扣，行走无声。"),
            new("slippers", "house slippers", "家居拖鞋", 119, "A quiet sole for wooden floors.", "静音软底，木地板友好。"),
            new("running-shoes", "running shoes", "跑鞋", 569, "Eight millimetre drop, roomy toes.", "8毫米落差，宽松前掌。"),
        ],
        [
            new("canvas", "Canvas", "帆布", 0.8, 195, "Tight-woven canvas that dries over night.", "密织帆布，一夜即干。"),
            new("leather", "Full-grain leather", "头层牛皮", 1.5, 35, "Full-grain leather tanned with bark.", "植鞣头层牛皮。"),
            new("suede", "Suede", "麂皮", 1.3, 62, "Brushed suede, proofed against rain.", "拒水处理麂皮。"),
            new("knit", "Knit", "飞织", 1.0, 300, "One-piece knit upper with no seams to rub.", "一体飞织鞋面，无缝不磨脚。"),
            new("two-tone", "Two-tone", "拼色", 0.9, 150, "Two colours that were waiting for each other.", "两种颜色，恰好相配。"),
        ]);

    public static readonly Department Bags = new(
        "bags",
        DemoPeople.WardrobeHost,
        ["Xingnang 行囊", "Marlow & Finch", "Kestrel Goods"],
        [
            new("tote", "tote", "托特包", 329, "Holds a laptop, lunch and a paperback.", "装得下电脑、午餐和一本书。"),
            new("backpack", "backpack", "双肩包", 469, "Padded straps and a back that breathes.", "加厚肩带，透气背板。"),
            new("crossbody", "crossbody bag", "斜挎包", 299, "Phone, keys, cards, and nothing rattles.", "手机钥匙卡包，各就各位。"),
            new("weekender", "weekender", "旅行袋", 699, "Cabin size, with a pocket for shoes.", "登机尺寸，独立鞋仓。"),
            new("wallet", "wallet", "钱包", 199, "Six cards and folded notes, thinner than a finger.", "六卡位，比手指还薄。"),
            new("pouch", "zip pouch", "收纳包", 99, "For cables, pencils or lipstick.", "收纳线材、文具或口红。"),
        ],
        [
            new("waxed", "Waxed canvas", "油蜡帆布", 1.1, 110, "Waxed canvas that shows where it has been.", "油蜡帆布，越用越有味道。"),
            new("saddle", "Saddle leather", "马鞍皮", 1.8, 28, "Saddle leather with painted edges.", "马鞍皮，手工封边。"),
            new("nylon", "Ripstop nylon", "防撕裂尼龙", 0.9, 225, "Ripstop nylon from old fishing nets.", "再生渔网尼龙，防撕裂。"),
            new("corduroy", "Corduroy", "灯芯绒", 0.8, 15, "Soft wide-wale corduroy.", "柔软宽条灯芯绒。"),
            new("indigo", "Indigo-dyed", "蓝染", 1.2, 258, "Dipped in indigo eleven times.", "十一次蓝靛浸染。"),
        ]);
}
