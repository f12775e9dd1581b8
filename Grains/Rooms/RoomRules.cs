using SocialCommerce.Grains.Interfaces.Rooms;

namespace SocialCommerce.Grains.Rooms;

/// <summary>
/// The room's state machine. A command is decided into an event; applying the event makes the next state. Pure.
/// </summary>
internal static class RoomRules
{
    public static (RoomState Next, RoomOutcome Outcome, ImmutableArray<FieldError> Errors) Create(
        RoomState state, CreateRoom command)
    {
        var errors = RoomLimits.Check(command);
        if (errors.Length > 0)
        {
            return (state, RoomOutcome.Invalid, errors);
        }

        if (state.Title is not null)
        {
            // A retry after a lost answer is not a second room.
            return (state, state.HostId == command.HostId ? RoomOutcome.Done : RoomOutcome.Exists, []);
        }

        var next = new RoomState
        {
            Title = command.Title,
            HostId = command.HostId,
            HostName = command.HostName,
            Status = RoomStatus.Scheduled,
            ProductIds = [.. command.ProductIds.Distinct()],
            PlaybackUrl = command.PlaybackUrl,
            Epoch = command.Epoch,
            CreatedAt = command.At,
            Version = 1,
        };
        return (next, RoomOutcome.Done, []);
    }

    public static RoomOutcome DecideStatus(RoomState state, ChangeRoomStatus command)
    {
        if (DenyHost(state, command.UserId) is { } denied)
        {
            return denied;
        }

        return IsStep(state.Status, command.Status) ? RoomOutcome.Done : RoomOutcome.IllegalStep;
    }

    public static RoomOutcome DecidePin(RoomState state, PinProduct command)
    {
        if (DenyHost(state, command.UserId) is { } denied)
        {
            return denied;
        }

        if (!IsOpen(state.Status) && state.Status != RoomStatus.Scheduled)
        {
            return RoomOutcome.IllegalStep;
        }

        var isPinned = state.Pins.Any(pin => pin.ProductId == command.ProductId);
        return isPinned || state.Pins.Length < RoomLimits.PinsMax ? RoomOutcome.Done : RoomOutcome.TooManyPins;
    }

    public static RoomOutcome DecideUnpin(RoomState state, PinProduct command)
    {
        if (DenyHost(state, command.UserId) is { } denied)
        {
            return denied;
        }

        return state.Pins.Any(pin => pin.ProductId == command.ProductId) ? RoomOutcome.Done : RoomOutcome.UnknownProduct;
    }

    public static RoomOutcome DecideComment(RoomState state, SendComment command)
    {
        if (state.Title is null)
        {
            return RoomOutcome.NotFound;
        }

        if (!IsOpen(state.Status) || (state.Status == RoomStatus.Rehearsal && state.HostId != command.UserId))
        {
            return RoomOutcome.IllegalStep;
        }

        return RoomLimits.CheckComment(command.Text, command.ClientId).Length == 0 ? RoomOutcome.Done : RoomOutcome.Invalid;
    }

    public static RoomOutcome DecideRemoval(RoomState state, RemoveComment command) =>
        DenyHost(state, command.UserId) ?? RoomOutcome.Done;

    public static RoomOutcome DecideReactions(RoomState state, SendReactions command)
    {
        if (state.Title is null)
        {
            return RoomOutcome.NotFound;
        }

        if (!IsOpen(state.Status))
        {
            return RoomOutcome.IllegalStep;
        }

        return RoomLimits.Check(command).Length == 0 ? RoomOutcome.Done : RoomOutcome.Invalid;
    }

    /// <summary>Whether people may speak and react.</summary>
    public static bool IsOpen(RoomStatus status) =>
        status is RoomStatus.Live or RoomStatus.Paused or RoomStatus.Rehearsal;

    public static RoomState Apply(RoomState state, RoomEvent roomEvent)
    {
        var next = roomEvent.Type switch
        {
            RoomEventType.ProductPinned => Pin(state, roomEvent.Pin!),
            RoomEventType.ProductUnpinned => Unpin(state, roomEvent.ProductId!),
            RoomEventType.RoomState => Enter(state, roomEvent.Status!.Value, roomEvent.At),
            _ => state,
        };
        return next with { Sequence = roomEvent.Sequence, Version = state.Version + 1 };
    }

    private static bool IsStep(RoomStatus from, RoomStatus to) => (from, to) switch
    {
        (RoomStatus.Scheduled, RoomStatus.Rehearsal or RoomStatus.Live or RoomStatus.Ended) => true,
        (RoomStatus.Rehearsal, RoomStatus.Scheduled or RoomStatus.Live or RoomStatus.Ended) => true,
        (RoomStatus.Live, RoomStatus.Paused or RoomStatus.Ended) => true,
        (RoomStatus.Paused, RoomStatus.Live or RoomStatus.Ended) => true,
        _ => false,
    };

    private static RoomOutcome? DenyHost(RoomState state, string userId)
    {
        if (state.Title is null)
        {
            return RoomOutcome.NotFound;
        }

        return state.HostId == userId ? null : RoomOutcome.NotHost;
    }

    // A product that is pinned again keeps its place and takes the new price.
    private static RoomState Pin(RoomState state, PinnedProduct pin)
    {
        var slot = state.Pins.Select(known => known.ProductId).ToImmutableArray().IndexOf(pin.ProductId);
        return state with { Pins = slot >= 0 ? state.Pins.SetItem(slot, pin) : state.Pins.Add(pin) };
    }

    private static RoomState Unpin(RoomState state, string productId) =>
        state with { Pins = state.Pins.RemoveAll(pin => pin.ProductId == productId) };

    private static RoomState Enter(RoomState state, RoomStatus status, DateTimeOffset at) => state with
    {
        Status = status,
        StartedAt = status == RoomStatus.Live ? state.StartedAt ?? at : state.StartedAt,
        EndedAt = status == RoomStatus.Ended ? at : state.EndedAt,
        Pins = status == RoomStatus.Ended ? [] : state.Pins,
    };
}
