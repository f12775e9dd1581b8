namespace SocialCommerce.Algorithms.Evaluation;

/// <summary>How groups of users are served and groups of items shown.</summary>
internal sealed class FairnessAccumulator(ItemStatistics items)
{
    private const int Groups = (int)PopularityGroup.Head + 1;

    private readonly List<(int Activity, float Recall)> _users = [];
    private readonly long[] _relevant = new long[Groups];
    private readonly long[] _found = new long[Groups];
    private readonly long[] _shown = new long[Groups];

    /// <summary>Adds one list; the first <paramref name="found"/> of the relevant items are in it.</summary>
    public void Add(in RankedRequest request, double recall, int found)
    {
        _users.Add((request.History.Length, (float)recall));
        Count(request.Relevant, _relevant);
        Count(request.Relevant[..found], _found);
        Count(request.Shown, _shown);
    }

    public FairnessMetrics ToMetrics()
    {
        var shown = _shown.Sum();
        return new FairnessMetrics(
            RecallByActivity(),
            Shares(group => (_found[group], _relevant[group])),
            Shares(group => (_shown[group], shown)));
    }

    private static PopularityGroups Shares(Func<int, (long Part, long Whole)> counts)
    {
        return new PopularityGroups(
            Of(PopularityGroup.Head), Of(PopularityGroup.Torso), Of(PopularityGroup.Tail), Of(PopularityGroup.New));

        double? Of(PopularityGroup group)
        {
            var (part, whole) = counts((int)group);
            return whole == 0 ? null : (double)part / whole;
        }
    }

    // Users of equal activity stay together, so that the groups do not depend on the order of the requests.
    private ActivityGroups RecallByActivity()
    {
        if (_users.Count == 0)
        {
            return default;
        }

        var activities = _users.Select(user => user.Activity).Order().ToList();
        var low = activities[(activities.Count - 1) / 3];
        var high = activities[(activities.Count - 1) * 2 / 3];
        return new ActivityGroups(
            Mean(activity => activity <= low),
            Mean(activity => activity > low && activity <= high),
            Mean(activity => activity > low && activity > high));
    }

    private double? Mean(Predicate<int> isMember)
    {
        var members = _users.Where(user => isMember(user.Activity)).Select(user => (double)user.Recall).ToList();
        return members.Count == 0 ? null : members.Average();
    }

    private void Count(ReadOnlySpan<int> counted, long[] counts)
    {
        foreach (var item in counted)
        {
            counts[(int)items.GroupOf(item)]++;
        }
    }
}
