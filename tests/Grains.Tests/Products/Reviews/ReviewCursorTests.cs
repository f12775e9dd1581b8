using SocialCommerce.Grains.Interfaces.Products.Reviews;
using SocialCommerce.Grains.Products.Reviews;

namespace SocialCommerce.Grains.Tests.Products.Reviews;

public sealed class ReviewCursorTests
{
    [Theory]
    [InlineData(ReviewSort.Helpful)]
    [InlineData(ReviewSort.Newest)]
    [InlineData(ReviewSort.Highest)]
    [InlineData(ReviewSort.Lowest)]
    public void Cursor_WrittenAndRead_IsTheSameAndOfNoOtherOrder(ReviewSort sort)
    {
        var cursor = ReviewCursor.After(sort, ReviewSamples.Row() with { Unhelpful = 3, Position = 42 });

        Assert.True(ReviewCursor.TryRead(sort, cursor.ToString(), out var read));
        Assert.Equal(cursor, read);
        Assert.All(
            Enum.GetValues<ReviewSort>().Where(other => other != sort && other != ReviewSort.Unknown),
            other => Assert.False(ReviewCursor.TryRead(other, cursor.ToString(), out _)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("f")]
    [InlineData("f.1")]
    [InlineData("f.1.-2")]
    [InlineData("f.x.2")]
    [InlineData("f.1.2.3")]
    [InlineData("f.99999999999999999999.2")]
    public void Cursor_ThatIsNone_IsNotRead(string text) => Assert.False(ReviewCursor.TryRead(ReviewSort.Helpful, text, out _));
}
