using SocialCommerce.Algorithms.Recommendation;

namespace SocialCommerce.Algorithms.Tests.Recommendation;

public sealed class AudienceTests
{
    [Fact]
    public void Add_FewerThanCapacity_KeepsAll()
    {
        var audience = new Audience<string>(3, seed: 1);
        audience.Add("a");
        audience.Add("b");

        Assert.Equal(["a", "b"], audience.Users.ToArray());
        Assert.Equal(2, audience.Degree);
    }

    [Fact]
    public void Add_ManyUsersToManyAudiences_EveryPlaceInTheStreamIsKeptAlikeOften()
    {
        const int Capacity = 20;
        const int Stream = 200;
        const int Audiences = 2_000;
        var kept = new int[Stream];
        for (var seed = 0UL; seed < Audiences; seed++)
        {
            var audience = new Audience<int>(Capacity, seed);
            for (var user = 0; user < Stream; user++)
            {
                audience.Add(user);
            }

            Assert.Equal(Capacity, audience.Users.ToArray().Distinct().Count());
            foreach (var user in audience.Users)
            {
                kept[user]++;
            }
        }

        // Each is kept in 200 ± 13.4 of the audiences; five standard deviations.
        Assert.All(kept, count => Assert.InRange(count, 132, 268));
    }

    [Fact]
    public void Add_SameSeed_SameSample()
    {
        var (first, second, other) = (Filled(seed: 4), Filled(seed: 4), Filled(seed: 5));

        Assert.Equal(first, second);
        Assert.NotEqual(first, other);
    }

    private static int[] Filled(ulong seed)
    {
        var audience = new Audience<int>(10, seed);
        for (var user = 0; user < 1_000; user++)
        {
            audience.Add(user);
        }

        return audience.Users.ToArray();
    }
}
