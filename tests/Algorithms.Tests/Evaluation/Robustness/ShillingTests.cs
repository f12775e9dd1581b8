using SocialCommerce.Algorithms.Evaluation;

namespace SocialCommerce.Algorithms.Tests.Evaluation;

public sealed class ShillingTests
{
    private const int Groups = 40;
    private const int ItemsPerGroup = 100;
    private const int UsersPerGroup = 50;
    private const int Length = 16;

    private static readonly SplitDataset Dataset = Tastes(seed: 5);
    private static readonly ItemStatistics Items = ItemStatistics.Of(Dataset.ItemCount, Dataset.Train);

    [Theory]
    [InlineData(AttackKind.Random)]
    [InlineData(AttackKind.Average)]
    [InlineData(AttackKind.Bandwagon)]
    [InlineData(AttackKind.Segment)]
    [InlineData(AttackKind.ReverseBandwagon)]
    public void Profiles_ToPushOrBuryByTies_HoldTheTargetOnceEach(AttackKind kind)
    {
        var profiles = Attack().Profiles(7, new AttackOptions(kind, Size: 0.01));

        Assert.Equal(20, profiles.Length);
        Assert.All(profiles, profile => Assert.Single(profile, 7));
        Assert.All(profiles, profile => Assert.Equal(profile.Length, profile.Distinct().Count()));
        Assert.Equal(profiles, Attack().Profiles(7, new AttackOptions(kind, Size: 0.01)));
    }

    [Fact]
    public void Profiles_LoveHate_LoveTheRivalsAndLeaveTheTargetOut()
    {
        var profiles = Attack().Profiles(7, new AttackOptions(AttackKind.LoveHate));

        Assert.All(profiles, profile => Assert.DoesNotContain(7, profile));
        Assert.All(profiles, profile => Assert.True(profile.Count(item => item / ItemsPerGroup == 0) >= Length / 2));
    }

    [Fact]
    public void Profiles_Bandwagon_HoldTheMostPopularItems()
    {
        var popular = Enumerable.Range(0, Dataset.ItemCount).Where(item => item != 7).Max(Items.DegreeOf);

        Assert.All(
            Attack().Profiles(7, new AttackOptions(AttackKind.Bandwagon)),
            profile => Assert.Contains(profile, item => item != 7 && Items.DegreeOf(item) == popular));
    }

    /// <summary>Holds where a taste has more users than the attack has profiles, and users of different tastes share little.</summary>
    [Theory]
    [InlineData(AttackKind.Random)]
    [InlineData(AttackKind.Average)]
    [InlineData(AttackKind.Bandwagon)]
    [InlineData(AttackKind.Segment)]
    [InlineData(AttackKind.ReverseBandwagon)]
    public void Attack_OnePercentOfProfiles_LiftsLessThanTwice(AttackKind kind)
    {
        var result = new SplitRobustness(Dataset, top: 20, seed: 1).Attack(new AttackOptions(kind), targetsPerGroup: 4);

        Assert.All(result.Effects, effect => Assert.True(effect.Lift < 2, $"{effect}"));
        Assert.InRange(result.Recall, result.RecallClean * 0.97, result.RecallClean * 1.03);
    }

    [Fact]
    public void AddNoise_TenPercentOfUsers_CostsLittleRecall()
    {
        var result = new SplitRobustness(Dataset, top: 20, seed: 1).AddNoise(0.1);

        Assert.InRange(result.Recall, result.RecallClean * 0.95, result.RecallClean * 1.02);
        Assert.True(result.RecallClean > 0.2, $"{result}");
    }

    private static ShillingAttack Attack() => new(Items, Dataset.Train);

    // Users of many tastes; within a taste some items are much more popular than others, and a fifth of the items is chance.
    private static SplitDataset Tastes(int seed)
    {
        var random = new Random(seed);
        var train = new List<int[]>();
        var test = new List<int[]>();
        for (var user = 0; user < Groups * UsersPerGroup; user++)
        {
            var items = new HashSet<int>();
            while (items.Count < Length + 4)
            {
                var rank = (int)(ItemsPerGroup * Math.Pow(random.NextDouble(), 2));
                var group = random.Next(5) == 0 ? random.Next(Groups) : user % Groups;
                items.Add((group * ItemsPerGroup) + rank);
            }

            var shuffled = items.ToArray();
            random.Shuffle(shuffled);
            train.Add(shuffled[..Length]);
            test.Add(shuffled[Length..]);
        }

        return new SplitDataset(Groups * ItemsPerGroup, train, test, []);
    }
}
