using SocialCommerce.Algorithms.Recommendation;
using StableHash = SocialCommerce.Algorithms.Text.StableHash;

namespace SocialCommerce.Grains.Recommendations;

/// <summary>The user of a held-out interaction: what came before it, newest first, and what it was.</summary>
internal sealed record HeldOutCase(int[] History, int Label);

/// <summary>
/// What a training learns from and what it is measured on: the last product of some users is held out. The same rows give
/// the same corpus, so that a resumed training goes on with what it began with.
/// </summary>
internal sealed class TrainingCorpus
{
    private const int CasesMax = 2_000;
    private const int CaseLengthMin = 3;

    private TrainingCorpus(
        ImmutableArray<string> productIds, List<int[]> sequences, ImmutableArray<HeldOutCase> heldOut, long rows)
    {
        ProductIds = productIds;
        Data = new TrainingData(productIds.Length, sequences);
        HeldOut = heldOut;
        Rows = rows;
    }

    /// <summary>A product's place here is its index in the models.</summary>
    public ImmutableArray<string> ProductIds { get; }

    public TrainingData Data { get; }

    public ImmutableArray<HeldOutCase> HeldOut { get; }

    public long Rows { get; }

    public int UserCount => Data.Sequences.Count;

    /// <summary>
    /// Products that fewer than <paramref name="productUsersMin"/> users touched are left out: nothing can be learnt of
    /// them.
    /// </summary>
    public static TrainingCorpus Make(TrainingRows rows, int productUsersMin)
    {
        var index = new Dictionary<int, int>();
        var productIds = ImmutableArray.CreateBuilder<string>();
        for (var product = 0; product < rows.ProductIds.Count; product++)
        {
            if (rows.UsersOf[product] >= productUsersMin)
            {
                index.Add(product, productIds.Count);
                productIds.Add(rows.ProductIds[product]);
            }
        }

        var sequences = new List<int[]>(rows.Users.Count);
        var heldOut = ImmutableArray.CreateBuilder<HeldOutCase>();
        var usable = rows.Users.Select(user => (user.Key, Items: Keep(user.Value, index))).ToList();
        var chosen = Choose(usable);
        foreach (var (userId, items) in usable)
        {
            if (chosen.Contains(userId))
            {
                heldOut.Add(new HeldOutCase([.. items.SkipLast(1).Reverse()], items[^1]));
                sequences.Add(items[..^1]);
            }
            else if (items.Length > 0)
            {
                sequences.Add(items);
            }
        }

        return new TrainingCorpus(productIds.ToImmutable(), sequences, heldOut.ToImmutable(), rows.Count);
    }

    private static int[] Keep(IReadOnlyList<int> products, Dictionary<int, int> index) =>
        [.. products.Where(index.ContainsKey).Select(product => index[product])];

    // At most every other user gives one, so that enough is left to learn from in a small shop.
    private static HashSet<string> Choose(List<(string UserId, int[] Items)> users) => users
        .Where(user => user.Items.Length >= CaseLengthMin)
        .Select(user => user.UserId)
        .OrderBy(userId => StableHash.Mix(StableHash.Of(userId)))
        .Take(Math.Min(CasesMax, users.Count / 2))
        .ToHashSet(StringComparer.Ordinal);
}
