using SocialCommerce.Grains.Interfaces.Users;
using SocialCommerce.Tools.Demo.People;

namespace SocialCommerce.Tools.Demo.Catalogue;

/// <summary>What one goes out with, listens to, plays with and puts on one's face.</summary>
internal static class Leisure
{
    public static readonly Department Outdoor = new(
        "outdoor",
        Roles.Merchant,
        ["Shanye 山野", "Tarn", "Kestrel Goods"],
        [
            new("tent", "tent", "帐篷", 899, "Up in four minutes, alone.", "一个人四分钟搭好。"),
            new("sleeping-bag", "sleeping bag", "睡袋", 599, "Down to freezing, packs to a loaf of bread.", "零度舒适，收纳如面包大小。"),
            new("camp-chair", "camp chair", "露营椅", 269, "Sits low, folds thin.", "低坐面，折叠轻薄。"),
            new("lantern", "lantern", "营地灯", 189, "Forty hours of warm light.", "四十小时暖光。"),
            new("flask", "flask", "保温壶", 159, "Hot for twelve hours, cold for a day.", "保热12小时，保冷24小时。"),
            new("trail-stove", "trail stove", "炉头", 239, "Boils a litre in three minutes.", "三分钟烧开一升水。"),
        ],
        [
            new("ultralight", "Ultralight", "超轻", 1.6, 140, "Every gram argued over.", "克克计较的轻量化。"),
            new("alpine", "Alpine", "高山", 1.9, 240, "Tested above the tree line.", "树线以上实测。"),
            new("family", "Family", "家庭款", 1.2, 95, "Sized for four and a dog.", "一家四口加一只狗。"),
            new("storm", "Storm", "防风", 1.3, 218, "Made for the bad weather forecast.", "为坏天气而做。"),
            new("sunset", "Sunset", "落日", 0.9, 18, "In an orange you can find again.", "醒目的落日橙。"),
        ]);

    public static readonly Department Electronics = new(
        "electronics",
        Roles.Merchant,
        ["Huisheng 回声", "Lumen Lab", "Pico"],
        [
            new("headphones", "headphones", "头戴耳机", 699, "Thirty hours, and pads you can replace.", "30小时续航，耳垫可换。"),
            new("earbuds", "earbuds", "真无线耳机", 399, "Stay in on stairs and trains.", "上下楼不掉。"),
            new("speaker", "speaker", "音箱", 499, "Fills a kitchen, survives a shower.", "铺满厨房，也能进浴室。"),
            new("keyboard", "keyboard", "键盘", 459, "Hot-swap switches, quiet plate.", "热插拔轴，静音定位板。"),
            new("power-bank", "power bank", "充电宝", 199, "Two and a half phones on one charge.", "可充手机两次半。"),
            new("reading-light", "reading light", "阅读灯", 149, "Warm after nine, like you.", "九点后自动暖光。"),
        ],
        [
            new("graphite", "Graphite", "石墨灰", 1.0, 262, "Matt graphite that takes no fingerprints.", "哑光石墨，不沾指纹。"),
            new("studio", "Studio", "录音室版", 1.8, 285, "Measured flat, tuned by ear.", "曲线平直，人耳微调。"),
            new("mini", "Mini", "迷你", 0.7, 330, "Half the size, most of the point.", "一半大小，要点都在。"),
            new("clear", "Clear", "透明", 1.1, 190, "A clear shell, because the inside is pretty.", "透明外壳，内里也好看。"),
            new("bamboo", "Bamboo", "竹制", 1.2, 100, "A bamboo shell, sanded and oiled.", "竹壳打磨上油。"),
        ]);

    public static readonly Department Beauty = new(
        "beauty",
        DemoPeople.WardrobeHost,
        ["Shuiyue 水月", "Fern & Salt", "Petal Theory"],
        [
            new("cleanser", "cleanser", "洁面乳", 119, "Leaves skin clean, not tight.", "洗净不紧绷。"),
            new("serum", "serum 30 ml", "精华30毫升", 289, "Light, unscented, for morning and night.", "轻薄无香，早晚可用。"),
            new("face-cream", "face cream", "面霜", 239, "Sinks in before the coffee is ready.", "咖啡煮好前就吸收。"),
            new("lip-balm", "lip balm", "润唇膏", 59, "No shine, no sugar.", "不油亮，不甜腻。"),
            new("hand-cream", "hand cream", "护手霜", 79, "For winters and dishwashing.", "冬天和洗碗后都需要。"),
            new("sheet-mask", "sheet masks", "面膜", 99, "Five evenings off.", "五个放松的夜晚。"),
        ],
        [
            new("camellia", "Camellia", "山茶花", 1.2, 350, "Cold-pressed camellia oil.", "冷榨山茶籽油。"),
            new("rice", "Fermented rice", "发酵米", 1.0, 80, "Rice ferment, as in the old sake houses.", "发酵米精华，温和提亮。"),
            new("sea-salt", "Sea salt", "海盐", 0.9, 200, "Minerals and a smell of holidays.", "矿物海盐，假期味道。"),
            new("rose", "Damask rose", "大马士革玫瑰", 1.5, 5, "Rose water, distilled, nothing added.", "单纯玫瑰纯露。"),
            new("green-tea", "Green tea", "绿茶", 1.0, 130, "Green tea for city air.", "绿茶抗氧，对付城市空气。"),
        ]);

    public static readonly Department Toys = new(
        "toys",
        Roles.Merchant,
        ["Xiaoxiong 小熊", "Blokk", "Paper Fox"],
        [
            new("puzzle", "puzzle", "拼图", 89, "Five hundred pieces and one that hides.", "五百片，总有一片躲起来。"),
            new("blocks", "building blocks", "积木", 169, "Rounded corners, honest weight.", "圆角，分量扎实。"),
            new("plush", "plush bear", "毛绒熊", 129, "Machine-washable, hug-tested.", "可机洗，抱感实测。"),
            new("board-game", "board game", "桌游", 219, "Two to five players, forty minutes.", "2至5人，40分钟一局。"),
            new("kite", "kite", "风筝", 99, "Flies in a light breeze.", "微风即飞。"),
            new("train-set", "train set", "火车套装", 329, "A figure of eight with a bridge.", "八字轨道带桥。"),
        ],
        [
            new("forest", "Forest", "森林", 1.2, 90, "With a fox, two owls and a hedgehog.", "有狐狸、两只猫头鹰和刺猬。"),
            new("rainbow", "Rainbow", "彩虹", 1.0, 315, "Water colours that stay on.", "水性彩漆不掉色。"),
            new("panda", "Panda", "熊猫", 1.1, 135, "With a panda, because of course.", "有熊猫，当然。"),
            new("space", "Space", "太空", 1.3, 255, "For those who count down from ten.", "倒数十秒出发。"),
            new("ocean", "Ocean", "海洋", 1.1, 195, "With a whale that smiles.", "有一只微笑的鲸鱼。"),
        ]);
}
