using System.Globalization;
using SocialCommerce.Grains.Interfaces.Communities.GroupBuying;
using SocialCommerce.Grains.Interfaces.Orders.Payments;

namespace SocialCommerce.Grains.Communities.GroupBuying;

/// <summary>
/// Who may take a seat, and what becomes of the seats. Everybody pays the price of the first tier when joining and gets the
/// difference back, so that the price at the end, whoever leaves meanwhile, is never more than was paid. Pure: the clock is
/// the caller's.
/// </summary>
internal static class GroupRules
{
    /// <summary>Units and place of a seat are held so much longer than the group is open, for when nobody is there at its end.</summary>
    public static readonly TimeSpan HoldGrace = TimeSpan.FromHours(1);

    /// <summary>Seats that are out and have nothing left to do, for whoever asks again what became of them.</summary>
    private const int OutMax = 200;

    public static GroupState Open(
        string groupId, GroupTerms terms, OpenGroup command, GroupBuyOptions options, DateTimeOffset now) => Join(
            groupId,
            new GroupState
            {
                Terms = terms,
                Status = GroupStatus.Open,
                OpenedAt = now,
                EndsAt = now + terms.Window,
                InviteToken = command.InviteToken,
                IsPrivate = command.IsPrivate,
                Tasks = command.IsPrivate ? [] : [new GroupTask("list", GroupTaskKind.List, groupId)],
            },
            command.Leader with { Invite = command.InviteToken },
            options,
            now).Next;

    /// <summary>The seat that this key took; null when there is none.</summary>
    public static GroupSeat? FindByKey(GroupState state, string userId, string? key) => key is null
        ? null
        : state.Seats.FirstOrDefault(seat => seat.UserId == userId && seat.Key == key);

    public static GroupSeat? Find(GroupState state, string seatId) => state.Seats.FirstOrDefault(seat => seat.SeatId == seatId);

    /// <summary>The seat of a user who is in the group.</summary>
    public static GroupSeat? FindOf(GroupState state, string userId) =>
        state.Seats.FirstOrDefault(seat => seat.UserId == userId && IsTaken(seat));

    public static bool IsTaken(GroupSeat seat) => seat.Status is SeatStatus.Joining or SeatStatus.Paid or SeatStatus.Bought;

    /// <summary>What a unit costs with so many people; null when they are too few.</summary>
    public static long? PriceFor(GroupTerms terms, int people)
    {
        long? price = null;
        foreach (var tier in terms.Tiers)
        {
            price = tier.People <= people ? tier.AmountMinor : price;
        }

        return price;
    }

    public static (GroupState Next, GroupOutcome Outcome) Join(
        string groupId, GroupState state, JoinGroup command, GroupBuyOptions options, DateTimeOffset now)
    {
        if (CheckJoin(state, command, now) is not GroupOutcome.Done and var refusal)
        {
            return (state, refusal);
        }

        var terms = state.Terms!;
        var number = state.Seated + 1;
        var seat = new GroupSeat(
            string.Create(CultureInfo.InvariantCulture, $"{groupId}.{number}"), command.UserId, command.DisplayName, command.Quantity,
            new Money(terms.Tiers[0].AmountMinor * command.Quantity, terms.Currency), now, now + options.PayFor, SeatStatus.Joining,
            command.Method, command.Key);
        var next = state with { Seats = Prune(state).Add(seat), Seated = number };
        return (Add(next, Task(GroupTaskKind.Admit, seat.SeatId)), GroupOutcome.Done);
    }

    public static (GroupState Next, GroupOutcome Outcome) Leave(GroupState state, string userId, DateTimeOffset now)
    {
        if (FindOf(state, userId) is not { } seat)
        {
            return (state, state.Terms is null ? GroupOutcome.NotFound : GroupOutcome.NotMember);
        }

        return state.Status switch
        {
            GroupStatus.Merging => (state, GroupOutcome.Busy),
            GroupStatus.Open when now < state.EndsAt => (PutOut(state, seat, GroupOutcome.Left), GroupOutcome.Done),
            _ => (state, GroupOutcome.Closed),
        };
    }

