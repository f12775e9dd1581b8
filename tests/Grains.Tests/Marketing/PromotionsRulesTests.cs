using System.Collections.Immutable;
using SocialCommerce.Grains.Interfaces.Common;
using SocialCommerce.Grains.Interfaces.Marketing;
using SocialCommerce.Grains.Interfaces.Orders.Pricing;
using SocialCommerce.Grains.Marketing;

namespace SocialCommerce.Grains.Tests.Marketing;

public sealed class PromotionsRulesTests
{
    private static readonly DateTimeOffset Now = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);

    private static readonly PriceEffect TenPercent = new(PriceEffectKind.Percent, 1_000);

    [Fact]
    public void Create_Twice_IsOnePromotion()
    {
        var first = Create(new PromotionsState(), Campaign("m-1"));
        var (again, outcome, _) = PromotionsRules.Create(
            first, "s-1", new CreatePromotion(Campaign("m-1") with { StartsAt = Now.AddSeconds(1), Tiers = default }, Now.AddSeconds(1)));

        Assert.Equal(PromotionOutcome.Done, outcome);
        Assert.Same(first, again);
        Assert.Equal(PromotionOutcome.Exists, PromotionsRules.Create(first, "s-1", Command(Campaign("m-1") with { Name = "Other" })).Outcome);
    }

    [Fact]
    public void Create_ForSomebodyElse_IsOnesOwn() =>
        Assert.Equal("s-1", Create(new PromotionsState(), Campaign("m-1") with { SellerId = "s-9" }).Promotions[0].Terms.SellerId);

    [Fact]
    public void Create_WhenThereAreAsManyAsMayBe_TakesThePlaceOfTheLongestOverAlone()
    {
        var state = new PromotionsState();
        for (var number = 0; number < PromotionLimits.PromotionsMax; number++)
        {
            state = Create(state, Campaign($"m-{number}"));
        }

        Assert.Equal(PromotionOutcome.TooMany, PromotionsRules.Create(state, "s-1", Command(Campaign("m-more"))).Outcome);
        (state, _) = PromotionsRules.End(state, "m-7", Now);
        (state, _) = PromotionsRules.End(state, "m-3", Now.AddSeconds(1));
        state = Create(state, Campaign("m-more"), Now.AddSeconds(2));

        Assert.Equal(PromotionLimits.PromotionsMax, state.Promotions.Length);
        Assert.Null(PromotionsRules.Describe(state, "m-7", Now));
        Assert.NotNull(PromotionsRules.Describe(state, "m-3", Now));
    }

    [Fact]
    public void Active_ByTheClock_FromItsStartUntilBeforeItsEnd()
    {
        var state = Create(new PromotionsState(), Campaign("m-1") with { StartsAt = Now.AddMinutes(1), EndsAt = Now.AddMinutes(2) });

        Assert.Empty(PromotionsRules.Active(state, Now.AddMinutes(1).AddTicks(-1)));
        Assert.Single(PromotionsRules.Active(state, Now.AddMinutes(1)));
        Assert.Empty(PromotionsRules.Active(state, Now.AddMinutes(2)));
        Assert.Equal(
            [PromotionStatus.Scheduled, PromotionStatus.Active, PromotionStatus.Ended],
            new[] { 0, 1, 2 }.Select(minute => PromotionsRules.Describe(state, "m-1", Now.AddMinutes(minute))!.Status));
    }

    [Fact]
    public void Update_OfWhatIsGiven_KeepsTheRestAndCountsTheVersion()
    {
        var state = Create(new PromotionsState(), Campaign("m-1"));
        var (next, outcome, _) = PromotionsRules.Update(state, new UpdatePromotion("m-1", Now, 1, Name: "Summer", Priority: 2));

        Assert.Equal(PromotionOutcome.Done, outcome);
        var stored = next.Promotions[0];
        Assert.Equal(("Summer", 2, 2L, TenPercent), (stored.Terms.Name, stored.Terms.Priority, stored.Version, stored.Terms.Effect));
        Assert.Equal(PromotionOutcome.Stale, PromotionsRules.Update(next, new UpdatePromotion("m-1", Now, 1, Name: "Autumn")).Outcome);
        Assert.Equal(PromotionOutcome.NotFound, PromotionsRules.Update(next, new UpdatePromotion("m-2", Now)).Outcome);
        Assert.Equal(
            PromotionOutcome.Invalid,
            PromotionsRules.Update(next, new UpdatePromotion("m-1", Now, Effect: new PriceEffect(PriceEffectKind.AmountOff, 5))).Outcome);
    }

    [Fact]
    public void Update_OfTiers_ReplacesThemWhole()
    {
        var state = Create(new PromotionsState(), Tiers((2, 100), (5, 200)) with { PromotionId = "m-1" });

        var (kept, _, _) = PromotionsRules.Update(state, new UpdatePromotion("m-1", Now, Name: "Other"));
        var (changed, _, _) = PromotionsRules.Update(state, new UpdatePromotion("m-1", Now, Tiers: Tiers((3, 300)).Tiers));

        Assert.Equal(2, kept.Promotions[0].Terms.Tiers.Length);
        Assert.Equal(3, Assert.Single(changed.Promotions[0].Terms.Tiers).MinimumQuantity);
        Assert.Equal(PromotionOutcome.Invalid, PromotionsRules.Update(state, new UpdatePromotion("m-1", Now, Tiers: [])).Outcome);
    }

    [Fact]
    public void End_IsForGood()
    {
        var state = Create(new PromotionsState(), Campaign("m-1") with { StartsAt = Now.AddDays(1) });
        var (ended, outcome) = PromotionsRules.End(state, "m-1", Now);

        Assert.Equal(PromotionOutcome.Done, outcome);
        Assert.Empty(PromotionsRules.Active(ended, Now.AddDays(2)));
        Assert.Same(ended, PromotionsRules.End(ended, "m-1", Now.AddDays(1)).Next);
        Assert.Equal(PromotionOutcome.IllegalStep, PromotionsRules.Update(ended, new UpdatePromotion("m-1", Now, Name: "Again")).Outcome);
        Assert.Equal(PromotionOutcome.NotFound, PromotionsRules.End(ended, "m-2", Now).Outcome);
    }

    [Fact]
    public void Page_NewestFirst_HasEachOnce()
    {
        var state = new PromotionsState();
        for (var number = 0; number < 5; number++)
        {
            state = Create(state, Campaign($"m-{number}"));
        }

        var listed = new List<string>();
        string? cursor = null;
        do
        {
            var page = PromotionsRules.Page(state, new PageRequest(2, cursor), Now);
            listed.AddRange(page.Promotions.Select(promotion => promotion.Promotion.PromotionId));
            cursor = page.NextCursor;
        }
        while (cursor is not null);

        Assert.Equal(["m-4", "m-3", "m-2", "m-1", "m-0"], listed);
        Assert.Empty(PromotionsRules.Page(new PromotionsState(), new PageRequest(2, null), Now).Promotions);
    }

    public static TheoryData<string, Promotion> Wrong() => new()
    {
        { "kind", Campaign("m") with { Kind = PromotionKind.Unknown } },
        { "name", Campaign("m") with { Name = " " } },
        { "name", Campaign("m") with { Name = new string('x', PromotionLimits.NameMax + 1) } },
        { "priority", Campaign("m") with { Priority = -1 } },
        { "endsAt", Campaign("m") with { EndsAt = Now } },
        { "endsAt", Campaign("m") with { StartsAt = Now.AddDays(1), EndsAt = Now.AddHours(1) } },
        { "effect", Campaign("m") with { Effect = null } },
        { "effect", Campaign("m") with { Effect = new PriceEffect(PriceEffectKind.Percent, 0) } },
        { "effect", Campaign("m") with { Effect = new PriceEffect(PriceEffectKind.Percent, 10_001) } },
        { "effect", Campaign("m") with { Effect = new PriceEffect(PriceEffectKind.UnitPrice, -1), Currency = "CNY" } },
        { "effect", Tiers((2, 100)) with { Effect = TenPercent } },
        { "tiers", Tiers() },
        { "tiers", Campaign("m") with { Tiers = [new PriceTier(2, TenPercent)] } },
        { "tiers[0].minimumQuantity", Tiers((1, 100)) },
        { "tiers[0].effect", Tiers((2, 0)) },
        { "tiers[1]", Tiers((2, 100), (2, 200)) },
        { "tiers[1]", Tiers((2, 100), (3, 100)) },
        { "currency", Campaign("m") with { Effect = new PriceEffect(PriceEffectKind.AmountOff, 100) } },
        { "currency", Campaign("m") with { Currency = "cny" } },
        { "productIds", Campaign("m") with { Kind = PromotionKind.ProductDiscount } },
        { "productIds", Campaign("m") with { Scope = PromotionScope.Products("not an id") } },
        { "category", Campaign("m") with { Scope = new PromotionScope(["p-1"], "kitchen") } },
        { "category", Campaign("m") with { Scope = new PromotionScope([], " ") } },
    };

    [Theory]
    [MemberData(nameof(Wrong), DisableDiscoveryEnumeration = true)]
    public void Check_AFieldThatIsWrong_IsNamed(string field, Promotion promotion) =>
        Assert.Equal(field, Assert.Single(PromotionLimits.Check(promotion, Now)).Field);

    [Fact]
    public void Check_WhatIsRight_IsFine()
    {
        var fixedPrice = Campaign("m") with { Effect = new PriceEffect(PriceEffectKind.UnitPrice, 0), Currency = "JPY", EndsAt = Now.AddTicks(1) };

        Assert.Empty(PromotionLimits.Check(fixedPrice, Now));
        Assert.Empty(PromotionLimits.Check(Tiers((2, 100), (5, 200)), Now));
        Assert.Empty(PromotionLimits.Check(Campaign("m") with { Kind = PromotionKind.ProductDiscount, Scope = PromotionScope.Products("p-1") }, Now));
    }

    private static PromotionsState Create(PromotionsState state, Promotion promotion, DateTimeOffset? at = null)
    {
        var (next, outcome, errors) = PromotionsRules.Create(state, "s-1", new CreatePromotion(promotion, at ?? Now));
        Assert.Equal((PromotionOutcome.Done, 0), (outcome, errors.Length));
        return next;
    }

    private static CreatePromotion Command(Promotion promotion) => new(promotion, Now);

    private static Promotion Campaign(string id) =>
        new(id, "s-1", PromotionKind.Campaign, "Spring", PromotionScope.Everything, TenPercent, [], null, Now, null);

    private static Promotion Tiers(params ReadOnlySpan<(int From, long BasisPoints)> tiers)
    {
        var built = ImmutableArray.CreateBuilder<PriceTier>();
        foreach (var (from, basisPoints) in tiers)
        {
            built.Add(new PriceTier(from, new PriceEffect(PriceEffectKind.Percent, basisPoints)));
        }

        return Campaign("m") with { Kind = PromotionKind.QuantityTier, Effect = null, Tiers = built.ToImmutable() };
    }
}
