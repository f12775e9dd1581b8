using SocialCommerce.Grains.Interfaces.Rooms;

namespace SocialCommerce.Grains.Rooms;

/// <summary>
/// The steps of the room's life. While it is rehearsed this grain stays scheduled and passes on what the host does to the
/// rehearsal's own grain, so that nothing of it ever is in this room's state, log or audience.
/// </summary>
internal sealed partial class RoomGrain
{
    private static readonly TimeSpan ClearAgain = TimeSpan.FromSeconds(5);

    private OneShotTimer _clearing = null!;

    /// <summary>The grain that the room is rehearsed on, while it is.</summary>
    private IRoomGrain? Rehearsal => _state.IsRehearsing ? RehearsalGrain(_state.Rehearsals) : null;

    public Task<RoomResult> ChangeStatusAsync(ChangeRoomStatus command, CancellationToken cancellationToken)
    {
        var outcome = RoomRules.DecideStatus(_state, command);
        if (outcome != RoomOutcome.Done)
        {
            return Task.FromResult(Answer(outcome, []));
        }

        return command.Status == RoomStatus.Rehearsal
            ? BeginRehearsalAsync(cancellationToken)
            : EnterStatusAsync(command.Status, cancellationToken);
    }

    public async Task<RoomResult> UpdateAsync(UpdateRoom command, CancellationToken cancellationToken)
    {
        var (next, outcome, errors) = RoomRules.Update(_state, command);
        if (outcome == RoomOutcome.Done)
        {
            await CommitAsync(next);
            TellSearch();
        }

        return Answer(outcome, errors);
    }

    public async Task OpenRehearsalAsync(OpenRehearsal command, CancellationToken cancellationToken)
    {
        DemandRehearsal();
        if (_state.Title is null)
        {
            await CommitAsync(RoomLifecycle.Rehearse(command));
        }
    }

    public async Task CloseRehearsalAsync(CancellationToken cancellationToken)
    {
        DemandRehearsal();
        var isLastAppendOver = _sequencer.WhenIdleAsync();

        // From here on nobody adds to it, also not those whose calls interleave with this one.
        _state = new RoomState();
        await isLastAppendOver;
        await log.DeleteAsync(Key, cancellationToken);
        await SaveReactionsAsync(() => storage.ClearStateAsync(cancellationToken));
        _audience.AskToRenew();
        DeactivateOnIdle();
    }

    private async Task<RoomResult> BeginRehearsalAsync(CancellationToken cancellationToken)
    {
        var number = _state.Rehearsals + 1;

        // Before the room says that it is rehearsed there must be something to come into.
        await RehearsalGrain(number).OpenRehearsalAsync(
            new OpenRehearsal(Describe()!, RoomLifecycle.RehearsalEpoch(_state, number)), cancellationToken);
        await CommitAsync(RoomLifecycle.BeginRehearsal(_state));
        _audience.AskToRenew();
        return Answer(RoomOutcome.Done, []);
    }

    private async Task<RoomResult> EnterStatusAsync(RoomStatus status, CancellationToken cancellationToken)
    {
        var wasRehearsing = _state.IsRehearsing;
        if (wasRehearsing)
        {
            await CommitAsync(RoomLifecycle.EndRehearsal(_state));
            _audience.AskToRenew();
        }

        if (status != _state.Status)
        {
            await AppendAsync(sequence =>
                new RoomEvent(sequence, RoomEventType.RoomState, clock.GetUtcNow(), Status: status));
        }

        await RecordAsync(cancellationToken);
        if (wasRehearsing)
        {
            await CatchUpOnVideoAsync();
            await ClearRehearsalsAsync(cancellationToken);
        }

        return Answer(RoomOutcome.Done, []);
    }

    // The step that ended the rehearsal is durable whatever becomes of this; what fails is tried again, also after a crash.
    private async Task ClearRehearsalsAsync(CancellationToken cancellationToken)
    {
        try
        {
            foreach (var number in RoomLifecycle.Remains(_state).ToList())
            {
                await RehearsalGrain(number).CloseRehearsalAsync(cancellationToken);
                await CommitAsync(_state with { RehearsalsCleared = number });
            }
        }
#pragma warning disable CA1031 // Whatever it was, it is logged, and tried again by the timer.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            LogNotCleared(exception, RoomId);
            _clearing.Schedule(ClearAgain);
        }
    }

    // Saves what is not told as an event.
    private async Task CommitAsync(RoomState next)
    {
        _state = next;
        _isSaved = true;
        var saved = _reactions.Export(next) with { Hot = _hot.Export() };
        await SaveReactionsAsync(() => storage.SaveAsync(saved, this));
    }

    private IRoomGrain RehearsalGrain(int number) => GrainFactory.GetGrain<IRoomGrain>(RoomKeys.Rehearsal(RoomId, number));

    private void DemandRehearsal()
    {
        if (!RoomKeys.IsRehearsal(Key))
        {
            throw new InvalidOperationException($"Room {Key} is not a rehearsal.");
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Room {RoomId}: a rehearsal could not be deleted yet")]
    private partial void LogNotCleared(Exception exception, string roomId);
}