    /// <summary>What time and the members have made of the group: seats that were not paid, the end, a search for another group.</summary>
    public static GroupState Advance(string groupId, GroupState state, GroupBuyOptions options, DateTimeOffset now)
    {
        if (state.Status != GroupStatus.Open)
        {
            return state;
        }

        var isOver = now >= state.EndsAt;
        foreach (var seat in state.Seats.Where(seat => seat.Status == SeatStatus.Joining && (isOver || now >= seat.PayBy)))
        {
            state = PutOut(state, seat, isOver ? GroupOutcome.Closed : GroupOutcome.PaymentTimeout);
        }

        var paid = state.Seats.Count(seat => seat.Status == SeatStatus.Paid);
        if (paid == state.Terms!.Size || (isOver && PriceFor(state.Terms, paid) is not null))
        {
            return Succeed(groupId, state, paid);
        }

        return isOver ? Fail(groupId, state, GroupStatus.Failed)
            : !state.Seats.Any(IsTaken) ? Fail(groupId, state, GroupStatus.Closed)
            : GroupMergeRules.Seek(groupId, state, options, now);
    }

    /// <summary>What the provider says of a seat's payment. As long as nobody knows, it is asked for again.</summary>
    public static GroupState NotePayment(GroupState state, GroupTask task, PaymentResult result, DateTimeOffset now)
    {
        if (Find(state, task.SeatId) is not { Status: SeatStatus.Joining } seat)
        {
            return Without(state, task);
        }

        return result.Outcome switch
        {
            PaymentOutcome.Succeeded => TellOthers(
                Without(Put(state, seat with { Status = SeatStatus.Paid, PaymentId = result.PaymentId, Action = null }), task), seat),
            PaymentOutcome.Declined or PaymentOutcome.Cancelled =>
                PutOut(state, seat with { DeclineCode = result.DeclineCode ?? "cancelled" }, GroupOutcome.PaymentDeclined),
            _ => Postpone(Put(state, seat with { PaymentId = result.PaymentId ?? seat.PaymentId, Action = result.Action }), task, now),
        };
    }

    /// <summary>The place or the units of a seat were refused.</summary>
    public static GroupState NoteRefusal(GroupState state, GroupTask task, GroupOutcome reason) =>
        Find(state, task.SeatId) is { Status: SeatStatus.Joining } seat ? PutOut(state, seat, reason) : Without(state, task);

    /// <summary>A seat that is out: what its payment came to after all.</summary>
    public static GroupState NoteStopped(GroupState state, GroupTask task, PaymentResult result, DateTimeOffset now)
    {
        var seat = Find(state, task.SeatId)!;
        return result.Outcome switch
        {
            PaymentOutcome.Cancelled or PaymentOutcome.Declined => Without(state, task),
            PaymentOutcome.Succeeded => Add(
                Without(Put(state, seat with { PaymentId = result.PaymentId }), task), PayBack(seat, seat.Charged.AmountMinor, "back")),
            _ => Postpone(state, task, now),
        };
    }

    public static GroupState NotePaidBack(GroupState state, GroupTask task, RefundResult result, DateTimeOffset now)
    {
        var seat = Find(state, task.SeatId)!;
        return result.Outcome switch
        {
            RefundOutcome.Succeeded => Without(Put(state, seat with { ReturnedMinor = seat.ReturnedMinor + task.AmountMinor }), task),
            _ => Postpone(state, task, now),
        };
    }

    public static GroupState NoteOrdered(GroupState state, GroupTask task) =>
        Without(Put(state, Find(state, task.SeatId)! with { IsOrdered = true }), task);

    public static GroupState Postpone(GroupState state, GroupTask task, DateTimeOffset now) =>
        Delay(state, task with { Attempts = task.Attempts + 1 }, now + Backoff.After(task.Attempts));

    public static GroupState Delay(GroupState state, GroupTask task, DateTimeOffset until)
    {
        var index = IndexOf(state, task.Id);
        return index < 0 ? state : state with { Tasks = state.Tasks.SetItem(index, task with { NotBefore = until }) };
    }

    public static GroupState Without(GroupState state, GroupTask task)
    {
        var index = IndexOf(state, task.Id);
        return index < 0 ? state : state with { Tasks = state.Tasks.RemoveAt(index) };
    }

    public static GroupState Add(GroupState state, params ReadOnlySpan<GroupTask> tasks) =>
        state with { Tasks = [.. state.Tasks, .. tasks] };

    public static GroupTask Task(GroupTaskKind kind, string seatId) => new($"{kind}:{seatId}", kind, seatId);

    public static GroupTask Tell(string seatId, string what) => new($"{what}:{seatId}", GroupTaskKind.Tell, seatId, Detail: what);

