using SocialCommerce.Algorithms.Recommendation;
using SocialCommerce.Grains.Interfaces.Recommendations;

namespace SocialCommerce.Grains.Recommendations;

/// <summary>Puts down what was shown: into the user's memory, for the trials, for the shares of the retrievers and for the log.</summary>
internal sealed class ImpressionRecorder(IGrainFactory grains, ImpressionBuffer buffer, SourceShares shares)
{
    /// <summary>Whether the inputs of a list are to be kept.</summary>
    public bool IsTraced(SuggestionRequest request) => request.IsTraced || buffer.IsSampled(request.ImpressionId);

    public void Record(SuggestionSubject subject, ShownList list)
    {
        buffer.Offer(new Impression(
            list.Request.ImpressionId,
            subject.UserId,
            list.At,
            list.Request.RoomId,
            list.ModelVersion,
            list.Variant,
            subject.Taste.Offset,
            [.. list.Ranked.Select(static entry => new ImpressionItem(
                entry.ProductId, entry.Score, entry.Source, entry.IsTrial, entry.Features))],
            list.Trace?.Pack()));

        // Whoever is shown a list is asked again soon: the next list is made knowing this one.
        foreach (var entry in list.Ranked)
        {
            subject.Impressions.Show(entry.ProductId, list.At, entry.Source, entry.IsTrial);
            shares.Shown(entry.Source);
        }

        shares.Exposed(list.Ranked, list.Cards);
        TellTrials(list.Ranked);
    }

    private void TellTrials(IReadOnlyList<RankedSuggestion> ranked)
    {
        ImmutableArray<string> trials = [.. ranked.Where(static entry => entry.IsTrial).Select(static entry => entry.ProductId)];
        if (!trials.IsEmpty)
        {
            grains.GetGrain<IExplorationGrain>(IExplorationGrain.All).ShownAsync(trials).Forget();
        }
    }
}

/// <summary>A list and what it was made of.</summary>
internal sealed record ShownList(
    SuggestionRequest Request,
    string ModelVersion,
    string Variant,
    DateTimeOffset At,
    IReadOnlyList<RankedSuggestion> Ranked,
    IReadOnlyList<CandidateCard> Cards,
    SuggestionTrace? Trace);
