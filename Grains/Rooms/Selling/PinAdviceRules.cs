using SocialCommerce.Algorithms.Recommendation;
using SocialCommerce.Grains.Interfaces.Inventory;
using SocialCommerce.Grains.Interfaces.Products;
using SocialCommerce.Grains.Interfaces.Recommendations;
using SocialCommerce.Grains.Interfaces.Rooms.Selling;
using SocialCommerce.Grains.Interfaces.Users;

namespace SocialCommerce.Grains.Rooms.Selling;

/// <summary>What the advice goes by.</summary>
/// <param name="Products">What the room sells.</param>
/// <param name="Pinned">What is pinned now.</param>
/// <param name="Hot">What the room engages with, any order.</param>
/// <param name="History">What was pinned when.</param>
/// <param name="Tastes">Of a sample of those who are watching.</param>
internal sealed record PinAdviceInput(
    IReadOnlyList<ProductCard> Products,
    ImmutableHashSet<string> Pinned,
    ImmutableArray<TrendEntry> Hot,
    ImmutableArray<PinSpan> History,
    ImmutableArray<TasteGlance> Tastes);

/// <summary>
/// Ranks what the host could pin next: what many of those who are watching like, what the room engages with, what is about
/// to sell out; less what was pinned a moment ago. Of watchers it says only how many of at least five. Pure.
/// </summary>
internal static class PinAdviceRules
{
    private const double TasteWeight = 1;
    private const double HotWeight = 0.6;
    private const double StockWeight = 0.15;
    private const double FreshWeight = 0.1;

    /// <summary>Watchers that are assumed and like nothing: a share of few says less than one of many.</summary>
    private const int Doubt = 3;

    /// <summary>A cosine below this is no liking, even where nothing is nearer.</summary>
    private const float LikingMin = 0.3f;

    /// <summary>A product is hot when it has this share of the hottest one's engagement.</summary>
    private const double HotMin = 0.5;

    /// <summary>How long a product that was pinned waits until it counts in full again.</summary>
    public static readonly TimeSpan Pause = TimeSpan.FromMinutes(10);

    public static ImmutableArray<PinAdvice> Rank(PinAdviceInput input, int limit, DateTimeOffset now)
    {
        var candidates = input.Products.Where(card => card.IsOnSale && !input.Pinned.Contains(card.ProductId)).ToList();
        var tastes = input.Tastes.Where(static taste => IsKnown(taste)).ToList();
        var likings = CountLikings(input.Products, tastes);
        var hottest = input.Hot.IsEmpty ? 0 : input.Hot.Max(entry => entry.Score);
        var hot = input.Hot.ToDictionary(entry => entry.ProductId, entry => hottest > 0 ? entry.Score / hottest : 0, StringComparer.Ordinal);
        return
        [
            .. candidates
                .Select(card => Advise(
                    card, likings.GetValueOrDefault(card.ProductId), tastes.Count, hot.GetValueOrDefault(card.ProductId),
                    RestOf(input.History, card.ProductId, now)))
                .OrderByDescending(advice => advice.Score)
                .ThenBy(advice => advice.ProductId, StringComparer.Ordinal)
                .Take(limit),
        ];
    }

    private static PinAdvice Advise(ProductCard card, int likings, int watchers, double hot, double rest)
    {
        var isSpokenOf = watchers >= PinAdviceLimits.WatchersMin;
        var isLow = StockBands.Of(card.Stock) == StockBand.Low;
        var taste = isSpokenOf ? TasteWeight * likings / (watchers + Doubt) : 0;
        var score = rest * (taste + (HotWeight * hot) + (isLow ? StockWeight : 0)) + (rest >= 1 ? FreshWeight : 0);
        return new PinAdvice(
            card.ProductId, card.Title, card.Price, card.ImageUrl, StockBands.Of(card.Stock), Math.Round(score, 4),
            ReasonsOf(isSpokenOf && likings >= PinAdviceLimits.WatchersMin ? new PinReason(PinReasonKind.Taste, likings, watchers) : null, hot, isLow, rest));
    }

    private static ImmutableArray<PinReason> ReasonsOf(PinReason? taste, double hot, bool isLow, double rest)
    {
        var reasons = ImmutableArray.CreateBuilder<PinReason>();
        if (taste is not null)
        {
            reasons.Add(taste);
        }

        if (hot >= HotMin)
        {
            reasons.Add(new PinReason(PinReasonKind.Hot));
        }

        if (isLow)
        {
            reasons.Add(new PinReason(PinReasonKind.Stock));
        }

        if (rest >= 1)
        {
            reasons.Add(new PinReason(PinReasonKind.Fresh));
        }

        return reasons.ToImmutable();
    }

    // A watcher likes what they liked before, and the third of the shelf that is nearest to them, if it is near at all.
    private static Dictionary<string, int> CountLikings(IReadOnlyList<ProductCard> products, List<TasteGlance> tastes)
    {
        var likings = new Dictionary<string, int>(StringComparer.Ordinal);
        var nearest = (products.Count + 2) / 3;
        foreach (var taste in tastes)
        {
            var liked = products
                .Select(card => (card.ProductId, Nearness: Embedding.Cosine(taste.Vector.AsSpan(), card.Embedding.AsSpan())))
                .Where(product => product.Nearness >= LikingMin)
                .OrderByDescending(product => product.Nearness)
                .Take(nearest)
                .Select(product => product.ProductId)
                .Union(taste.Liked, StringComparer.Ordinal);
            foreach (var productId in liked)
            {
                likings[productId] = likings.GetValueOrDefault(productId) + 1;
            }
        }

        return likings;
    }

    /// <summary>0 right after a product was unpinned, 1 when its pause is over or it never was pinned.</summary>
    private static double RestOf(ImmutableArray<PinSpan> history, string productId, DateTimeOffset now)
    {
        var last = history.LastOrDefault(span => span.ProductId == productId);
        return last is null ? 1 : Math.Clamp((now - (last.UnpinnedAt ?? now)) / Pause, 0, 1);
    }

    private static bool IsKnown(TasteGlance taste) => !taste.Liked.IsEmpty || taste.Vector.Any(static value => value != 0);
}
