using SocialCommerce.Grains.Interfaces.Marketing;
using SocialCommerce.Grains.Interfaces.Orders.Pricing;

namespace SocialCommerce.Grains.Marketing;

/// <summary>Which promotions a seller has, and what may become of them.</summary>
internal static class PromotionsRules
{
    public static (PromotionsState Next, PromotionOutcome Outcome, ImmutableArray<FieldError> Errors) Create(
        PromotionsState state, string sellerId, CreatePromotion command)
    {
        var terms = Normalize(command.Promotion with { SellerId = sellerId });
        if (Find(state, terms.PromotionId) is { } existing)
        {
            return (state, IsSame(existing.Terms, terms) ? PromotionOutcome.Done : PromotionOutcome.Exists, []);
        }

        if (PromotionLimits.Check(terms, command.At) is { IsEmpty: false } errors)
        {
            return (state, PromotionOutcome.Invalid, errors);
        }

        var kept = MakeRoom(state.Promotions, command.At);
        return kept.Length >= PromotionLimits.PromotionsMax
            ? (state, PromotionOutcome.TooMany, [])
            : (state with { Promotions = kept.Add(new StoredPromotion(terms, command.At, 1)) }, PromotionOutcome.Done, []);
    }

    public static (PromotionsState Next, PromotionOutcome Outcome, ImmutableArray<FieldError> Errors) Update(
        PromotionsState state, UpdatePromotion command)
    {
        if (Find(state, command.PromotionId) is not { } stored)
        {
            return (state, PromotionOutcome.NotFound, []);
        }

        if (command.ExpectedVersion is { } expected && expected != stored.Version)
        {
            return (state, PromotionOutcome.Stale, []);
        }

        if (StatusOf(stored.Terms, command.At) == PromotionStatus.Ended)
        {
            return (state, PromotionOutcome.IllegalStep, []);
        }

        var terms = Normalize(Change(stored.Terms, command));
        return PromotionLimits.Check(terms, command.At) is { IsEmpty: false } errors
            ? (state, PromotionOutcome.Invalid, errors)
            : (Set(state, stored, terms), PromotionOutcome.Done, []);
    }

    public static (PromotionsState Next, PromotionOutcome Outcome) End(PromotionsState state, string promotionId, DateTimeOffset now)
    {
        if (Find(state, promotionId) is not { } stored)
        {
            return (state, PromotionOutcome.NotFound);
        }

        return StatusOf(stored.Terms, now) == PromotionStatus.Ended
            ? (state, PromotionOutcome.Done)
            : (Set(state, stored, stored.Terms with { EndsAt = now }), PromotionOutcome.Done);
    }

    public static PromotionSnapshot? Describe(PromotionsState state, string promotionId, DateTimeOffset now) =>
        Find(state, promotionId) is { } stored ? Describe(stored, now) : null;

    /// <summary>Newest first; the cursor is the id that the page before ended with.</summary>
    public static PromotionPage Page(PromotionsState state, PageRequest request, DateTimeOffset now)
    {
        var from = request.Cursor is null ? state.Promotions.Length : Math.Max(0, IndexOf(state, request.Cursor));
        var count = Math.Min(from, request.Limit);
        var page = state.Promotions.AsSpan(from - count, count).ToArray().Reverse().Select(stored => Describe(stored, now)).ToImmutableArray();
        return new PromotionPage(page, from > count ? page[^1].Promotion.PromotionId : null);
    }

    public static ImmutableArray<Promotion> Active(PromotionsState state, DateTimeOffset now) =>
        [.. state.Promotions.Where(stored => stored.Terms.IsActive(now)).Select(static stored => stored.Terms)];

    public static PromotionStatus StatusOf(Promotion terms, DateTimeOffset now) =>
        terms.EndsAt <= now ? PromotionStatus.Ended
        : now < terms.StartsAt ? PromotionStatus.Scheduled
        : PromotionStatus.Active;

    private static PromotionSnapshot Describe(StoredPromotion stored, DateTimeOffset now) =>
        new(stored.Terms, StatusOf(stored.Terms, now), stored.CreatedAt, stored.Version);

    private static Promotion Change(Promotion terms, UpdatePromotion command) => terms with
    {
        Name = command.Name ?? terms.Name,
        Scope = command.Scope ?? terms.Scope,
        Effect = command.Effect ?? terms.Effect,
        Tiers = command.Tiers ?? terms.Tiers,
        Currency = command.Currency ?? terms.Currency,
        StartsAt = command.StartsAt ?? terms.StartsAt,
        EndsAt = command.EndsAt ?? terms.EndsAt,
        Priority = command.Priority ?? terms.Priority,
    };

    // Arrays that may be default are empty from here on: they are compared, stored and read.
    private static Promotion Normalize(Promotion terms) => terms with
    {
        Tiers = terms.Tiers.IsDefault ? [] : terms.Tiers,
        Scope = terms.Scope.ProductIds.IsDefault ? terms.Scope with { ProductIds = [] } : terms.Scope,
    };

    // What is over makes room, the longest over first; what counts or will count never does.
    private static ImmutableArray<StoredPromotion> MakeRoom(ImmutableArray<StoredPromotion> promotions, DateTimeOffset now)
    {
        var oldest = promotions.Length < PromotionLimits.PromotionsMax
            ? null
            : promotions.Where(stored => StatusOf(stored.Terms, now) == PromotionStatus.Ended).MinBy(static stored => stored.Terms.EndsAt);
        return oldest is null ? promotions : promotions.Remove(oldest);
    }

    private static PromotionsState Set(PromotionsState state, StoredPromotion stored, Promotion terms) => state with
    {
        Promotions = state.Promotions.Replace(stored, stored with { Terms = terms, Version = stored.Version + 1 }),
    };

    // Records compare arrays by reference. The start of one that starts at once is another each time it is asked for.
    private static bool IsSame(Promotion stored, Promotion asked) =>
        stored.Scope.ProductIds.SequenceEqual(asked.Scope.ProductIds)
        && stored.Tiers.SequenceEqual(asked.Tiers)
        && stored with { Scope = asked.Scope, Tiers = asked.Tiers, StartsAt = default } == asked with { StartsAt = default }
        && stored.Scope.Category == asked.Scope.Category;

    private static StoredPromotion? Find(PromotionsState state, string promotionId) =>
        state.Promotions.FirstOrDefault(stored => stored.Terms.PromotionId == promotionId);

    private static int IndexOf(PromotionsState state, string promotionId)
    {
        for (var index = 0; index < state.Promotions.Length; index++)
        {
            if (state.Promotions[index].Terms.PromotionId == promotionId)
            {
                return index;
            }
        }

        return -1;
    }
}
