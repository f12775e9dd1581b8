using SocialCommerce.Algorithms.Text;

namespace SocialCommerce.Algorithms.Evaluation;

/// <summary>What attackers do.</summary>
/// <param name="Size">Attack profiles as a share of the real users, above 0.</param>
/// <param name="ProfileLength">Items per profile; null for as many as real users have on average.</param>
public sealed record AttackOptions(AttackKind Kind, double Size = 0.01, int? ProfileLength = null, ulong Seed = 1)
{
    /// <summary>Whether the attack is to bury its target instead of pushing it.</summary>
    public bool IsNuke => Kind is AttackKind.ReverseBandwagon or AttackKind.LoveHate;
}

/// <summary>
/// Makes the profiles of an attack on one item. The attacker knows the whole catalogue and who touched what, which is more
/// than a real one would. Deterministic by the seed.
/// </summary>
public sealed class ShillingAttack
{
    private const double SelectedShare = 0.5;

    private readonly ItemStatistics _items;
    private readonly IReadOnlyList<int[]> _train;
    private readonly int[] _byPopularity;
    private readonly int[] _engagements;

    public ShillingAttack(ItemStatistics items, IReadOnlyList<int[]> train)
    {
        ArgumentNullException.ThrowIfNull(items);
        _items = items;
        _train = train;
        _byPopularity = [.. Enumerable.Range(0, items.ItemCount).OrderByDescending(items.DegreeOf)];
        _engagements = [.. train.SelectMany(row => row)];
    }

    /// <summary>The items of every attack profile, in the order in which they are touched.</summary>
    public int[][] Profiles(int target, AttackOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var random = new Random((int)StableHash.Mix(options.Seed + StableHash.OfKey(target)));
        var profiles = new int[(int)Math.Ceiling(options.Size * _train.Count)][];
        var length = options.ProfileLength ?? Math.Max(2, _engagements.Length / Math.Max(1, _train.Count));
        var selected = Selected(target, options.Kind, (int)(length * SelectedShare), random);
        for (var profile = 0; profile < profiles.Length; profile++)
        {
            profiles[profile] = Profile(target, options, selected, length, random);
        }

        return profiles;
    }

    private int[] Profile(int target, AttackOptions options, int[] selected, int length, Random random)
    {
        var items = new HashSet<int>(selected);
        if (options.Kind != AttackKind.LoveHate)
        {
            items.Add(target);
        }

        // A catalogue smaller than the profile must not be drawn from for ever.
        for (var draw = 0; items.Count < length && draw < length * 20; draw++)
        {
            var filler = options.Kind == AttackKind.Average
                ? _engagements[random.Next(_engagements.Length)]
                : random.Next(_items.ItemCount);
            if (filler != target)
            {
                items.Add(filler);
            }
        }

        int[] shuffled = [.. items];
        random.Shuffle(shuffled);
        return shuffled;
    }

    private int[] Selected(int target, AttackKind kind, int count, Random random) => kind switch
    {
        AttackKind.Bandwagon => [.. _byPopularity.Where(item => item != target).Take(count)],
        AttackKind.ReverseBandwagon => [.. _byPopularity.Reverse().Where(item => item != target && _items.DegreeOf(item) > 0).Take(count)],
        AttackKind.Segment => Companions(_engagements[random.Next(_engagements.Length)], target, count),
        AttackKind.LoveHate => Companions(target, target, count),
        _ => [],
    };

    // The items that share most users with one.
    private int[] Companions(int item, int target, int count)
    {
        var shared = new Dictionary<int, int>();
        foreach (var user in _items.UsersOf(item))
        {
            foreach (var other in _train[user])
            {
                shared[other] = shared.GetValueOrDefault(other) + 1;
            }
        }

        shared.Remove(target);
        return [.. shared.OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key).Take(count).Select(pair => pair.Key)];
    }
}
