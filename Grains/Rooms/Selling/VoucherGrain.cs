using SocialCommerce.Grains.Interfaces.Rooms;
using SocialCommerce.Grains.Interfaces.Rooms.Selling;

namespace SocialCommerce.Grains.Rooms.Selling;

/// <summary>A voucher: <see cref="VoucherRules"/> decides, claims that come together share a write, the room is told what is offered.</summary>
internal sealed class VoucherGrain(
    [PersistentState("voucher", StorageNames.Commerce)] IPersistentState<VoucherState> storage,
    IListStore lists,
    TimeProvider clock) : Grain, IVoucherGrain, IRemindable
{
    private const string GoOnReminder = "go-on";

    private static readonly TimeSpan GoOnPeriod = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan RetryPeriod = TimeSpan.FromSeconds(1);

    private VoucherState _state = null!;
    private GroupCommit<VoucherState> _commit = null!;
    private IGrainTimer _timer = null!;

    private string VoucherId => this.GetPrimaryKeyString();

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _state = storage.State;
        _commit = new GroupCommit<VoucherState>(storage, () => _state, this);
        _timer = this.RegisterGrainTimer(DriveAsync, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        Arm();
        return Task.CompletedTask;
    }

    public async Task<VoucherResult> OfferAsync(OfferVoucher command, CancellationToken cancellationToken)
    {
        _commit.ThrowIfBroken();
        if (_state.Terms is not null)
        {
            return VoucherRules.IsSame(_state, command) ? await GoOnAsync(cancellationToken) : Answer(VoucherOutcome.Exists);
        }

        var entry = await GrainFactory.GetGrain<IRoomGrain>(command.RoomId).EnterAsync(cancellationToken);
        var (outcome, errors) = VoucherRules.Check(command, entry?.Room);
        if (outcome != VoucherOutcome.Done)
        {
            return new VoucherResult(outcome, null, errors);
        }

        if (entry!.Board.Vouchers.Length >= VoucherLimits.OpenMax)
        {
            return Answer(VoucherOutcome.TooMany);
        }

        await this.RegisterOrUpdateReminder(GoOnReminder, GoOnPeriod, GoOnPeriod);
        _state = VoucherRules.Create(VoucherId, command);
        await _commit.SaveAsync();
        return await GoOnAsync(cancellationToken);
    }

    public Task<VoucherSnapshot?> GetAsync(CancellationToken cancellationToken)
    {
        _commit.ThrowIfBroken();
        Arm();
        return Task.FromResult(Describe());
    }

    public async Task<VoucherResult> WithdrawAsync(string userId, CancellationToken cancellationToken)
    {
        _commit.ThrowIfBroken();
        if (_state.Terms is null)
        {
            return Answer(VoucherOutcome.NotFound);
        }

        if (_state.HostId != userId)
        {
            return Answer(VoucherOutcome.NotHost);
        }

        await EndAsync(VoucherEnd.Withdrawn, cancellationToken);
        return Answer(VoucherOutcome.Done);
    }

    public async Task EndWithRoomAsync()
    {
        if (_state.Terms is not null)
        {
            await EndAsync(VoucherEnd.RoomEnded, CancellationToken.None);
        }
    }

    public async Task<HeldVoucherResult> ClaimAsync(string userId, CancellationToken cancellationToken)
    {
        var result = await ChangeAsync(userId, VoucherRules.Claim(_state, userId, clock.GetUtcNow()));
        if (result.Outcome == VoucherOutcome.Done)
        {
            // After the claim and before the answer: whoever was not answered asks again, and is listed then.
            await lists.ApplyAsync([ListChange.Add(ListNames.VouchersOf(userId), VoucherId)], cancellationToken);
        }

        return result;
    }

    public async Task<HeldVoucher?> GetHeldAsync(string userId, CancellationToken cancellationToken)
    {
        _commit.ThrowIfBroken();
        var held = Describe(userId);
        await _commit.SettleAsync();
        return held;
    }

    public Task<HeldVoucherResult> ReserveAsync(UseVoucher command, CancellationToken cancellationToken) =>
        ChangeAsync(command.UserId, VoucherRules.Reserve(_state, command, clock.GetUtcNow()));

    public Task<HeldVoucherResult> RedeemAsync(UseVoucher command, CancellationToken cancellationToken) =>
        ChangeAsync(command.UserId, VoucherRules.Redeem(_state, command));

    public Task<HeldVoucherResult> ReleaseAsync(UseVoucher command, CancellationToken cancellationToken) =>
        ChangeAsync(command.UserId, VoucherRules.Release(_state, command));

    public async Task ReceiveReminder(string reminderName, TickStatus status)
    {
        if (_state is { Terms.Reason: VoucherEnd.Unknown, RoomId: { } roomId }
            && await GrainFactory.GetGrain<IRoomGrain>(roomId).GetAsync() is { Status: RoomStatus.Ended or RoomStatus.Replay })
        {
            await EndAsync(VoucherEnd.RoomEnded, CancellationToken.None);
            return;
        }

        await DriveAsync(CancellationToken.None);
    }

    private async Task<HeldVoucherResult> ChangeAsync(string userId, (VoucherState Next, VoucherOutcome Outcome) decided)
    {
        _commit.ThrowIfBroken();
        var hasChanged = !ReferenceEquals(decided.Next, _state);
        _state = decided.Next;
        var result = new HeldVoucherResult(decided.Outcome, Describe(userId));
        if (hasChanged)
        {
            Arm();
            await _commit.SaveAsync();
        }
        else if (decided.Outcome == VoucherOutcome.Done)
        {
            await _commit.SettleAsync();
        }

        return result;
    }

    private async Task<VoucherResult> GoOnAsync(CancellationToken cancellationToken)
    {
        await lists.ApplyAsync([ListChange.Add(ListNames.Vouchers(_state.RoomId!), VoucherId)], cancellationToken);
        await DriveAsync(cancellationToken);
        return Answer(_state.IsOffered ? VoucherOutcome.Done : VoucherOutcome.IllegalStep);
    }

    private async Task EndAsync(VoucherEnd reason, CancellationToken cancellationToken)
    {
        var ended = VoucherRules.EndAt(_state, clock.GetUtcNow());
        _state = VoucherRules.End(_state, ended == VoucherEnd.Unknown ? reason : ended);
        await _commit.SaveAsync();
        await DriveAsync(cancellationToken);
    }

    // What the room is to hear; each is noted when it is told, and repeating it is no second event.
    private async Task DriveAsync(CancellationToken cancellationToken)
    {
        try
        {
            _commit.ThrowIfBroken();
            if (_state.Terms is not null && !_state.IsOffered && _state.Terms.Reason == VoucherEnd.Unknown)
            {
                await TellOfferAsync(cancellationToken);
            }

            if (_state.Terms is not null && VoucherRules.EndAt(_state, clock.GetUtcNow()) is not VoucherEnd.Unknown and var reason)
            {
                await TellEndAsync(reason, cancellationToken);
            }

            Arm();
        }
        catch
        {
            _timer.Change(RetryPeriod, Timeout.InfiniteTimeSpan);
            throw;
        }
    }

    private async Task TellOfferAsync(CancellationToken cancellationToken)
    {
        var outcome = await AnnounceAsync(RoomEventType.VoucherOffered, "offered", cancellationToken);
        _state = outcome == RoomOutcome.Done ? _state with { IsOffered = true } : VoucherRules.End(_state, VoucherEnd.RoomEnded);
        await _commit.SaveAsync();
    }

    private async Task TellEndAsync(VoucherEnd reason, CancellationToken cancellationToken)
    {
        if (!_state.IsEndTold)
        {
            _state = VoucherRules.End(_state, reason);
            await AnnounceAsync(RoomEventType.VoucherWithdrawn, "withdrawn", cancellationToken);
            _state = _state with { IsEndTold = true };
            await _commit.SaveAsync();
        }

        if (await this.GetReminder(GoOnReminder) is { } reminder)
        {
            await this.UnregisterReminder(reminder);
        }
    }

    private async Task<RoomOutcome> AnnounceAsync(RoomEventType type, string name, CancellationToken cancellationToken) =>
        (await GrainFactory.GetGrain<IRoomGrain>(_state.RoomId!).AnnounceAsync(
            new RoomAnnouncement($"{VoucherId}:{name}", new RoomEvent(0, type, default, Voucher: _state.Terms)), cancellationToken)).Outcome;

    private void Arm()
    {
        if (_state is { Terms: { } terms, IsEndTold: false })
        {
            var now = clock.GetUtcNow();
            var isDue = !_state.IsOffered || VoucherRules.EndAt(_state, now) != VoucherEnd.Unknown;
            _timer.Change(TimerWaits.Until(isDue ? now : terms.ValidUntil, now), Timeout.InfiniteTimeSpan);
        }
    }

    private VoucherResult Answer(VoucherOutcome outcome) => new(outcome, Describe(), []);

    private VoucherSnapshot? Describe() => _state.Terms is { } terms
        ? new VoucherSnapshot(
            _state.RoomId!, _state.HostId!, terms with { Reason = VoucherRules.EndAt(_state, clock.GetUtcNow()) }, _state.Holders.Count)
        : null;

    private HeldVoucher? Describe(string userId)
    {
        if (VoucherRules.Find(_state, userId) is not { } known)
        {
            return null;
        }

        var hold = VoucherRules.At(known, clock.GetUtcNow());
        return new HeldVoucher(
            _state.RoomId!, _state.Terms! with { Reason = VoucherRules.EndAt(_state, clock.GetUtcNow()) }, hold.Status, hold.OrderId);
    }
}
