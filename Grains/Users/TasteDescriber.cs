using SocialCommerce.Algorithms.Recommendation;
using SocialCommerce.Grains.Interactions;
using SocialCommerce.Grains.Interfaces.Interactions;
using SocialCommerce.Grains.Interfaces.Products;
using SocialCommerce.Grains.Interfaces.Users;
using SocialCommerce.Grains.Recommendations;

namespace SocialCommerce.Grains.Users;

/// <summary>Says in words what a list of suggestions is made of: the same history, the same interest in categories.</summary>
internal static class TasteDescriber
{
    private const int CategoriesMax = 8;
    private const int BrandsMax = 8;
    private const int ProductsMax = 12;
    private const int SourcesMax = 3;

    public static async Task<ImmutableArray<FoundInterest>> DescribeAsync(
        IGrainFactory grains, SuggestionSubject subject, CancellationToken cancellationToken)
    {
        var view = await TasteView.OfAsync(grains, subject, cancellationToken);
        var cards = await ProductCards.GetAsync(grains, view.Recent.Select(static entry => entry.Item), cancellationToken);
        var touches = view.Recent
            .Select((entry, index) => (Entry: entry, Weight: entry.Weight * Decay(view.Places[index])))
            .Where(touch => cards.ContainsKey(touch.Entry.Item))
            .Select(touch => new Touch(cards[touch.Entry.Item], touch.Weight, touch.Entry.At, ActOf(subject.Taste, touch.Entry)))
            .ToList();
        return [.. Categories(view.Affinity, touches), .. Brands(touches), .. Products(touches)];
    }

    private static IEnumerable<FoundInterest> Categories(CategoryAffinity affinity, List<Touch> touches)
    {
        var byCategory = touches.ToLookup(static touch => touch.Card.Category, StringComparer.Ordinal);
        return affinity.Top(CategoriesMax)
            .Where(entry => byCategory.Contains(entry.Key))
            .Select(entry => Describe(new Interest(InterestKind.Category, entry.Key), entry.Weight, [.. byCategory[entry.Key]]));
    }

    private static IEnumerable<FoundInterest> Brands(List<Touch> touches)
    {
        var branded = touches.Where(static touch => touch.Card.Brand.Length > 0).ToList();
        var total = branded.Sum(static touch => touch.Weight);
        return branded.GroupBy(static touch => touch.Card.Brand, StringComparer.Ordinal)
            .Select(brand => Describe(
                new Interest(InterestKind.Brand, brand.Key), brand.Sum(static touch => touch.Weight) / total, [.. brand]))
            .OrderByDescending(static interest => interest.Weight)
            .Take(BrandsMax);
    }

    private static IEnumerable<FoundInterest> Products(List<Touch> touches)
    {
        var total = touches.Sum(static touch => touch.Weight);
        return touches.OrderByDescending(static touch => touch.Weight).Take(ProductsMax).Select(touch => new FoundInterest(
            new Interest(InterestKind.Product, touch.Card.ProductId), touch.Card.Title, touch.Card.ImageUrl,
            touch.Weight / total, touch.Act, touch.At, []));
    }

    private static FoundInterest Describe(Interest interest, double weight, List<Touch> touches) => new(
        interest,
        interest.Name,
        ImageUrl: null,
        weight,
        touches.MaxBy(static touch => InteractionWeights.Of(touch.Act))!.Act,
        touches.Max(static touch => touch.At),
        [
            .. touches.OrderByDescending(static touch => touch.Weight).Take(SourcesMax)
                .Select(static touch => new InterestSource(touch.Card.ProductId, touch.Card.Title)),
        ]);

    private static double Decay(int place) => Math.Pow(RankerOptions.Default.HistoryDecay, place);

    // The history keeps the weight of the strongest act; which of two that weigh the same it was, the deeds may tell.
    private static InteractionKind ActOf(UserTaste taste, HistoryEntry<string> entry) => entry.Weight switch
    {
        >= EngagementWeights.Purchase => taste.Deeds.FirstOrDefault(deed => deed.ProductId == entry.Item)?.Kind ?? InteractionKind.Purchase,
        >= EngagementWeights.Cart => InteractionKind.Cart,
        >= EngagementWeights.Like => InteractionKind.Like,
        >= EngagementWeights.Click => InteractionKind.Click,
        _ => InteractionKind.View,
    };

    private sealed record Touch(ProductCard Card, double Weight, DateTimeOffset At, InteractionKind Act);
}
