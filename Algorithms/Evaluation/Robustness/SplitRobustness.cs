namespace SocialCommerce.Algorithms.Evaluation;

/// <summary>In how many of the real users' lists the targets of a group were, without an attack and with it.</summary>
public sealed record AttackEffect(PopularityGroup Group, int Targets, long ExposureBefore, long ExposureAfter)
{
    /// <summary>Exposure under attack over that without; one list stands in for none.</summary>
    public double Lift => (double)Math.Max(1, ExposureAfter) / Math.Max(1, ExposureBefore);
}

/// <summary>Recall of the real users without and with hostile or noisy ones, and what became of the targets.</summary>
public sealed record RobustnessResult(double RecallClean, double Recall, IReadOnlyList<AttackEffect> Effects);

/// <summary>
/// How the incremental item neighbourhoods stand users who are not honest: every target is attacked alone, and the lists of
/// the real users are compared with those of the same model without the attack.
/// </summary>
public sealed class SplitRobustness
{
    private static readonly PopularityGroup[] Groups = [PopularityGroup.Head, PopularityGroup.Torso, PopularityGroup.Tail];

    private readonly SplitDataset _dataset;
    private readonly ItemStatistics _items;
    private readonly ShillingAttack _attack;
    private readonly int _top;
    private readonly ulong _seed;
    private readonly MetricAccumulator _clean;

    public SplitRobustness(SplitDataset dataset, int top, ulong seed)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        _dataset = dataset;
        _top = top;
        _seed = seed;
        _items = ItemStatistics.Of(dataset.ItemCount, dataset.Train);
        _attack = new ShillingAttack(_items, dataset.Train);
        _clean = Measure([]);
    }

    private double RecallClean => RecallOf(_clean);

    /// <summary>Attacks so many random targets of each popularity group, one at a time.</summary>
    public RobustnessResult Attack(AttackOptions options, int targetsPerGroup, IProgress<long>? progress = null)
    {
        var recall = 0.0;
        var attacked = 0;
        var effects = new List<AttackEffect>();
        foreach (var group in Groups)
        {
            var targets = Targets(group, targetsPerGroup);
            var after = 0L;
            foreach (var target in targets)
            {
                var measured = Measure(_attack.Profiles(target, options));
                after += measured.ExposureOf(target);
                recall += RecallOf(measured);
                attacked++;
                progress?.Report(attacked);
            }

            effects.Add(new AttackEffect(group, targets.Length, targets.Sum(target => (long)_clean.ExposureOf(target)), after));
        }

        return new RobustnessResult(RecallClean, recall / Math.Max(1, attacked), effects);
    }

    /// <summary>Adds users who touch items at random, as a share of the real ones.</summary>
    public RobustnessResult AddNoise(double share)
    {
        // An attack of random profiles whose target is as random as the rest.
        var profiles = _attack.Profiles(target: 0, new AttackOptions(AttackKind.Random, share, Seed: _seed));
        int[][] noise = [.. profiles.Select(profile => profile.Where(item => item != 0).ToArray())];
        return new RobustnessResult(RecallClean, RecallOf(Measure(noise)), []);
    }

    private static double RecallOf(MetricAccumulator measured) =>
        measured.ValuesOf(RequestMeasure.Recall).Select(recall => (double)recall).DefaultIfEmpty().Average();

    private MetricAccumulator Measure(int[][] profiles)
    {
        var dataset = _dataset with
        {
            Train = [.. _dataset.Train, .. profiles],
            Test = [.. _dataset.Test, .. profiles.Select(_ => Array.Empty<int>())],
        };
        var model = new IncrementalItemModel(dataset.ItemCount, ItemModelOptions.Taste);
        SplitProtocol.Train(model, dataset, _seed);
        return SplitProtocol.Measure(model, dataset, _top);
    }

    private int[] Targets(PopularityGroup group, int count)
    {
        int[] members = [.. Enumerable.Range(0, _items.ItemCount).Where(item => _items.GroupOf(item) == group)];
        new Random((int)_seed).Shuffle(members);
        return members[..Math.Min(count, members.Length)];
    }
}
