using SocialCommerce.Grains.Interfaces.Rooms;
using SocialCommerce.Grains.Interfaces.Rooms.Polls;
using SocialCommerce.Grains.Rooms;
using static SocialCommerce.Grains.Tests.Rooms.RoomSamples;

namespace SocialCommerce.Grains.Tests.Rooms;

public sealed class EngagementBoardTests
{
    [Fact]
    public void Put_ManyPolls_KeepsTheOpenOnesAndTheLastTwoThatAreOver()
    {
        var board = RoomBoard.Empty;
        foreach (var number in Enumerable.Range(1, 5))
        {
            board = EngagementBoard.Put(board, Poll($"v-{number}"));
            board = number <= 4 ? EngagementBoard.Put(board, Closed($"v-{number}")) : board;
        }

        Assert.Equal(["v-3", "v-4", "v-5"], board.Polls.Select(poll => poll.PollId));
        Assert.Null(board.Polls[2].ClosedAt);
    }

    [Fact]
    public void Put_MoreOpenPollsThanHaveRoom_DropsTheOldest()
    {
        var board = Enumerable.Range(1, EngagementBoard.CardsMax + 1)
            .Aggregate(RoomBoard.Empty, (board, number) => EngagementBoard.Put(board, Poll($"v-{number}")));

        Assert.Equal(EngagementBoard.CardsMax, board.Polls.Length);
        Assert.Equal("v-2", board.Polls[0].PollId);
    }

    [Fact]
    public void Put_APollThatClosesAfterTheEnd_DoesNotComeBack() =>
        Assert.Empty(EngagementBoard.Put(RoomBoard.Empty, Closed("v-1")).Polls);

    [Fact]
    public void Fill_TakesCountsOfWhatIsOpenOnly()
    {
        var tallies = new RoomTallies();
        var board = EngagementBoard.Put(EngagementBoard.Put(RoomBoard.Empty, Poll("v-1")), Poll("v-2"));
        tallies.Take(new RoomCounts([new PollTally("v-1", [1, 2]), new PollTally("v-2", [3, 4]), new PollTally("v-9", [5, 6])], []), board);

        Assert.Equal(["v-1", "v-2"], tallies.Counts(board)!.Polls.Select(tally => tally.PollId));
        board = EngagementBoard.Put(board, Closed("v-1"));

        Assert.Equal([3L, 4L], Assert.Single(tallies.Counts(board)!.Polls).Votes.AsEnumerable());
        Assert.Equal(["9 9", "3 4"], tallies.Fill(board).Polls.Select(poll => string.Join(' ', poll.Tally)));
        Assert.Null(tallies.Counts(RoomBoard.Empty));
    }

    private static RoomPoll Poll(string id) => new(id, "Which?", ["Red", "Blue"], false, Now, null, null, [], null);

    private static RoomPoll Closed(string id) => Poll(id) with { ClosedAt = Now, Tally = [9, 9] };
}
