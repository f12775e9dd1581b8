using SocialCommerce.Algorithms.Draws;
using SocialCommerce.Grains.Interfaces.Rooms;
using SocialCommerce.Grains.Interfaces.Rooms.Giveaways;
using SocialCommerce.Grains.Interfaces.Rooms.Polls;
using SocialCommerce.Grains.Tests.Hosting;
using SocialCommerce.Grains.Tests.Rooms.Giveaways;
using SocialCommerce.Grains.Tests.Rooms.Polls;
using static SocialCommerce.Grains.Tests.Rooms.RoomSamples;

namespace SocialCommerce.Grains.Tests.Rooms;

/// <summary>As many people as one poll and one giveaway have to bear.</summary>
public sealed class EngagementCapacityTests : IAsyncLifetime
{
    private const int AtOnce = 2_000;

    private GrainHost _host = null!;

    public async Task InitializeAsync() => _host = await EngagementHost.StartAsync();

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task Vote_AHundredThousand_AreAllInTheTallyAfterARestart()
    {
        const int Voters = 100_000;
        var poll = _host.Grains.GetGrain<IPollGrain>("v-1");
        await poll.OpenAsync(PollRulesTests.Quiz with { Duration = null });

        await ForAllAsync(Voters, async number => (await poll.VoteAsync(new CastVote("r-1", $"u-{number}", number % 3 == 0 ? 0 : 1))).Outcome);
        await _host.RestartAsync();
        poll = _host.Grains.GetGrain<IPollGrain>("v-1");
        var closed = (await poll.CloseAsync("r-1", Host)).Poll!;

        Assert.Equal([33_334L, 66_666L], closed.Tally.AsEnumerable());
        Assert.Equal(closed.Tally.AsEnumerable(), (await _host.ToldAsync())[^1].Poll!.Tally);
    }

    [Fact]
    public async Task Enter_TwentyThousand_AreAllInTheDraw()
    {
        const int Entrants = 20_000;
        var giveaway = _host.Grains.GetGrain<IGiveawayGrain>("g-1");
        await giveaway.OpenAsync(GiveawayRulesTests.Definition with { Winners = GiveawayLimits.WinnersMax, Duration = TimeSpan.FromHours(1) });

        await ForAllAsync(Entrants, async number => (await giveaway.EnterAsync("r-1", $"u-{number}")).Outcome);
        Assert.Equal(EngagementOutcome.Done, (await giveaway.DrawAsync("r-1", Host)).Outcome);
        var proof = (await giveaway.GetProofAsync("r-1")).Proof!;

        Assert.Equal(Entrants, proof.Entrants.Length);
        Assert.Empty(new DrawProof(
            proof.Algorithm, proof.Seed, proof.Commitment, proof.Entrants, proof.EntrantsHash,
            [.. proof.Winners.Select(winner => winner.EntrantId)]).Verify());
        Assert.Equal(GiveawayLimits.WinnersMax, proof.Winners.Length);
    }

    private static async Task ForAllAsync(int count, Func<int, Task<EngagementOutcome>> act)
    {
        foreach (var numbers in Enumerable.Range(0, count).Chunk(AtOnce))
        {
            var outcomes = await Task.WhenAll(numbers.Select(act));
            Assert.All(outcomes, outcome => Assert.Equal(EngagementOutcome.Done, outcome));
        }
    }
}
