using SocialCommerce.Grains.Interfaces.Rooms;
using SocialCommerce.Grains.Interfaces.Rooms.Giveaways;
using SocialCommerce.Grains.Interfaces.Rooms.Polls;
using SocialCommerce.Grains.Interfaces.Rooms.Questions;

namespace SocialCommerce.Grains.Rooms;

/// <summary>How polls, the question on screen and giveaways come onto a room's board and leave it. Pure.</summary>
internal static class EngagementBoard
{
    /// <summary>Polls, and giveaways, on a board. What opens takes the place of the oldest that is over.</summary>
    public const int CardsMax = 6;

    /// <summary>Of those that are over; the rest is found in the lists.</summary>
    private const int OverMax = 2;

    public static RoomBoard Put(RoomBoard board, RoomPoll poll) => board with
    {
        Polls = Put(board.Polls, poll, static card => card.PollId, static card => card.ClosedAt is not null),
    };

    public static RoomBoard Put(RoomBoard board, RoomGiveaway giveaway) => board with
    {
        Giveaways = Put(
            board.Giveaways, giveaway, static card => card.GiveawayId, static card => card.Status != GiveawayStatus.Open),
    };

    public static RoomBoard Put(RoomBoard board, RoomQuestion question)
    {
        if (question.IsShown)
        {
            return board with { Questions = [question] };
        }

        var left = board.Questions.RemoveAll(shown => shown.QuestionId == question.QuestionId);
        return left.Length == board.Questions.Length ? board : board with { Questions = left };
    }

    private static ImmutableArray<T> Put<T>(ImmutableArray<T> cards, T card, Func<T, string> idOf, Func<T, bool> isOver)
        where T : class
    {
        var known = cards.FirstOrDefault(other => idOf(other) == idOf(card));

        // What is closed after the end of the room, whose board was cleared, does not come back.
        if (known is null && isOver(card))
        {
            return cards;
        }

        var next = known is null ? cards.Add(card) : cards.Replace(known, card);
        next = next.RemoveRange(next.Where(isOver).SkipLast(OverMax));
        return next.Length <= CardsMax ? next : next.RemoveAt(0);
    }
}
