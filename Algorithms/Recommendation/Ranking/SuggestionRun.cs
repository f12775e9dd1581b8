namespace SocialCommerce.Algorithms.Recommendation;

/// <summary>
/// Everything one list is made of, except the cards, which are asked for once the shortlist is known. Equal inputs and
/// cards make equal lists.
/// </summary>
public sealed record RankingInputs
{
    public RecommenderSettings Settings { get; init; } = RecommenderSettings.Default;

    /// <summary>What the retrievers propose, in a fixed order.</summary>
    public IReadOnlyList<Proposal> Proposals { get; init; } = [];

    /// <summary>New products that may be tried.</summary>
    public IReadOnlyList<ExplorationArm> Arms { get; init; } = [];

    /// <summary>The user, and what is pushed down for the user.</summary>
    public required RankingContext Context { get; init; }

    /// <summary>Length of the list.</summary>
    public required int Limit { get; init; }

    /// <summary>What the choice of trials is drawn by.</summary>
    public ulong Seed { get; init; }
}

/// <summary>
/// One list in the making: <see cref="Shortlist"/> says whose cards are needed, <see cref="Rank"/> makes the list of them.
/// Uses the pool until it is done.
/// </summary>
public sealed class SuggestionRun
{
    // More than a list has places for, as some may be sold out.
    private const int TrialsMax = 8;

    private readonly CandidatePool _pool;
    private readonly RankingInputs _inputs;
    private IReadOnlyList<Weighted<string>> _trials = [];
    private int _trialSlots;

    public SuggestionRun(CandidatePool pool, RankingInputs inputs)
    {
        ArgumentNullException.ThrowIfNull(pool);
        ArgumentNullException.ThrowIfNull(inputs);
        _pool = pool;
        _inputs = inputs;
    }

    /// <summary>The products whose cards are needed: the most promising, and those that may be tried.</summary>
    public IReadOnlyList<string> Shortlist()
    {
        _pool.Clear(_inputs.Settings.Ranking);
        foreach (var proposal in _inputs.Proposals)
        {
            proposal.AddTo(_pool);
        }

        ChooseTrials();
        var shortlist = _pool.Shortlist(_inputs.Context.IsExcluded);
        return _trials.Count == 0
            ? shortlist
            : [.. shortlist.Concat(_trials.Select(static trial => trial.Key)).Distinct(StringComparer.Ordinal)];
    }

    /// <summary>The list, the best first.</summary>
    public IReadOnlyList<RankedSuggestion> Rank(IEnumerable<CandidateCard> cards)
    {
        var context = _inputs.Context with { Trials = _trials, TrialSlots = _trialSlots };
        return new SuggestionRanker(_inputs.Settings).Rank(_pool, cards, context, _inputs.Limit);
    }

    private void ChooseTrials()
    {
        _trialSlots = _inputs.Arms.Count == 0 || !_inputs.Settings.Retrievers.Contains(Retriever.Explore)
            ? 0
            : ThompsonSampling.SlotsOf(_inputs.Limit, _inputs.Settings.List.ExplorationShare, _inputs.Seed);
        if (_trialSlots == 0)
        {
            return;
        }

        _trials = ThompsonSampling.Choose(_inputs.Arms, _inputs.Seed, TrialsMax, _inputs.Context.IsExcluded);
        _pool.Add(Retriever.Explore, [.. _trials.Select(static trial => trial with { Weight = 0 })]);
    }
}
