using SocialCommerce.Grains.Interfaces.Rooms;
using SocialCommerce.Grains.Interfaces.Rooms.Selling;

namespace SocialCommerce.Grains.Rooms.Selling;

/// <summary>
/// Who gets a voucher, and how orders use it: one for each user while there are some, spent once. Pure: the clock is the
/// caller's.
/// </summary>
internal static class VoucherRules
{
    /// <summary>Why this voucher cannot be; done when it can.</summary>
    public static (VoucherOutcome Outcome, ImmutableArray<FieldError> Errors) Check(OfferVoucher command, RoomSummary? room)
    {
        if (room is null)
        {
            return (VoucherOutcome.NotFound, []);
        }

        if (room.HostId != command.UserId)
        {
            return (VoucherOutcome.NotHost, []);
        }

        var errors = VoucherLimits.Check(command);
        if (!errors.IsEmpty)
        {
            return (VoucherOutcome.Invalid, errors);
        }

        return (RoomRules.IsOpen(room.Status) ? VoucherOutcome.Done : VoucherOutcome.IllegalStep, []);
    }

    public static VoucherState Create(string voucherId, OfferVoucher command) => new()
    {
        RoomId = command.RoomId,
        HostId = command.UserId,
        Terms = new RoomVoucher(
            voucherId, command.Kind, command.Value, command.Currency, command.MinimumSpend, command.Quantity, command.ValidUntil),
    };

    /// <summary>Whether a command for a voucher that is there means that voucher: then it is a repetition.</summary>
    public static bool IsSame(VoucherState state, OfferVoucher command) =>
        state.RoomId == command.RoomId && state.HostId == command.UserId
        && Create(state.Terms!.VoucherId, command).Terms! with { ValidUntil = default } == state.Terms with { ValidUntil = default, Reason = default };

    /// <summary>Why it is not offered at this time; unknown while it is.</summary>
    public static VoucherEnd EndAt(VoucherState state, DateTimeOffset now)
    {
        var terms = state.Terms!;
        if (terms.Reason != VoucherEnd.Unknown)
        {
            return terms.Reason;
        }

        return now >= terms.ValidUntil ? VoucherEnd.Expired
            : state.Holders.Count >= terms.Quantity ? VoucherEnd.Gone
            : VoucherEnd.Unknown;
    }

    public static VoucherState End(VoucherState state, VoucherEnd reason) => state.Terms!.Reason != VoucherEnd.Unknown
        ? state
        : state with { Terms = state.Terms with { Reason = reason } };

    public static (VoucherState Next, VoucherOutcome Outcome) Claim(VoucherState state, string userId, DateTimeOffset now)
    {
        if (state.Terms is null)
        {
            return (state, VoucherOutcome.NotFound);
        }

        if (state.Holders.ContainsKey(userId))
        {
            return (state, VoucherOutcome.Done);
        }

        return EndAt(state, now) switch
        {
            VoucherEnd.Unknown => (
                state with { Holders = state.Holders.Add(userId, new VoucherHold(HeldVoucherStatus.Claimed)) }, VoucherOutcome.Done),
            VoucherEnd.Gone => (state, VoucherOutcome.Gone),
            _ => (state, VoucherOutcome.Over),
        };
    }

    public static (VoucherState Next, VoucherOutcome Outcome) Reserve(VoucherState state, UseVoucher command, DateTimeOffset now)
    {
        if (Find(state, command.UserId) is not { } hold)
        {
            return (state, VoucherOutcome.NotFound);
        }

        var reserved = new VoucherHold(HeldVoucherStatus.Reserved, command.OrderId, command.ExpiresAt, command.Token);
        if (hold.Status == HeldVoucherStatus.Reserved && hold.OrderId == command.OrderId)
        {
            // A retry has the voucher from here on; what comes late from an attempt before moves nothing.
            var age = string.CompareOrdinal(command.Token, hold.Token);
            return age switch
            {
                < 0 => (state, VoucherOutcome.IllegalStep),
                0 => (state, VoucherOutcome.Done),
                _ => (Set(state, command, reserved), VoucherOutcome.Done),
            };
        }

        if (At(hold, now).Status != HeldVoucherStatus.Claimed)
        {
            return (state, VoucherOutcome.IllegalStep);
        }

        return now >= state.Terms!.ValidUntil ? (state, VoucherOutcome.Over) : (Set(state, command, reserved), VoucherOutcome.Done);
    }

    /// <summary>An order that set the voucher aside in time may be paid after its time.</summary>
    public static (VoucherState Next, VoucherOutcome Outcome) Redeem(VoucherState state, UseVoucher command) =>
        Move(state, command, new VoucherHold(HeldVoucherStatus.Redeemed, command.OrderId));

    /// <summary>Only the attempt that set it aside gives it back.</summary>
    public static (VoucherState Next, VoucherOutcome Outcome) Release(VoucherState state, UseVoucher command) =>
        Find(state, command.UserId) is { Status: HeldVoucherStatus.Reserved } hold && hold.Token != command.Token
            ? (state, VoucherOutcome.IllegalStep)
            : Move(state, command, new VoucherHold(HeldVoucherStatus.Claimed));

    /// <summary>What a voucher is at this time: one whose order let its time pass is the user's again.</summary>
    public static VoucherHold At(VoucherHold hold, DateTimeOffset now) =>
        hold is { Status: HeldVoucherStatus.Reserved, ExpiresAt: { } end } && now >= end ? new VoucherHold(HeldVoucherStatus.Claimed) : hold;

    public static VoucherHold? Find(VoucherState state, string userId) => state.Holders.GetValueOrDefault(userId);

    // Only the order for which the voucher is set aside moves it on.
    private static (VoucherState Next, VoucherOutcome Outcome) Move(VoucherState state, UseVoucher command, VoucherHold target)
    {
        if (Find(state, command.UserId) is not { } hold)
        {
            return (state, VoucherOutcome.NotFound);
        }

        if (hold == target)
        {
            return (state, VoucherOutcome.Done);
        }

        return hold.Status == HeldVoucherStatus.Reserved && hold.OrderId == command.OrderId
            ? (Set(state, command, target), VoucherOutcome.Done)
            : (state, VoucherOutcome.IllegalStep);
    }

    private static VoucherState Set(VoucherState state, UseVoucher command, VoucherHold hold) =>
        state with { Holders = state.Holders.SetItem(command.UserId, hold) };
}
