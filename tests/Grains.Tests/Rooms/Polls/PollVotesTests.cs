using SocialCommerce.Grains.Common;
using SocialCommerce.Grains.Rooms.Polls;

namespace SocialCommerce.Grains.Tests.Rooms.Polls;

public sealed class PollVotesTests
{
    private const int Options = 4;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    public void Tally_AfterAnyVotesChangesAndRepetitions_IsTheRecountOfWhatIsStored(int seed)
    {
        var random = new Random(seed);
        var votes = new PollVotes("v-1", Options);
        var stored = new HashSet<(string List, string UserId)>();
        var last = new Dictionary<string, int>();
        for (var batch = 0; batch < 200; batch++)
        {
            Ballot[] ballots = [.. Enumerable.Range(0, random.Next(1, 12)).Select(_ => new Ballot($"u-{random.Next(40)}", random.Next(Options)))];
            Store(votes.Plan(ballots), stored);
            votes.Count(ballots);
            foreach (var ballot in ballots)
            {
                last[ballot.UserId] = ballot.Option;
            }

            Assert.Equal(Recount(stored), votes.Tally);
            Assert.Equal(last.OrderBy(vote => vote.Key), last.Keys.Order().Select(user => KeyValuePair.Create(user, votes.Find(user)!.Value)));
            Assert.Equal(last.Count, stored.Count);
        }
    }

    [Fact]
    public void Plan_OfAVoteThatIsIn_ChangesNothing()
    {
        var votes = new PollVotes("v-1", Options);
        votes.Count([new Ballot("u-1", 2)]);

        Assert.Empty(votes.Plan([new Ballot("u-1", 2)]));
        Assert.Null(votes.Find("u-2"));
    }

    [Fact]
    public void Plan_VotesOfOneUserInOneBatch_KeepsTheLast()
    {
        var changes = new PollVotes("v-1", Options).Plan([new Ballot("u-1", 2), new Ballot("u-1", 0)]);

        Assert.Equal(ListChange.Add(ListNames.PollVotes("v-1", 0), "u-1"), Assert.Single(changes));
    }

    private static void Store(IEnumerable<ListChange> changes, HashSet<(string List, string UserId)> stored)
    {
        foreach (var change in changes)
        {
            Assert.True(change.IsAdded ? stored.Add((change.List, change.Id)) : stored.Remove((change.List, change.Id)));
        }
    }

    private static IEnumerable<long> Recount(HashSet<(string List, string UserId)> stored) =>
        Enumerable.Range(0, Options).Select(option => (long)stored.Count(vote => vote.List == ListNames.PollVotes("v-1", option)));
}
