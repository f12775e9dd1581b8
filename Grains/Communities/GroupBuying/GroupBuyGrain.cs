using Microsoft.Extensions.Options;
using SocialCommerce.Grains.Interfaces.Communities.GroupBuying;

namespace SocialCommerce.Grains.Communities.GroupBuying;

/// <summary>
/// The turns of a group: <see cref="GroupProcess"/> does it, calls that come together share a write. A timer wakes it when
/// something is due; a reminder, as long as something is left, when its silo is gone.
/// </summary>
internal sealed class GroupBuyGrain(
    [PersistentState("group", StorageNames.Commerce)] IPersistentState<GroupState> storage,
    IGroupWorld world,
    IOptions<GroupBuyOptions> options,
    TimeProvider clock) : Grain, IGroupBuyGrain, IRemindable
{
    private const string GoOnReminder = "go-on";

    private static readonly TimeSpan GoOnPeriod = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan RetryPeriod = TimeSpan.FromSeconds(1);

    private GroupProcess _group = null!;
    private GroupCommit<GroupState> _commit = null!;
    private IGrainTimer _timer = null!;

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _group = new GroupProcess(this.GetPrimaryKeyString(), storage.State, SaveAsync, world, options.Value, clock);
        _commit = new GroupCommit<GroupState>(storage, () => _group.State, this);
        _timer = this.RegisterGrainTimer(
            WakeAsync, new GrainTimerCreationOptions(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan) { Interleave = true, KeepAlive = true });
        Arm();
        return Task.CompletedTask;
    }

    public async Task<GroupResult> OpenAsync(OpenGroup command, CancellationToken cancellationToken)
    {
        _commit.ThrowIfBroken();
        var offer = await GrainFactory.GetGrain<IGroupOfferGrain>(command.OfferId).GetAsync(cancellationToken);
        if (offer is null)
        {
            return new GroupResult(GroupOutcome.NotFound);
        }

        if (_group.State.Terms is null)
        {
            if (!offer.IsOpen)
            {
                return new GroupResult(GroupOutcome.Closed);
            }

            await this.RegisterOrUpdateReminder(GoOnReminder, GoOnPeriod, GoOnPeriod);
        }

        return await _group.OpenAsync(offer.Terms, command, cancellationToken);
    }

    public Task<GroupResult> JoinAsync(JoinGroup command, CancellationToken cancellationToken)
    {
        _commit.ThrowIfBroken();
        return _group.JoinAsync(command, cancellationToken);
    }

    public Task<GroupResult> LeaveAsync(string userId, CancellationToken cancellationToken)
    {
        _commit.ThrowIfBroken();
        return _group.LeaveAsync(userId, cancellationToken);
    }

    public Task<bool> AbsorbAsync(AbsorbGroup command, CancellationToken cancellationToken)
    {
        _commit.ThrowIfBroken();
        return _group.AbsorbAsync(command);
    }

    public async Task<GroupSnapshot?> GetAsync(CancellationToken cancellationToken)
    {
        _commit.ThrowIfBroken();
        Arm();
        var snapshot = _group.Snapshot;
        await _commit.SettleAsync();
        return snapshot;
    }

    public Task ReceiveReminder(string reminderName, TickStatus status) => DriveAsync();

    private async Task SaveAsync()
    {
        await _commit.SaveAsync();
        Arm();
    }

    // Not waited for: while one thing takes long, the timer has to wake the group for the next.
    private Task WakeAsync(CancellationToken cancellationToken)
    {
        DriveAsync().Forget();
        return Task.CompletedTask;
    }

    private async Task DriveAsync()
    {
        try
        {
            _commit.ThrowIfBroken();
            await _group.DriveAsync(CancellationToken.None);
            if (_group.State.Status != GroupStatus.Open && _group.State.Tasks.IsEmpty
                && await this.GetReminder(GoOnReminder) is { } reminder)
            {
                await this.UnregisterReminder(reminder);
            }

            Arm();
        }
        catch
        {
            _timer.Change(RetryPeriod, Timeout.InfiniteTimeSpan);
            throw;
        }
    }

    private void Arm()
    {
        if (_group.DueAt is { } due)
        {
            _timer.Change(TimerWaits.Until(due, clock.GetUtcNow()), Timeout.InfiniteTimeSpan);
        }
    }
}
