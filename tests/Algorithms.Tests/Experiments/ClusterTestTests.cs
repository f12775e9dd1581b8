using SocialCommerce.Algorithms.Experiments;

namespace SocialCommerce.Algorithms.Tests.Experiments;

public sealed class ClusterTestTests
{
    private const double Alpha = 0.05;

    /// <summary>
    /// Rooms in which people click alike: counting people finds differences that are none, counting rooms does not.
    /// </summary>
    [Fact]
    public void Compare_ThousandTestsOfNothingInRooms_FivePercentFindSomethingAndCountingPeopleFindsFarMore()
    {
        var (byRoom, byPerson) = (0, 0);
        for (var seed = 0; seed < 1_000; seed++)
        {
            var (clusters, people) = Run(new Random(seed));
            byRoom += ClusterTest.Compare(clusters[0], clusters[1], Alpha).PValue < Alpha ? 1 : 0;
            byPerson += WelchTest.Compare(people[0], people[1], Alpha).PValue < Alpha ? 1 : 0;
        }

        Assert.InRange(byRoom, 35, 65);
        Assert.True(byPerson > 200, $"{byPerson} found by counting people");
    }

    [Fact]
    public void Compare_EqualRatesInEveryRoom_HasNoSpreadToJudgeBy()
    {
        var rooms = default(UnitMoments).Add(10, 5).Add(100, 50).Add(40, 20);

        Assert.Equal(0.5, ClusterTest.Rate(rooms));
        Assert.Equal(1, ClusterTest.Compare(rooms, rooms, Alpha).PValue);
    }

    [Fact]
    public void Compare_OneRoom_SaysNothing() => Assert.Equal(
        1, ClusterTest.Compare(default(UnitMoments).Add(10, 5), default(UnitMoments).Add(10, 9), Alpha).PValue);

    private static (UnitMoments[] Clusters, UnitMoments[] People) Run(Random random)
    {
        var clusters = new UnitMoments[2];
        var people = new UnitMoments[2];
        for (var room = 0; room < 120; room++)
        {
            var mood = 0.1 + (0.4 * random.NextDouble());
            var size = random.Next(20, 120);
            var clicks = 0;
            for (var person = 0; person < size; person++)
            {
                var hasClicked = random.NextDouble() < mood ? 1 : 0;
                clicks += hasClicked;
                people[room % 2] = people[room % 2].Add(0, hasClicked);
            }

            clusters[room % 2] = clusters[room % 2].Add(size, clicks);
        }

        return (clusters, people);
    }
}
