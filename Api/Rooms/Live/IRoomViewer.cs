using SocialCommerce.Grains.Interfaces.Rooms;

namespace SocialCommerce.Api.Rooms.Live;

/// <summary>Somebody who looks at a room through one socket.</summary>
internal interface IRoomViewer
{
    string UserId { get; }

    Outbox Outbox { get; }
}

/// <summary>Takes one batch of a room's events to its viewers.</summary>
/// <typeparam name="TViewer">A socket; something simpler in tests.</typeparam>
internal interface IRoomDelivery<in TViewer>
{
    /// <summary>Names the batch that the calls after this one deliver.</summary>
    void Begin(string epoch, IReadOnlyList<RoomEvent> events);

    /// <param name="isSampled">The viewer asked for no more comments than one can read.</param>
    void Deliver(TViewer viewer, bool isSampled);

    /// <summary>Delivers the part of the batch that this viewer does not know from its snapshot.</summary>
    void DeliverAfter(TViewer viewer, bool isSampled, long known);
}
