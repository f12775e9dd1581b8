using SocialCommerce.Grains.Interfaces.Rooms;
using SocialCommerce.Grains.Interfaces.Rooms.Questions;

namespace SocialCommerce.Grains.Rooms.Questions;

/// <summary>The questions of a room; votes for those that wait are in a list.</summary>
internal sealed record QuestionsState
{
    /// <summary>In the order of asking. The votes of a question that waits are counted elsewhere; of another they are final.</summary>
    public ImmutableArray<RoomQuestion> Questions { get; set; } = [];

    /// <summary>Counts the acts of the host, so that each announcement has a name of its own.</summary>
    public long Acts { get; set; }

    /// <summary>What the room has not been told yet.</summary>
    public ImmutableArray<RoomAnnouncement> Outbox { get; set; } = [];
}
