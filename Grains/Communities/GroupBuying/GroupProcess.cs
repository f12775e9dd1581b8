using SocialCommerce.Grains.Interfaces.Communities.GroupBuying;
using SocialCommerce.Grains.Interfaces.Orders.Payments;

namespace SocialCommerce.Grains.Communities.GroupBuying;

/// <summary>
/// One group, as the only one who writes it: asks the rules, writes, and only then acts on the world. Calls interleave: they
/// decide in memory, and answer when what they decided is written. What is to be done is done by one at a time; what fails
/// is done again later.
/// </summary>
/// <param name="stored">The group as it was written last.</param>
/// <param name="save">Writes the state; answers when it is durable. After a failure the process is not used any more.</param>
internal sealed class GroupProcess(
    string groupId, GroupState stored, Func<Task> save, IGroupWorld world, GroupBuyOptions options, TimeProvider clock)
{
    /// <summary>More rounds than a group ever has work for at one moment.</summary>
    private const int RoundsMax = 16;

    private const int TellingsMax = 8;

    private readonly Dictionary<string, Task> _running = new(StringComparer.Ordinal);

    public GroupState State { get; private set; } = stored;

    public GroupSnapshot? Snapshot => GroupSnapshots.Of(groupId, State);

    /// <summary>When somebody has to look at the group again; null when it has nothing left to do by itself.</summary>
    public DateTimeOffset? DueAt => State.Tasks.Where(IsFree).Select(static task => task.NotBefore)
        .Concat(GroupSnapshots.Moments(State, options)).Cast<DateTimeOffset?>().Min();

    public async Task<GroupResult> OpenAsync(GroupTerms terms, OpenGroup command, CancellationToken cancellationToken)
    {
        if (State.Terms is not null)
        {
            return GroupRules.FindByKey(State, command.Leader.UserId, command.Leader.Key) is { } known
                ? await AdmitAsync(known, isReplay: true, cancellationToken)
                : new GroupResult(GroupOutcome.Exists);
        }

        if (GroupLimits.Check(command.Leader, terms.QuantityMax) is { IsEmpty: false } errors)
        {
            return new GroupResult(GroupOutcome.Invalid, Errors: errors);
        }

        State = GroupRules.Open(groupId, terms, command, options, clock.GetUtcNow());
        return await AdmitAsync(State.Seats[^1], isReplay: false, cancellationToken);
    }

    public async Task<GroupResult> JoinAsync(JoinGroup command, CancellationToken cancellationToken)
    {
        if (State.Terms is not { } terms)
        {
            return new GroupResult(GroupOutcome.NotFound);
        }

        if (GroupLimits.Check(command, terms.QuantityMax) is { IsEmpty: false } errors)
        {
            return new GroupResult(GroupOutcome.Invalid, Errors: errors);
        }

        if (GroupRules.FindByKey(State, command.UserId, command.Key) is { } known)
        {
            return await AdmitAsync(known, isReplay: true, cancellationToken);
        }

        Advance();
        var (next, outcome) = GroupRules.Join(groupId, State, command, options, clock.GetUtcNow());
        if (outcome != GroupOutcome.Done)
        {
            return new GroupResult(outcome, Snapshot, GroupRules.FindOf(State, command.UserId));
        }

        State = next;
        return await AdmitAsync(State.Seats[^1], isReplay: false, cancellationToken);
    }

    public async Task<GroupResult> LeaveAsync(string userId, CancellationToken cancellationToken)
    {
        Advance();
        var seatId = GroupRules.FindOf(State, userId)?.SeatId;
        var (next, outcome) = GroupRules.Leave(State, userId, clock.GetUtcNow());
        if (outcome != GroupOutcome.Done)
        {
            return new GroupResult(outcome, Snapshot);
        }

        State = next;
        Advance();
        await save();
        await RunAllAsync(task => task.SeatId == seatId, cancellationToken);
        return new GroupResult(GroupOutcome.Done, Snapshot, GroupRules.Find(State, seatId!));
    }

    public async Task<bool> AbsorbAsync(AbsorbGroup command)
    {
        Advance();
        (State, var isTaken) = GroupMergeRules.Absorb(State, command, clock.GetUtcNow());
        Advance();
        await save();
        return isTaken;
    }

    /// <summary>Does what is due.</summary>
    public async Task DriveAsync(CancellationToken cancellationToken)
    {
        for (var round = 0; round < RoundsMax; round++)
        {
            Advance();
            await save();
            if (!await RunAllAsync(static _ => true, cancellationToken))
            {
                return;
            }
        }
    }

    // Whoever asks the same again meanwhile waits for the same.
    private async Task<GroupResult> AdmitAsync(GroupSeat seat, bool isReplay, CancellationToken cancellationToken)
    {
        await save();
        var admission = GroupRules.Task(GroupTaskKind.Admit, seat.SeatId).Id;
        await (_running.TryGetValue(admission, out var running)
            ? running
            : RunAllAsync(task => task.Id == admission, cancellationToken));
        if (GroupRules.Find(State, seat.SeatId) is { Status: SeatStatus.Out })
        {
            // Whoever was refused may try again at once, with nothing of this attempt in the way.
            await RunAllAsync(task => task.SeatId == seat.SeatId, cancellationToken);
        }

        return Answer(seat.SeatId, isReplay);
    }

    private GroupResult Answer(string seatId, bool isReplay) => GroupRules.Find(State, seatId) is { } seat
        ? new GroupResult(seat.Status == SeatStatus.Out ? seat.Reason : GroupOutcome.Done, Snapshot, seat, IsReplay: isReplay)
        : new GroupResult(GroupOutcome.NotMember, Snapshot, IsReplay: isReplay);

    private void Advance() => State = GroupRules.Advance(groupId, State, options, clock.GetUtcNow());

    private async Task<bool> RunAllAsync(Func<GroupTask, bool> which, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var due = State.Tasks.Where(task => task.NotBefore <= now && which(task) && IsFree(task)).ToList();
        await Task.WhenAll(due.Select(task => RunAsync(task, cancellationToken)));
        return due.Count > 0;
    }

    // What a seat gives back waits until nothing is being taken for it any more.
    private bool IsFree(GroupTask task) =>
        !_running.ContainsKey(task.Id) && !_running.ContainsKey(GroupRules.Task(GroupTaskKind.Admit, task.SeatId).Id);

    private Task RunAsync(GroupTask task, CancellationToken cancellationToken)
    {
        var run = PerformAsync(task, cancellationToken);
        if (!run.IsCompleted)
        {
            _running[task.Id] = run;
        }

        return run;
    }

    private async Task PerformAsync(GroupTask task, CancellationToken cancellationToken)
    {
        Func<GroupState, GroupState> change;
        try
        {
            change = await AskAsync(task, cancellationToken);
        }
#pragma warning disable CA1031 // Whatever went wrong elsewhere, it has to be done all the same.
        catch (Exception)
#pragma warning restore CA1031
        {
            change = state => Retry(state, task);
        }

        _running.Remove(task.Id);
        State = change(State);
        Advance();
        await save();
    }

    // A notice is a hint: whoever is never told asks.
    private GroupState Retry(GroupState state, GroupTask task) => task is { Kind: GroupTaskKind.Tell, Attempts: >= TellingsMax }
        ? GroupRules.Without(state, task)
        : GroupRules.Postpone(state, task, clock.GetUtcNow());

    private async Task<Func<GroupState, GroupState>> AskAsync(GroupTask task, CancellationToken cancellationToken)
    {
        var terms = State.Terms!;
        switch (task.Kind)
        {
            case GroupTaskKind.List or GroupTaskKind.Unlist:
                await world.SetListedAsync(terms.OfferId, groupId, task.Kind == GroupTaskKind.List, cancellationToken);
                return state => GroupRules.Without(state, task);
            case GroupTaskKind.Seek:
                var groups = await world.ListGroupsAsync(terms.OfferId, cancellationToken);
                return state => GroupMergeRules.NoteFound(
                    groupId, state, task, GroupMergeRules.Choose(groupId, state, groups, state.Merge?.TargetId), clock.GetUtcNow());
            case GroupTaskKind.Merge:
                var isTaken = await world.MergeAsync(State.Merge!.TargetId, GroupMergeRules.Ask(groupId, State), cancellationToken);
                return state => GroupMergeRules.NoteAnswer(groupId, state, task, isTaken, clock.GetUtcNow());
            default:
                return await AskForSeatAsync(terms, GroupRules.Find(State, task.SeatId)!, task, cancellationToken);
        }
    }

    private async Task<Func<GroupState, GroupState>> AskForSeatAsync(
        GroupTerms terms, GroupSeat seat, GroupTask task, CancellationToken cancellationToken)
    {
        switch (task.Kind)
        {
            case GroupTaskKind.Admit:
                return await TakeAsync(terms, seat, task, cancellationToken);
            case GroupTaskKind.StopPayment:
                var stopped = await world.CancelPaymentAsync(
                    new PaymentCancel(PaymentKeyOf(seat), seat.PaymentId, seat.SeatId, seat.Charged), cancellationToken);
                return state => GroupRules.NoteStopped(state, task, stopped, clock.GetUtcNow());
            case GroupTaskKind.PayBack:
                var refund = new PaymentRefund(
                    $"{seat.SeatId}:{task.Detail}", seat.PaymentId!, seat.SeatId, seat.Charged with { AmountMinor = task.AmountMinor }, "requested_by_customer");
                var paidBack = await world.PayBackAsync(refund, cancellationToken);
                return state => GroupRules.NotePaidBack(state, task, paidBack, clock.GetUtcNow());
            case GroupTaskKind.PlaceOrder:
                await world.PlaceOrderAsync(groupId, terms, seat, cancellationToken);
                return state => GroupRules.NoteOrdered(state, task);
            case GroupTaskKind.ReleaseUnits:
                await world.ReleaseAsync(terms, seat, cancellationToken);
                break;
            case GroupTaskKind.LeavePlace:
                await world.LeaveAsync(terms, seat, cancellationToken);
                break;
            case GroupTaskKind.Extend:
                await world.ExtendAsync(terms, seat, HeldUntil, cancellationToken);
                break;
            case GroupTaskKind.Tell:
                await world.TellAsync(seat.UserId, task.Detail!, groupId, cancellationToken);
                break;
        }

        return state => GroupRules.Without(state, task);
    }

    // Place, units, money: in this order, so that nobody is charged for what they do not get.
    private async Task<Func<GroupState, GroupState>> TakeAsync(
        GroupTerms terms, GroupSeat seat, GroupTask task, CancellationToken cancellationToken)
    {
        if (seat.PaymentId is { } paymentId)
        {
            var found = await world.FindPaymentAsync(PaymentKeyOf(seat), paymentId, cancellationToken);
            return state => GroupRules.NotePayment(state, task, found, clock.GetUtcNow());
        }

        if (!await world.EnterAsync(terms, seat, HeldUntil, cancellationToken))
        {
            return state => GroupRules.NoteRefusal(state, task, GroupOutcome.InOtherGroup);
        }

        if (await world.HoldAsync(terms, seat, HeldUntil, cancellationToken) is not GroupOutcome.Done and var refusal)
        {
            return state => GroupRules.NoteRefusal(state, task, refusal);
        }

        var charged = await world.ChargeAsync(
            new PaymentCharge(PaymentKeyOf(seat), seat.SeatId, seat.UserId, seat.Charged, seat.Method ?? string.Empty, $"Group {groupId}"),
            cancellationToken);
        return state => GroupRules.NotePayment(state, task, charged, clock.GetUtcNow());
    }

    private DateTimeOffset HeldUntil => State.EndsAt + GroupRules.HoldGrace;

    private static string PaymentKeyOf(GroupSeat seat) => $"{seat.SeatId}:pay";
}
