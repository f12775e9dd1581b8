using SocialCommerce.Algorithms.Recommendation;
using SocialCommerce.Grains.Interfaces.Interactions;

namespace SocialCommerce.Grains.Users;

/// <summary>
/// The ties of an item to a history; the same whether the row comes from the user or from the log. At most
/// <see cref="TasteMax"/> of taste and a window of sequence, each of which changes two tables: a hundred pair updates.
/// </summary>
internal static class TasteTies
{
    public const int TasteMax = 40;

    private static readonly CoEngagementOptions Taste = CoEngagementOptions.Default with { WindowMax = TasteMax };

    /// <summary>
    /// Ties of an item that is about to be recorded, newest first: of taste when it was never seen before, of sequence
    /// always, also to itself when it comes back.
    /// </summary>
    public static ImmutableArray<ProductTie> Of(UserHistory<string> history, string productId, float weight)
    {
        Span<float> weights = stackalloc float[TasteMax];
        var recent = history.Recent;
        var tasteCount = history.HasSeen(productId)
            ? 0
            : CoEngagement.Weigh(recent, history.Degree + 1, weight, Taste, weights);
        var sequenceCount = Math.Min(recent.Length, SequenceTieOptions.Default.WindowMax);
        var ties = ImmutableArray.CreateBuilder<ProductTie>(Math.Max(tasteCount, sequenceCount));
        for (var place = 0; place < ties.Capacity; place++)
        {
            ties.Add(new ProductTie(
                recent[place].Item, place < tasteCount ? weights[place] : 0, place < sequenceCount ? place + 1 : 0));
        }

        return ties.MoveToImmutable();
    }
}
