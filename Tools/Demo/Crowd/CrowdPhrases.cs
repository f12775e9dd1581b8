using System.Globalization;
using SocialCommerce.Tools.Demo.Catalogue;

namespace SocialCommerce.Tools.Demo.Crowd;

/// <summary>What people say in a shop.</summary>
internal static class CrowdPhrases
{
    private const double AboutProductShare = 0.7;
    private const double OwnLanguageShare = 0.9;
    private const double WordsShare = 0.7;
    private const int GoodRating = 4;

    private static readonly string[] AboutEnglish =
    [
        "Is the {0} in stock?", "How does the {0} hold up after a year?", "Ordered the {0} last month, love it",
        "Does the {0} come in another colour?", "The {0} looks better than in the pictures", "Just bought the {0} 🎉",
        "Can you show the {0} up close?", "Would the {0} make a good present?", "Is the {0} machine washable?",
        "My sister has the {0}, very happy with it", "How heavy is the {0}?", "{0} — take my money",
        "Is there a smaller {0}?", "Putting the {0} in my cart", "What is the delivery time for the {0}?",
    ];

    private static readonly string[] AboutChinese =
    [
        "{0}还有货吗？", "{0}好看！", "上个月买了{0}，很满意", "{0}有别的颜色吗？", "刚下单{0} 🎉", "主播能近距离看看{0}吗",
        "{0}适合送人吗？", "{0}重不重？", "等{0}等好久了", "{0}几天发货？", "回购{0}第三次了", "{0}比照片上还好看",
        "{0}已加购物车", "求{0}优惠券！", "{0}质感真好",
    ];

    private static readonly string[] SmallEnglish =
    [
        "Hello from Berlin 👋", "First time here, nice room", "That light is lovely", "Agreed!", "Same question here", "Haha true",
        "Good evening everyone", "Which one would you keep for yourself?", "Prices look fair today", "🔥🔥🔥",
    ];

    private static readonly string[] SmallChinese =
    [
        "来了来了", "主播晚上好", "哈哈哈", "同问", "第一次来，氛围真好", "杭州的朋友在吗", "支持！", "学到了", "已关注", "👍👍",
    ];

    private static readonly string[] OfHost =
    [
        "Now on the table: {0} · {1}", "Look at this one: {0} · 看看这款{1}", "{1}来啦，有问题尽管问", "Next up: {0} — ask away",
    ];

    private static readonly string[] GoodEnglish =
    [
        "Exactly as shown in the room.", "Better than I expected, and it came quickly.", "Well made. Bought a second one for my mother.",
        "Has been in use every day since it arrived.", "Lovely. The colour is a touch darker than on the screen.",
    ];

    private static readonly string[] GoodChinese =
    [
        "和直播间看到的一样，很满意。", "做工很好，发货也快。", "给妈妈也买了一个。", "天天在用，值得。", "颜色比屏幕上深一点，但是好看。",
    ];

    private static readonly string[] PoorEnglish =
    [
        "Smaller than it looked.", "It works, but the finish could be better.", "One corner was scratched when it came.", "Not what I had hoped for.",
    ];

    private static readonly string[] PoorChinese =
    [
        "比想象中小。", "能用，做工一般。", "收到时有划痕。", "没有期待的那么好。",
    ];

    /// <summary>Mostly in one's own language, now and then in the other.</summary>
    public static string Say(DemoProduct? pinned, bool isChinese, Random random)
    {
        var inChinese = isChinese == random.NextDouble() < OwnLanguageShare;
        if (pinned is null || random.NextDouble() > AboutProductShare)
        {
            var small = inChinese ? SmallChinese : SmallEnglish;
            return small[random.Next(small.Length)];
        }

        return inChinese
            ? Fill(AboutChinese, random, ChineseNameOf(pinned))
            : Fill(AboutEnglish, random, EnglishNameOf(pinned));
    }

    /// <summary>What comes with the stars of a review; empty for many.</summary>
    public static string Judge(int rating, bool isChinese, Random random)
    {
        if (random.NextDouble() > WordsShare)
        {
            return string.Empty;
        }

        var said = (rating >= GoodRating, isChinese) switch
        {
            (true, true) => GoodChinese,
            (true, false) => GoodEnglish,
            (false, true) => PoorChinese,
            _ => PoorEnglish,
        };
        return said[random.Next(said.Length)];
    }

    public static string Present(DemoProduct product, Random random) =>
        Fill(OfHost, random, EnglishNameOf(product), ChineseNameOf(product));

    private static string EnglishNameOf(DemoProduct product) =>
        $"{product.Finish.English} {product.Kind.English}".ToLowerInvariant();

    private static string ChineseNameOf(DemoProduct product) => product.Finish.Chinese + product.Kind.Chinese;

    private static string Fill(string[] phrases, Random random, params object[] names) =>
        Capitalise(string.Format(CultureInfo.InvariantCulture, phrases[random.Next(phrases.Length)], names));

    private static string Capitalise(string text) => char.ToUpperInvariant(text[0]) + text[1..];
}
