using SocialCommerce.Algorithms.Text.Folding;

namespace SocialCommerce.Algorithms.Tests.Text.Folding;

/// <summary>Disguises are found, and what only looks like a term is not.</summary>
public sealed class TermMatcherTests
{
    private static readonly string[] Words = ["shit", "ass", "fuck*", "viagra", "casino", "scam", "hell", "cum", "tits", "cock", "anal", "slut"];

    private static readonly string[] Chinese = ["傻逼", "赌博", "发票", "加微信", "杀猪盘", "台独", "操你", "加v信", "办证", "骗钱"];

    private static readonly TermMatcher Matcher = new([.. Words, .. Chinese, "buy followers", "*porn*", "cheap watches"]);

    /// <summary>Each word in each disguise that a keyboard, a font or a generator of fancy letters makes.</summary>
    public static TheoryData<string, string> Disguised()
    {
        var data = new TheoryData<string, string>();
        foreach (var word in Words.Select(word => word.TrimEnd('*')))
        {
            foreach (var (name, disguise) in Disguises.OfWords)
            {
                data.Add(name, disguise(word));
                data.Add(name, $"well, {disguise(word)} then");
            }
        }

        foreach (var term in Chinese)
        {
            foreach (var (name, disguise) in Disguises.OfChinese)
            {
                data.Add(name, disguise(term));
                data.Add(name, $"主播{disguise(term)}吧");
            }
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Disguised))]
    public void Find_ADisguisedTerm_FindsIt(string disguise, string text) => Assert.True(Finds(text), $"{disguise}: {text}");

    [Theory]
    [InlineData("sh1t")]
    [InlineData("5h1t")]
    [InlineData("$hit")]
    [InlineData("sh!t!")]
    [InlineData("a$$")]
    [InlineData("@ss")]
    [InlineData("4ss")]
    [InlineData("fuсk")]
    [InlineData("FUCKERS")]
    [InlineData("fuuuuuck")]
    [InlineData("fuuck")]
    [InlineData("assss")]
    [InlineData("shit's")]
    [InlineData("'shit'")]
    [InlineData("\"shit\"")]
    [InlineData("shit😀")]
    [InlineData("s😀h😀i😀t")]
    [InlineData("shit🇺🇸")]
    [InlineData("shit™")]
    [InlineData("shit2024")]
    [InlineData("v1agra")]
    [InlineData("v|agra")]
    [InlineData("s|ut")]
    [InlineData("s1ut")]
    [InlineData("he11")]
    [InlineData("c4s1n0")]
    [InlineData("5 h 1 t")]
    [InlineData("s'h'i't")]
    [InlineData("buyfollowers")]
    [InlineData("BUY   FOLLOWERS")]
    [InlineData("buy-followers")]
    [InlineData("b.u.y.f.o.l.l.o.w.e.r.s")]
    [InlineData("hardp0rnhub")]
    [InlineData("你shit吧")]
    [InlineData("傻  逼")]
    [InlineData("傻*逼")]
    [InlineData("傻.逼")]
    [InlineData("傻_逼")]
    [InlineData("賭博")]
    [InlineData("賭 博")]
    [InlineData("發票")]
    [InlineData("殺豬盤")]
    [InlineData("臺獨")]
    [InlineData("騙錢")]
    [InlineData("辦證")]
    [InlineData("加Ｖ信")]
    [InlineData("加 v 信")]
    [InlineData("加ⓥ信")]
    [InlineData("加 微 信")]
    [InlineData("🅵🆄🅲🅺")]
    [InlineData("🇫🇺🇨🇰")]
    [InlineData("sh\u200bi\u200dt")]
    [InlineData("s\u0336h\u0336i\u0336t\u0336")]
    [InlineData("s\u00adh\u00adi\u00adt")]
    [InlineData("s\u2800h\u2800i\u2800t")]
    [InlineData("ꜱʜɪᴛ")]
    public void Find_AnEvasion_FindsIt(string text) => Assert.True(Finds(text), text);

    [Theory]
    [MemberData(nameof(Innocents.All), MemberType = typeof(Innocents))]
    public void Find_AnInnocent_FindsNothing(string text) => Assert.False(Finds(text), text);

    [Theory]
    [InlineData("so shit really", 3, 4)]
    [InlineData("so s.h.i.t!", 3, 7)]
    [InlineData("真是赌 博啊", 2, 3)]
    [InlineData("s\u0336hit\u0336 x", 0, 6)]
    [InlineData("𝐬𝐡𝐢𝐭 x", 0, 8)]
    public void Find_ATerm_NamesThePartOfTheText(string text, int start, int length) =>
        Assert.Contains(Matcher.Find(text), match => (match.Start, match.Length) == (start, length));

    [Fact]
    public void Find_SeveralTerms_NamesEach()
    {
        var terms = new TermMatcher(["one", "two", "三"]).Find("two, one and 三 one").Select(match => match.Term);

        Assert.Equal([0, 0, 1, 2], terms.Order());
    }

    [Theory]
    [InlineData("", false)]
    [InlineData("*", false)]
    [InlineData("  !! ", false)]
    [InlineData("a", false)]
    [InlineData("ab", true)]
    [InlineData("操", true)]
    [InlineData("*ab*", true)]
    public void IsAcceptable_NeedsSomethingToFind(string term, bool expected) =>
        Assert.Equal(expected, TermMatcher.IsAcceptable(term));

    [Fact]
    public void IsAcceptable_TooLong_IsNot() => Assert.False(TermMatcher.IsAcceptable(new string('x', TermMatcher.TermMax + 1)));

    [Fact]
    public void Find_LoneSurrogatesAndOddities_DoesNotFail()
    {
        var random = new Random(1);
        for (var round = 0; round < 2_000; round++)
        {
            var text = string.Concat(Enumerable.Range(0, 40).Select(_ => (char)random.Next(0x20, 0x1_0000)));
            foreach (var match in Matcher.Find(text))
            {
                Assert.InRange(match.Start + match.Length, match.Start + 1, text.Length);
            }
        }
    }

    /// <summary>The worst that fits into a comment: every place is a beginning, and every letter a repeat.</summary>
    [Fact]
    public void Find_TextMadeToBeSlow_LooksAtABoundedNumberOfPlaces()
    {
        var matcher = new TermMatcher(Enumerable.Range(2, 60).Select(length => $"*{new string('a', length)}b*"));

        Assert.Empty(matcher.Find(new string('a', 800)));
        Assert.Empty(matcher.Find(string.Concat(Enumerable.Repeat("a ", 400))));
    }

    private static bool Finds(string text) => Matcher.Find(text).Count > 0;
}
