using SocialCommerce.Algorithms.Recommendation;
using SocialCommerce.Grains.Interactions;
using SocialCommerce.Grains.Users;
using StableHash = SocialCommerce.Algorithms.Text.StableHash;

namespace SocialCommerce.Grains.Recommendations;

/// <summary>
/// Makes a list again: the user's side from the interaction log up to the row the list knew, the rest from its trace; and
/// says whether it is the list that was shown.
/// </summary>
internal sealed class SuggestionRecomputer(IInteractionLog log, ActiveScorer scorer)
{
    private const int PageMax = 500;

    private readonly CandidatePool _pool = new();

    /// <summary>Null when the list is the same to the last bit, with the same reasons; otherwise the first difference.</summary>
    public async Task<string?> FindDifferenceAsync(Impression impression, CancellationToken cancellationToken)
    {
        var trace = SuggestionTrace.Unpack(impression.Trace!.Value.Span);
        if (trace.Scorer != (trace.Scorer is null ? null : scorer.Current?.Version))
        {
            return $"the trained ranker {trace.Scorer} does not serve any more";
        }

        var taste = await RebuildAsync(impression, trace.ForgottenUpTo, cancellationToken);
        if (taste.Offset != impression.Offset)
        {
            return $"the log has no row {impression.Offset} of the user";
        }

        var history = taste.Recent.ToArray();
        if (trace.Proposals.FirstOrDefault(proposal => IsForeign(proposal, history)) is { } foreign)
        {
            return $"{foreign.Source} was not at place {foreign.Position} of the history";
        }

        return Compare(trace.Answer, Rank(impression, trace, taste));
    }

    // The products' embeddings only move the user's, which the trace has.
    private async Task<UserTaste> RebuildAsync(Impression impression, long forgottenUpTo, CancellationToken cancellationToken)
    {
        var taste = UserTaste.After(forgottenUpTo);
        IReadOnlyList<LogRow> rows;
        do
        {
            rows = await log.ReadUserTailAsync(impression.UserId, taste.Offset, PageMax, cancellationToken);
            foreach (var row in rows.TakeWhile(row => row.Offset <= impression.Offset))
            {
                taste.Apply(row.Offset, row.Interaction, row.Category, []);
            }
        }
        while (rows.Count == PageMax && rows[^1].Offset < impression.Offset);

        return taste;
    }

    private List<TracedSuggestion> Rank(Impression impression, SuggestionTrace trace, UserTaste taste)
    {
        var excluded = trace.Exclude.ToHashSet(StringComparer.Ordinal);
        var shown = trace.Cards.ToDictionary(card => card.ProductId, card => card.ToShown(), StringComparer.Ordinal);
        var run = new SuggestionRun(_pool, new RankingInputs
        {
            Settings = RecommenderSettings.Of(trace.Parameters),
            Proposals = [.. trace.Proposals.Select(proposal => proposal.ToProposal())],
            Arms = trace.Arms,
            Limit = trace.Limit,
            Seed = StableHash.Of(impression.ImpressionId),
            Context = new RankingContext(trace.Affinity is { } edited ? new CategoryAffinity(edited) : taste.Affinity, trace.Vector, id => taste.HasSeen(id) || excluded.Contains(id))
            {
                Dismissed = [.. trace.Dismissed.Select(dismissal => dismissal.ToDismissed())],
                ShownOf = id => shown.GetValueOrDefault(id),
                HistoryLength = taste.Recent.Length,
                Scorer = trace.Scorer is null ? null : scorer.Current,
                Now = impression.At,
            },
        });
        var shortlist = run.Shortlist().ToHashSet(StringComparer.Ordinal);
        var cards = trace.Cards.Where(card => shortlist.Contains(card.ProductId)).Select(card => card.ToCard());
        return [.. run.Rank(cards).Select(TracedSuggestion.Of)];
    }

    private static bool IsForeign(TracedProposal proposal, HistoryEntry<string>[] history) =>
        proposal.Retriever is Retriever.Similar or Retriever.Sequence
        && (proposal.Position >= history.Length || history[proposal.Position].Item != proposal.Source);

    private static string? Compare(ImmutableArray<TracedSuggestion> shown, List<TracedSuggestion> again)
    {
        if (shown.Length != again.Count)
        {
            return $"{shown.Length} were shown, {again.Count} come of it";
        }

        var place = 0;
        while (place < shown.Length && shown[place].IsSame(again[place]))
        {
            place++;
        }

        return place == shown.Length
            ? null
            : $"at place {place} stood {shown[place].ProductId} ({shown[place].Score:R}), now {again[place].ProductId} ({again[place].Score:R})";
    }
}

/// <summary>The trained ranker that serves on this silo, or none.</summary>
internal sealed class ActiveScorer
{
    private volatile ICandidateScorer? _current;

    public ICandidateScorer? Current
    {
        get => _current;
        set => _current = value;
    }
}
