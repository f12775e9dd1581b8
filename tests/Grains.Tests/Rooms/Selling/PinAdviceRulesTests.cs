using System.Collections.Immutable;
using SocialCommerce.Algorithms.Recommendation;
using SocialCommerce.Grains.Interfaces.Common;
using SocialCommerce.Grains.Interfaces.Inventory;
using SocialCommerce.Grains.Interfaces.Products;
using SocialCommerce.Grains.Interfaces.Recommendations;
using SocialCommerce.Grains.Interfaces.Rooms.Selling;
using SocialCommerce.Grains.Interfaces.Users;
using SocialCommerce.Grains.Rooms.Selling;
using static SocialCommerce.Grains.Tests.Rooms.RoomSamples;

namespace SocialCommerce.Grains.Tests.Rooms.Selling;

public sealed class PinAdviceRulesTests
{
    [Fact]
    public void Rank_WhatMostWatchersLike_ComesFirstAndSaysHowMany()
    {
        var advice = Rank(Input() with { Tastes = [.. Enumerable.Repeat(Taste(1), 7), .. Enumerable.Repeat(Taste(2), 2)] });

        Assert.Equal("p-1", advice[0].ProductId);
        Assert.Equal(new PinReason(PinReasonKind.Taste, 7, 9), advice[0].Reasons[0]);
    }

    [Fact]
    public void Rank_FewWatchers_AreNotSpokenOf()
    {
        var few = Rank(Input() with { Tastes = [.. Enumerable.Repeat(Taste(3), 4)] });
        var fewOfMany = Rank(Input() with { Tastes = [.. Enumerable.Repeat(Taste(1), 20), .. Enumerable.Repeat(Taste(2), 4)] });

        Assert.Equal(Rank(Input()).Select(advice => advice.ToString()), few.Select(advice => advice.ToString()));
        Assert.DoesNotContain(fewOfMany.Single(advice => advice.ProductId == "p-2").Reasons, reason => reason.Kind == PinReasonKind.Taste);
    }

    [Fact]
    public void Rank_AWatcherOfWhomNothingIsKnown_DoesNotCount()
    {
        var nobody = new TasteGlance([.. new float[Embedding.Dimensions]], []);
        var advice = Rank(Input() with { Tastes = [.. Enumerable.Repeat(Taste(1), 5), .. Enumerable.Repeat(nobody, 30)] });

        Assert.Equal(new PinReason(PinReasonKind.Taste, 5, 5), advice[0].Reasons[0]);
    }

    [Fact]
    public void Rank_WhatWasLikedBefore_CountsWhateverItIsLike()
    {
        var taste = new TasteGlance([.. new float[Embedding.Dimensions]], ["p-3", "elsewhere"]);
        var advice = Rank(Input() with { Tastes = [.. Enumerable.Repeat(taste, 5)] });

        Assert.Equal("p-3", advice[0].ProductId);
        Assert.Equal(3, advice.Length);
    }

    [Fact]
    public void Rank_WhatIsHot_IsAheadOfWhatIsNot()
    {
        var advice = Rank(Input() with { Hot = [new TrendEntry("p-2", 8), new TrendEntry("p-3", 1)] });

        Assert.Equal(["p-2", "p-3", "p-1"], advice.Select(item => item.ProductId));
        Assert.Contains(new PinReason(PinReasonKind.Hot), advice[0].Reasons);
        Assert.DoesNotContain(new PinReason(PinReasonKind.Hot), advice[1].Reasons);
    }

    [Fact]
    public void Rank_SoldOutHiddenAndPinnedProducts_AreLeftOut()
    {
        var input = Input() with
        {
            Products = [Card(1, stock: 0), Card(2) with { IsHidden = true }, Card(3), Card(4)],
            Pinned = ["p-3"],
        };

        Assert.Equal(["p-4"], Rank(input).Select(advice => advice.ProductId));
    }

    [Fact]
    public void Rank_WhatWasPinnedAMomentAgo_Waits()
    {
        var hot = Input() with { Hot = [new TrendEntry("p-1", 8), new TrendEntry("p-2", 4)] };
        var price = new Money(100, "CNY");

        var atOnce = Rank(hot with { History = [new PinSpan("p-1", price, 1, Now.AddMinutes(-5), Now)] });
        var later = Rank(hot with { History = [new PinSpan("p-1", price, 1, Now.AddHours(-1), Now - PinAdviceRules.Pause)] });

        Assert.Equal("p-1", atOnce[^1].ProductId);
        Assert.Equal("p-1", later[0].ProductId);
    }

    [Fact]
    public void Rank_WhatSellsOutSoon_SaysSo()
    {
        var advice = Rank(Input() with { Products = [Card(1), Card(2, stock: StockBands.LowMax)] });

        Assert.Equal("p-2", advice[0].ProductId);
        Assert.Contains(new PinReason(PinReasonKind.Stock), advice[0].Reasons);
    }

    [Fact]
    public void Rank_MoreThanAsked_IsCut() => Assert.Equal(2, PinAdviceRules.Rank(Input(), 2, Now).Length);

    private static ImmutableArray<PinAdvice> Rank(PinAdviceInput input) => PinAdviceRules.Rank(input, 10, Now);

    private static PinAdviceInput Input() => new([Card(1), Card(2), Card(3)], [], [], [], []);

    private static ProductCard Card(int number, int stock = 50) => new(
        $"p-{number}", $"Product {number}", new Money(100, "CNY"), null, "kitchen", stock, 0, Axis(number), Now, "seller");

    private static TasteGlance Taste(int number) => new(Axis(number), []);

    private static ImmutableArray<float> Axis(int number) =>
        [.. Enumerable.Range(0, Embedding.Dimensions).Select(index => index == number ? 1f : 0f)];
}
