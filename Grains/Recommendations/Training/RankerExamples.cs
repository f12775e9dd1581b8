using SocialCommerce.Algorithms.Recommendation;
using SocialCommerce.Grains.Interactions;

namespace SocialCommerce.Grains.Recommendations;

/// <summary>
/// Lists that were shown and then led to something, as examples for the ranker: what it is served with is what it learns
/// from.
/// </summary>
internal static class RankerExamples
{
    private const int PageMax = 500;

    /// <summary>The newest examples, oldest first.</summary>
    /// <param name="pause">Called after each page.</param>
    public static async Task<List<RankerExample>> ReadAsync(
        IImpressionLog impressions, int examplesMax, Func<Task> pause, CancellationToken cancellationToken)
    {
        var examples = new Queue<RankerExample>();
        var number = 0L;
        IReadOnlyList<LoggedImpression> page;
        do
        {
            page = await impressions.ReadAfterAsync(number, PageMax, cancellationToken);
            foreach (var example in page.Select(Describe).OfType<RankerExample>())
            {
                examples.Enqueue(example);
            }

            while (examples.Count > examplesMax)
            {
                examples.Dequeue();
            }

            number = page.Count > 0 ? page[^1].Number : number;
            await pause();
        }
        while (page.Count == PageMax);

        return [.. examples];
    }

    /// <summary>Null when nothing of the list was taken, or there was no choice.</summary>
    public static RankerExample? Describe(LoggedImpression logged)
    {
        var items = logged.Impression.Items;
        var taken = logged.Outcomes
            .Select(outcome => (Place: IndexOf(items, outcome.ProductId), Weight: InteractionWeights.Of(outcome.Kind)))
            .Where(outcome => outcome.Place >= 0 && outcome.Weight > 0)
            .OrderByDescending(outcome => outcome.Weight).ThenBy(outcome => outcome.Place)
            .Select(outcome => outcome.Place)
            .DefaultIfEmpty(-1).First();
        if (taken < 0 || items.Length < 2 || items.Any(item => item.Features.Length != CandidateFeatures.Count))
        {
            return null;
        }

        var rows = new float[items.Length * CandidateFeatures.Count];
        for (var place = 0; place < items.Length; place++)
        {
            var row = rows.AsSpan(place * CandidateFeatures.Count, CandidateFeatures.Count);
            items[place].Features.Span.CopyTo(row);
            row[CandidateFeatures.Place] = CandidateFeatures.PlaceOf(place);
        }

        return new RankerExample(rows, taken);
    }

    private static int IndexOf(ImmutableArray<ImpressionItem> items, string productId)
    {
        for (var place = 0; place < items.Length; place++)
        {
            if (items[place].ProductId == productId)
            {
                return place;
            }
        }

        return -1;
    }
}
