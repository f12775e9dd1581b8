using SocialCommerce.Api.Products.Reviews;

namespace SocialCommerce.Api.Tests.Products.Reviews;

public sealed class ReviewTextsTests
{
    [Theory]
    [InlineData("  Pours   well.\r\n\r\n\r\n\r\nA litre. \n", "Pours well.\n\nA litre.")]
    [InlineData("\n\n好用\n", "好用")]
    [InlineData("a\u202Eb\u200Bc", "abc")]
    [InlineData("Cafe\u0301", "Caf\u00E9")]
    [InlineData("one\u2028two", "one\ntwo")]
    [InlineData(" \u200B \n \t ", "")]
    public void Clean_KeepsLinesAndNothingInvisible(string text, string expected) => Assert.Equal(expected, ReviewTexts.Clean(text));

    [Fact]
    public void Clean_OfNothing_IsNothing()
    {
        Assert.Null(ReviewTexts.Clean((string?)null));
        Assert.Null(ReviewTexts.CleanLine(null));
        Assert.Equal("a b", ReviewTexts.CleanLine("a\nb"));
    }
}
