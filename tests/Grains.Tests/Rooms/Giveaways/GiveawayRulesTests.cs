using SocialCommerce.Algorithms.Draws;
using SocialCommerce.Grains.Interfaces.Rooms;
using SocialCommerce.Grains.Interfaces.Rooms.Giveaways;
using SocialCommerce.Grains.Rooms.Giveaways;
using static SocialCommerce.Grains.Tests.Rooms.RoomSamples;

namespace SocialCommerce.Grains.Tests.Rooms.Giveaways;

public sealed class GiveawayRulesTests
{
    public static readonly OpenGiveaway Definition = new(
        "r-1", Host, "A teapot", null, null, Winners: 3, EntryCondition.Anyone, Keyword: null, TimeSpan.FromMinutes(1),
        TimeSpan.FromMinutes(10), IsRedrawn: true, Seed: "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f");

    private static readonly string[] Entrants = [.. Enumerable.Range(0, 20).Select(number => LuckyDraw.EntrantId("g-1", $"u-{number}"))];

    [Fact]
    public void Open_CommitsToTheSeedAndTellsItToNobody()
    {
        var state = Open();

        var told = Assert.Single(state.Outbox).Event.Giveaway!;
        Assert.Equal("630dcd2966c4336691125448bbb25b4ff412a49c732db2c8abc1b8581bd710dd", told.Commitment);
        Assert.DoesNotContain(Definition.Seed, told.ToString(), StringComparison.OrdinalIgnoreCase);
        Assert.Equal(EngagementOutcome.IllegalStep, GiveawayRules.Prove("g-1", state, "r-1", Entrants).Outcome);
    }

    [Fact]
    public void Open_AgainWithAnotherSeed_KeepsTheFirst()
    {
        var state = Open();
        var retry = Definition with { Seed = new string('a', 64) };

        Assert.Equal((state, EngagementOutcome.Done), GiveawayRules.Open("g-1", state, retry, 0, Now));
        Assert.Equal(EngagementOutcome.Exists, GiveawayRules.Open("g-1", state, retry with { Winners = 2 }, 0, Now).Outcome);
    }

    [Fact]
    public void Open_WithWhatCannotBe_IsInvalid()
    {
        OpenGiveaway[] commands =
        [
            Definition with { Prize = "" },
            Definition with { Winners = 0 },
            Definition with { Winners = 101 },
            Definition with { Condition = EntryCondition.Unknown },
            Definition with { Condition = EntryCondition.Keyword },
            Definition with { Duration = TimeSpan.Zero },
            Definition with { ClaimWindow = TimeSpan.FromSeconds(1) },
            Definition with { ProductId = "a b" },
            Definition with { Seed = "00" },
            Definition with { Seed = new string('g', 64) },
        ];

        Assert.All(commands, command => Assert.Equal(
            EngagementOutcome.Invalid, GiveawayRules.Open("g-1", new GiveawayState(), command, 0, Now).Outcome));
    }

    [Fact]
    public void DecideEntry_IsForOthersThanTheHostInTime()
    {
        var state = Open();

        Assert.Equal(EngagementOutcome.Done, GiveawayRules.DecideEntry(state, "r-1", "u-1", Now.AddSeconds(59)));
        Assert.Equal(EngagementOutcome.Excluded, GiveawayRules.DecideEntry(state, "r-1", Host, Now));
        Assert.Equal(EngagementOutcome.Closed, GiveawayRules.DecideEntry(state, "r-1", "u-1", Now.AddMinutes(1)));
        Assert.Equal(EngagementOutcome.NotFound, GiveawayRules.DecideEntry(state, "r-2", "u-1", Now));
    }

    [Fact]
    public void Claim_InTime_IsTheWinnersAndOnce()
    {
        var state = Draw(Open());

        var (claimed, outcome) = Claim(state, 0, Now.AddMinutes(2));
        Assert.Equal(EngagementOutcome.Done, outcome);
        Assert.Equal((claimed, EngagementOutcome.Done), Claim(claimed, 0, Now.AddHours(9)));
        Assert.Equal(EngagementOutcome.Closed, Claim(claimed, 1, state.ClaimUntil!.Value).Outcome);
        Assert.Equal(EngagementOutcome.Done, Claim(claimed, 1, state.ClaimUntil.Value.AddTicks(-1)).Outcome);
        Assert.Equal(EngagementOutcome.NotWinner, GiveawayRules.Claim("g-1", state, "r-1", "u-none", Now).Outcome);
    }

    [Fact]
    public void Claim_OfTheLastPrize_SettlesIt()
    {
        var state = Draw(Open());
        for (var winner = 0; winner < 3; winner++)
        {
            state = Claim(state, winner, Now.AddMinutes(2)).Next;
        }

        Assert.Equal((GiveawayStatus.Settled, 0), (state.Status, state.Returned));
        Assert.Equal("g-1/settled", state.Outbox[^1].AnnouncementId);
    }

