using SocialCommerce.Algorithms.Text;

namespace SocialCommerce.Algorithms.Tests.Text;

public sealed class TextTests
{
    private const ulong StableHashOfProduct = 11270238555339197701;

    [Theory]
    [InlineData("red camera", "red|camera")]
    [InlineData("口红", "口红")]
    [InlineData("哑光口红", "哑光|光口|口红")]
    [InlineData("红", "红")]
    [InlineData("iphone15手机壳", "iphone15|手机|机壳")]
    [InlineData("红 色", "红|色")]
    [InlineData("a,b；c", "a|b|c")]
    [InlineData("カメラ", "カメ|メラ")]
    [InlineData(" -- ", "")]
    [InlineData("", "")]
    public void Tokens_MixedScripts_AreWordsAndPairs(string text, string expected)
    {
        Assert.Equal(expected, string.Join('|', Tokens(text)));
    }

    [Fact]
    public void Normalize_FullWidthCaseAndInvisible_IsOneSpelling()
    {
        Assert.Equal("abc 12!", TextNormalizer.Normalize("ＡＢc　１２！\u200B"));
    }

    [Fact]
    public void StableHash_FixedInputs_NeverChanges()
    {
        // Stored embeddings depend on these values: a change needs a migration.
        Assert.Equal(StableHashOfProduct, StableHash.Of("product-17"));
        Assert.Equal(StableHash.Of("product-17"), StableHash.OfKey("product-17"));
        Assert.NotEqual(StableHash.Of("product-17"), StableHash.Of("product-18"));
        Assert.NotEqual(StableHash.Of("ab"), StableHash.Of("ba"));
    }

    [Fact]
    public void StableHash_ManyIds_SpreadsEvenly()
    {
        var buckets = new int[64];
        for (var number = 0; number < 64_000; number++)
        {
            buckets[StableHash.Of($"user-{number}") % 64]++;
        }

        Assert.All(buckets, count => Assert.InRange(count, 850, 1_150));
    }

    private static List<string> Tokens(string text)
    {
        var tokens = new List<string>();
        foreach (var token in new TokenEnumerator(text))
        {
            tokens.Add(token.ToString());
        }

        return tokens;
    }
}