    private static GroupOutcome CheckJoin(GroupState state, JoinGroup command, DateTimeOffset now) => state switch
    {
        { Terms: null } => GroupOutcome.NotFound,
        { IsPrivate: true } when command.Invite != state.InviteToken => GroupOutcome.InviteNeeded,
        _ when FindOf(state, command.UserId) is not null => GroupOutcome.AlreadyMember,
        { Status: GroupStatus.Merging } => GroupOutcome.Busy,
        { Status: not GroupStatus.Open } => GroupOutcome.Closed,
        _ when now >= state.EndsAt => GroupOutcome.Closed,
        _ when state.Seats.Count(IsTaken) >= state.Terms.Size => GroupOutcome.Full,
        { Seated: >= GroupLimits.SeatsMax } => GroupOutcome.TooMany,
        _ => GroupOutcome.Done,
    };

    // One price for all, and with it one decision for all: every seat is bought, and nobody paid less than it.
    private static GroupState Succeed(string groupId, GroupState state, int paid)
    {
        var price = PriceFor(state.Terms!, paid)!.Value;
        foreach (var seat in state.Seats.Where(seat => seat.Status == SeatStatus.Paid))
        {
            var bought = seat with { Status = SeatStatus.Bought, FinalMinor = price * seat.Quantity };
            state = Add(
                Put(state, bought),
                Task(GroupTaskKind.PlaceOrder, seat.SeatId), Task(GroupTaskKind.LeavePlace, seat.SeatId), Tell(seat.SeatId, "group.filled"));
            var difference = seat.Charged.AmountMinor - bought.FinalMinor.Value;
            state = difference == 0 ? state : Add(state, PayBack(seat, difference, "difference"));
        }

        return End(groupId, state, GroupStatus.Succeeded);
    }

    private static GroupState Fail(string groupId, GroupState state, GroupStatus status)
    {
        foreach (var seat in state.Seats.Where(seat => seat.Status == SeatStatus.Paid))
        {
            state = Add(PutOut(state, seat, GroupOutcome.Failed), Tell(seat.SeatId, "group.failed"));
        }

        return End(groupId, state, status);
    }

    public static GroupState End(string groupId, GroupState state, GroupStatus status) => Add(
        state with { Status = status, Tasks = state.Tasks.RemoveAll(task => task.Kind is GroupTaskKind.Seek or GroupTaskKind.List) },
        state.IsPrivate ? [] : [new GroupTask("unlist", GroupTaskKind.Unlist, groupId)]);

    // Everything that the seat may hold goes back; what nobody knows of its payment is found out.
    private static GroupState PutOut(GroupState state, GroupSeat seat, GroupOutcome reason)
    {
        var next = Put(state, seat with { Status = SeatStatus.Out, Reason = reason, Action = null });
        next = next with { Tasks = next.Tasks.RemoveAll(task => task.SeatId == seat.SeatId && task.Kind is GroupTaskKind.Admit or GroupTaskKind.Extend) };
        next = Add(next, Task(GroupTaskKind.ReleaseUnits, seat.SeatId), Task(GroupTaskKind.LeavePlace, seat.SeatId));
        return seat.Status == SeatStatus.Paid ? Add(next, PayBack(seat, seat.Charged.AmountMinor, "back"))
            : reason == GroupOutcome.PaymentDeclined ? next
            : Add(next, Task(GroupTaskKind.StopPayment, seat.SeatId));
    }

    private static GroupTask PayBack(GroupSeat seat, long amountMinor, string name) =>
        new($"{name}:{seat.SeatId}", GroupTaskKind.PayBack, seat.SeatId, amountMinor, name);

    private static GroupState TellOthers(GroupState state, GroupSeat seat) => Add(
        state,
        [.. state.Seats.Where(other => other.Status == SeatStatus.Paid && other.SeatId != seat.SeatId)
            .Select(other => Tell(other.SeatId, "group.joined"))
            .Where(task => IndexOf(state, task.Id) < 0)]);

    private static GroupState Put(GroupState state, GroupSeat seat)
    {
        for (var index = 0; index < state.Seats.Length; index++)
        {
            if (state.Seats[index].SeatId == seat.SeatId)
            {
                return state with { Seats = state.Seats.SetItem(index, seat) };
            }
        }

        return state;
    }

    private static ImmutableArray<GroupSeat> Prune(GroupState state)
    {
        var busy = state.Tasks.Select(task => task.SeatId).ToHashSet(StringComparer.Ordinal);
        var over = state.Seats.Where(seat => seat.Status == SeatStatus.Out && !busy.Contains(seat.SeatId)).ToList();
        return over.Count <= OutMax ? state.Seats : state.Seats.RemoveRange(over.Take(over.Count - OutMax));
    }

    private static int IndexOf(GroupState state, string taskId)
    {
        for (var index = 0; index < state.Tasks.Length; index++)
        {
            if (state.Tasks[index].Id == taskId)
            {
                return index;
            }
        }

        return -1;
    }
}
