using SocialCommerce.Grains.Interfaces.Communities.GroupBuying;

namespace SocialCommerce.Grains.Communities.GroupBuying;

/// <summary>One place per user and offer. What is left is not kept.</summary>
[CollectionAgeLimit(Minutes = 2)]
internal sealed class GroupMemberGrain(
    [PersistentState("group-member", StorageNames.Commerce)] IPersistentState<GroupMemberState> storage,
    TimeProvider clock) : Grain, IGroupMemberGrain
{
    public async Task<bool> EnterAsync(string seatId, DateTimeOffset until, CancellationToken cancellationToken)
    {
        var known = storage.State;
        if (known.SeatId is not null && known.SeatId != seatId && known.Until > clock.GetUtcNow())
        {
            return false;
        }

        if (known.SeatId != seatId || known.Until < until)
        {
            await storage.SaveAsync(new GroupMemberState { SeatId = seatId, Until = until }, this);
        }

        return true;
    }

    public async Task LeaveAsync(string seatId, CancellationToken cancellationToken)
    {
        if (storage.State.SeatId == seatId)
        {
            await storage.SaveAsync(new GroupMemberState(), this);
        }
    }
}

/// <summary>What is stored of a user's place.</summary>
internal sealed record GroupMemberState
{
    public string? SeatId { get; set; }

    public DateTimeOffset Until { get; set; }
}
