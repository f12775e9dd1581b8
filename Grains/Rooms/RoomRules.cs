using SocialCommerce.Grains.Interfaces.Rooms;
using SocialCommerce.Grains.Rooms.Selling;
using SocialCommerce.Grains.Rooms.Replay;
using SocialCommerce.Grains.Rooms.Video;

namespace SocialCommerce.Grains.Rooms;

/// <summary>
/// The room's state machine. A command is decided into an event; applying the event makes the next state. Pure.
/// </summary>
internal static class RoomRules
{
    /// <summary>Announcements that are remembered: a companion that repeats one does so within seconds, or as it wakes.</summary>
    public const int AnnouncementsMax = 1_000;

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
            StartsAt = command.StartsAt,
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

        return RoomLifecycle.Decide(state, command);
    }

    public static (RoomState Next, RoomOutcome Outcome, ImmutableArray<FieldError> Errors) Update(
        RoomState state, UpdateRoom command)
    {
        if (DenyHost(state, command.UserId) is { } denied)
        {
            return (state, denied, []);
        }

        var errors = RoomLimits.Check(command);
        if (errors.Length > 0)
        {
            return (state, RoomOutcome.Invalid, errors);
        }

        // Whoever is in the room already would not hear of it.
        return state.Status != RoomStatus.Scheduled
            ? (state, RoomOutcome.IllegalStep, [])
            : (state with
            {
                Title = command.Title ?? state.Title,
                StartsAt = command.StartsAt ?? state.StartsAt,
                Version = state.Version + 1,
            }, RoomOutcome.Done, []);
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
        DenyHost(state, command.IsAuthorised ? state.HostId ?? command.UserId : command.UserId) ?? RoomOutcome.Done;

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

    /// <summary>What opens needs an open room; what closes may come whenever it comes, or it would stay open for ever.</summary>
    public static RoomOutcome DecideAnnouncement(RoomState state, RoomAnnouncement announcement)
    {
        if (state.Title is null)
        {
            return RoomOutcome.NotFound;
        }

        return announcement.Event.Type switch
        {
            RoomEventType.DealClosed or RoomEventType.DealClaimed or RoomEventType.VoucherWithdrawn or RoomEventType.PollClosed
                or RoomEventType.GiveawayDrawn => RoomOutcome.Done,
            RoomEventType.DealAnnounced or RoomEventType.DealOpened or RoomEventType.VoucherOffered
                or RoomEventType.PollOpened or RoomEventType.QuestionAsked or RoomEventType.QuestionAnswered
                or RoomEventType.GiveawayOpened => IsOpen(state.Status) ? RoomOutcome.Done : RoomOutcome.IllegalStep,
            _ => RoomOutcome.Invalid,
        };
    }

    /// <summary>Where an announcement stands in the sequence, or null when it is not remembered there.</summary>
    public static long? FindAnnouncement(RoomState state, string announcementId) =>
        state.Announcements.FirstOrDefault(known => known.AnnouncementId == announcementId)?.Sequence;

    /// <summary>Whether people may speak and react.</summary>
    public static bool IsOpen(RoomStatus status) =>
        status is RoomStatus.Live or RoomStatus.Paused or RoomStatus.Rehearsal;

    public static RoomState Apply(RoomState state, RoomEvent roomEvent)
    {
        var next = roomEvent.Type switch
        {
            RoomEventType.ProductPinned => PinRules.Pin(state, roomEvent.Pin!, roomEvent.At),
            RoomEventType.ProductUnpinned => PinRules.Unpin(state, roomEvent.ProductId!, roomEvent.At),
            RoomEventType.StockChanged => PinRules.Restock(state, roomEvent.ProductId!, roomEvent.Stock!.Value),
            RoomEventType.RoomState => Enter(state, roomEvent.Status!.Value, roomEvent.At, roomEvent.Video is not null),
            RoomEventType.VideoChanged => VideoRules.Apply(state, roomEvent.Video!),
            _ => state,
        };
        return next with
        {
            Sequence = roomEvent.Sequence,
            Version = state.Version + 1,
            Board = RoomBoardRules.Apply(state.Board, roomEvent),
            Chat = RoomChat.Apply(state.Chat, roomEvent),
            Stock = roomEvent is { Type: RoomEventType.StockChanged, ProductId: { } productId, Stock: { } stock }
                ? state.Stock.SetItem(productId, stock)
                : state.Stock,
            Announcements = Remember(state.Announcements, roomEvent),
        };
    }

    private static ImmutableArray<Announced> Remember(ImmutableArray<Announced> known, RoomEvent roomEvent)
    {
        if (roomEvent.AnnouncementId is not { } announcementId)
        {
            return known;
        }

        var kept = known.Length < AnnouncementsMax ? known : known.RemoveAt(0);
        return kept.Add(new Announced(announcementId, roomEvent.Sequence));
    }

    /// <summary>Null when the user may do what only the host may.</summary>
    public static RoomOutcome? DenyHost(RoomState state, string userId)
    {
        if (state.Title is null)
        {
            return RoomOutcome.NotFound;
        }

        return state.HostId == userId ? null : RoomOutcome.NotHost;
    }

    private static RoomState Enter(RoomState state, RoomStatus status, DateTimeOffset at, bool isByVideo)
    {
        var entered = state with
        {
            Status = status,
            IsPausedByVideo = isByVideo && status == RoomStatus.Paused,
            StartedAt = status == RoomStatus.Live ? state.StartedAt ?? at : state.StartedAt,
            EndedAt = status == RoomStatus.Ended ? at : state.EndedAt,
        };
        return status == RoomStatus.Ended ? PinRules.Clear(entered, at) : entered;
    }
}
