using SocialCommerce.Grains.Interfaces.Interactions;
using SocialCommerce.Grains.Tests.Interactions;
using SocialCommerce.Grains.Users;

namespace SocialCommerce.Grains.Tests.Users;

public sealed class UserTasteTests
{
    [Fact]
    public void Apply_FirstAndSecondTouch_TiesTasteOnceAndSequenceAlways()
    {
        var taste = new UserTaste();

        Assert.Empty(Touch(taste, 1, "p-1").Ties);
        Assert.Equal("p-1", Assert.Single(Touch(taste, 2, "p-2").Ties).ProductId);
        var again = Touch(taste, 3, "p-1");

        Assert.False(again.IsFirst);
        Assert.Equal([("p-2", 0f, 1), ("p-1", 0f, 2)], again.Ties.Select(tie => (tie.ProductId, tie.Weight, tie.Gap)));
        Assert.Equal(["p-1", "p-2"], taste.ListRecent(10).Select(item => item.ProductId));
        Assert.Equal(3, taste.Offset);
    }

    [Fact]
    public void Apply_ADismissal_IsSeenAndNoTaste()
    {
        var taste = new UserTaste();

        var change = Touch(taste, 1, "p-1", InteractionKind.Dismiss);

        Assert.False(change.IsFirst);
        Assert.True(taste.HasSeen("p-1"));
        Assert.Empty(taste.ListRecent(10));
        Assert.Equal(0, taste.Affinity.ShareOf("shoes"));
        Assert.False(Touch(taste, 2, "p-1").IsFirst);
    }

    [Fact]
    public void ListRecent_SaysTheKindOfTheLastTouch()
    {
        var taste = new UserTaste();
        Touch(taste, 1, "p-1", InteractionKind.View);
        Touch(taste, 2, "p-1", InteractionKind.Purchase);

        Assert.Equal(InteractionKind.Purchase, Assert.Single(taste.ListRecent(1)).Kind);
    }

    /// <summary>A snapshot plus the tail of the log is the same taste as the whole log.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Export_AnywhereThenContinue_IsTheSameTaste(int seed)
    {
        var random = new Random(seed);
        var whole = new UserTaste();
        var restored = new UserTaste();
        for (var offset = 1; offset <= 500; offset++)
        {
            var interaction = RandomRows.Interaction(random, offset, products: 120, random.Next(10) == 0);
            var expected = whole.Apply(offset, interaction, $"category-{offset % 7}", Vector(random));
            if (random.Next(5) == 0)
            {
                restored = new UserTaste(restored.Export());
            }

            var actual = restored.Apply(offset, interaction, $"category-{offset % 7}", whole.Vector.Span);
            Assert.Equal(expected.IsFirst, actual.IsFirst);
            Assert.Equal(expected.Ties.AsEnumerable(), actual.Ties.AsEnumerable());
        }

        Assert.Equal(whole.Affinity.Top(10), restored.Affinity.Top(10));
        Assert.Equal(whole.Recent.ToArray(), restored.Recent.ToArray());
    }

    private static float[] Vector(Random random) =>
        [.. Enumerable.Range(0, 32).Select(_ => random.NextSingle() - 0.5f)];

    private static TasteChange Touch(
        UserTaste taste, long offset, string productId, InteractionKind kind = InteractionKind.Like) =>
        taste.Apply(offset, new Interaction($"e-{offset}", productId, kind, RandomRows.Now), "shoes", []);
}
