using SocialCommerce.Algorithms.Recommendation;
using SocialCommerce.Grains.Users;

namespace SocialCommerce.Grains.Recommendations;

/// <summary>
/// The taste that a list is made by: all of it, or, when the user removed interests, what the last products of the history
/// make that are not of those.
/// </summary>
/// <param name="Recent">Newest first.</param>
/// <param name="Places">Which place of the whole history each entry has.</param>
/// <param name="IsEdited">Whether something is left out.</param>
internal sealed record TasteView(
    HistoryEntry<string>[] Recent, int[] Places, CategoryAffinity Affinity, ReadOnlyMemory<float> Vector, bool IsEdited)
{
    private static readonly int[] AllPlaces = [.. Enumerable.Range(0, UserHistory<string>.DefaultRecentMax)];

    public static ValueTask<TasteView> OfAsync(
        IGrainFactory grains, SuggestionSubject subject, CancellationToken cancellationToken) => subject.Edits.IsEmpty
        ? ValueTask.FromResult(new TasteView(
            subject.Taste.Recent.ToArray(), AllPlaces, subject.Taste.Affinity, subject.Taste.Vector, IsEdited: false))
        : WithoutAsync(grains, subject.Taste, subject.Edits, cancellationToken);

    private static async ValueTask<TasteView> WithoutAsync(
        IGrainFactory grains, UserTaste taste, TasteEdits edits, CancellationToken cancellationToken)
    {
        var history = taste.Recent.ToArray();
        var cards = await ProductCards.GetAsync(grains, history.Select(static entry => entry.Item), cancellationToken);
        int[] places =
        [
            .. Enumerable.Range(0, history.Length).Where(place =>
                cards.TryGetValue(history[place].Item, out var card) && !edits.Hides(card)),
        ];
        var affinity = new CategoryAffinity();
        var vector = new float[Embedding.Dimensions];
        foreach (var place in places.Reverse())
        {
            var card = cards[history[place].Item];
            affinity.Record(card.Category, history[place].Weight);
            Embedding.MoveTowards(vector, card.Embedding.AsSpan(), Embedding.UserRate * history[place].Weight);
        }

        return new TasteView([.. places.Select(place => history[place])], places, affinity, vector, IsEdited: true);
    }
}