    [Fact]
    public void EndRound_WithUnclaimedPrizes_DrawsTheNextOfTheSameOrder()
    {
        var state = Claim(Draw(Open()), 1, Now.AddMinutes(2)).Next;

        state = EndRound(state, state.ClaimUntil!.Value);

        Assert.Equal([1, 1, 1, 2, 2], state.Winners.Select(winner => winner.Round));
        Assert.Equal(LuckyDraw.Order(Convert.FromHexString(Definition.Seed), Entrants).Take(5), state.Winners.Select(winner => winner.EntrantId));
        Assert.Equal(EngagementOutcome.Closed, Claim(state, 0, Now.AddMinutes(12)).Outcome);
        Assert.Equal(EngagementOutcome.Done, Claim(state, 4, Now.AddMinutes(12)).Outcome);
        var proof = GiveawayRules.Prove("g-1", state, "r-1", Entrants.Reverse()).Proof!;
        Assert.Empty(new DrawProof(
            proof.Algorithm, proof.Seed, proof.Commitment, proof.Entrants, proof.EntrantsHash,
            [.. proof.Winners.Select(winner => winner.EntrantId)]).Verify());
    }

    [Fact]
    public void EndRound_WithoutRedraw_ReturnsThePrizesToThePool()
    {
        var state = Claim(Draw(Open(Definition with { IsRedrawn = false })), 1, Now.AddMinutes(2)).Next;

        Assert.False(GiveawayRules.IsDue(state, state.ClaimUntil!.Value.AddTicks(-1)));
        Assert.True(GiveawayRules.IsDue(state, state.ClaimUntil.Value));
        state = EndRound(state, state.ClaimUntil.Value);

        Assert.Equal((GiveawayStatus.Settled, 2), (state.Status, state.Returned));
        Assert.False(GiveawayRules.IsDue(state, Now.AddDays(9)));
    }

    [Fact]
    public void EndRound_AgainAndAgain_EndsAfterTheLastRoundWithEveryPrizeAccountedFor()
    {
        var state = Draw(Open());
        for (var round = 0; round < 20 && state.Status != GiveawayStatus.Settled; round++)
        {
            state = EndRound(state, state.ClaimUntil!.Value);
        }

        Assert.Equal((GiveawayStatus.Settled, 3), (state.Status, state.Returned));
        Assert.Equal(GiveawayLimits.RoundsMax, state.Rounds);
        Assert.Equal(state.Winners.Length, state.Winners.DistinctBy(winner => winner.EntrantId).Count());
    }

    [Theory]
    [InlineData(0, 3)]
    [InlineData(2, 1)]
    public void Draw_WithFewerEntrantsThanPrizes_ReturnsTheRest(int entrants, int returned)
    {
        var state = Draw(Open(), Entrants[..entrants]);

        Assert.Equal((entrants, returned), (state.Winners.Length, state.Returned));
        Assert.Equal(entrants == 0 ? GiveawayStatus.Settled : GiveawayStatus.Drawn, state.Status);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Settle_WhoeverClaimsWhen_PrizesAreClaimedOrReturned(int seed)
    {
        var random = new Random(seed);
        var state = Draw(Open(Definition with { Winners = random.Next(1, 8), IsRedrawn = random.Next(2) == 0 }));
        var now = Now.AddMinutes(1);
        while (state.Status != GiveawayStatus.Settled)
        {
            now += TimeSpan.FromMinutes(random.Next(1, 6));
            state = GiveawayRules.IsDue(state, now)
                ? EndRound(state, now)
                : Claim(state, random.Next(state.Winners.Length), now).Next;
        }

        Assert.Equal(state.Definition!.Winners, state.Returned + state.Winners.Count(winner => winner.ClaimedAt is not null));
    }

    private static GiveawayState Open(OpenGiveaway? command = null) =>
        GiveawayRules.Open("g-1", new GiveawayState(), command ?? Definition, 4, Now).Next;

    private static GiveawayState Draw(GiveawayState state, string[]? entrants = null)
    {
        entrants ??= Entrants;
        var winners = Name(GiveawayRules.NextWinners(state, entrants));
        return GiveawayRules.Draw("g-1", state, entrants, winners, Now.AddMinutes(1));
    }

    private static GiveawayState EndRound(GiveawayState state, DateTimeOffset now) =>
        GiveawayRules.EndRound("g-1", state, Name(GiveawayRules.NextWinners(state, Entrants)), now);

    private static (GiveawayState Next, EngagementOutcome Outcome) Claim(GiveawayState state, int winner, DateTimeOffset now) =>
        GiveawayRules.Claim("g-1", state, "r-1", state.Winners[winner].UserId, now);

    private static System.Collections.Immutable.ImmutableArray<DrawnWinner> Name(IEnumerable<string> entrants) =>
        [.. entrants.Select(entrant => new DrawnWinner(entrant, $"user of {entrant}", "Ann", 0))];
}
