using SocialCommerce.Grains.Interfaces.Rooms;
using SocialCommerce.Grains.Interfaces.Rooms.Giveaways;
using SocialCommerce.Grains.Interfaces.Rooms.Polls;
using SocialCommerce.Grains.Interfaces.Rooms.Questions;

namespace SocialCommerce.Grains.Rooms;

/// <summary>
/// The latest counts and questions that companions told the room. Not stored: after a crash they are told again. Shows
/// only what is open on the board.
/// </summary>
internal sealed class RoomTallies
{
    private readonly Dictionary<string, PollTally> _polls = new(StringComparer.Ordinal);
    private readonly Dictionary<string, GiveawayCount> _giveaways = new(StringComparer.Ordinal);

    public RoomQuestions? Questions { get; private set; }

    public void Take(RoomCounts counts, RoomBoard board)
    {
        foreach (var tally in counts.Polls)
        {
            _polls[tally.PollId] = tally;
        }

        foreach (var count in counts.Giveaways)
        {
            _giveaways[count.GiveawayId] = count;
        }

        Drop(_polls, Open(board.Polls));
        Drop(_giveaways, Open(board.Giveaways));
    }

    public void Take(RoomQuestions questions) => Questions = questions;

    /// <summary>What a pulse carries; null when nothing is counted.</summary>
    public RoomCounts? Counts(RoomBoard board)
    {
        ImmutableArray<PollTally> polls = [.. Open(board.Polls).Select(_polls.GetValueOrDefault).OfType<PollTally>()];
        ImmutableArray<GiveawayCount> giveaways =
            [.. Open(board.Giveaways).Select(_giveaways.GetValueOrDefault).OfType<GiveawayCount>()];
        return polls.IsEmpty && giveaways.IsEmpty ? null : new RoomCounts(polls, giveaways);
    }

    /// <summary>The board as whoever comes in now sees it.</summary>
    public RoomBoard Fill(RoomBoard board) => board with
    {
        Polls = [.. board.Polls.Select(poll => poll.ClosedAt is null && _polls.TryGetValue(poll.PollId, out var tally)
            ? poll with { Tally = tally.Votes }
            : poll)],
        Giveaways = [.. board.Giveaways.Select(
            giveaway => giveaway.Status == GiveawayStatus.Open && _giveaways.TryGetValue(giveaway.GiveawayId, out var count)
                ? giveaway with { Entrants = count.Entrants }
                : giveaway)],
        Questions = board.Questions.AddRange((Questions?.Top ?? []).Where(
            question => board.Questions.All(shown => shown.QuestionId != question.QuestionId))),
    };

    private static IEnumerable<string> Open(ImmutableArray<RoomPoll> polls) =>
        polls.Where(poll => poll.ClosedAt is null).Select(poll => poll.PollId);

    private static IEnumerable<string> Open(ImmutableArray<RoomGiveaway> giveaways) =>
        giveaways.Where(giveaway => giveaway.Status == GiveawayStatus.Open).Select(giveaway => giveaway.GiveawayId);

    private static void Drop<T>(Dictionary<string, T> counts, IEnumerable<string> open)
    {
        foreach (var id in counts.Keys.Except(open).ToList())
        {
            counts.Remove(id);
        }
    }
}
