using System.Collections.Immutable;
using SocialCommerce.Grains.Interfaces.Operations;
using SocialCommerce.Silo.Storage;
using SocialCommerce.Silo.Telemetry;

namespace SocialCommerce.Silo.Operations;

/// <summary>Puts together what is known of this silo now. Only the reporter asks, one call at a time.</summary>
internal sealed class SiloFiguresSource(
    IEngineFigures engine, CallRecorder calls, ShopMeter shop, IReminderOverview reminders, TimeProvider clock)
{
    /// <summary>The table of reminders is read less often: it changes slowly, and is as long as it is.</summary>
    private static readonly TimeSpan RemindersPeriod = TimeSpan.FromSeconds(5);

    private readonly CallWindow _calls = new();
    private readonly StoreWindow _store = new();
    private readonly RoomWindow _rooms = new();
    private readonly ProcessMeter _process = new(clock);
    private long _lookedAt = clock.GetTimestamp();
    private ReminderFigures? _reminders;
    private DateTimeOffset _remindersAt;

    /// <summary>What was counted while nobody looked is not of now.</summary>
    public void Restart()
    {
        _calls.Restart(calls.Meters);
        _store.Restart();
        _rooms.Restart(shop.Rooms);
        _process.Look();
        _lookedAt = clock.GetTimestamp();
    }

    public ProcessFigures Load() => _process.Look();

    public async Task<SiloFigures> ReadAsync(CancellationToken cancellationToken)
    {
        var seconds = Math.Max(clock.GetElapsedTime(_lookedAt).TotalSeconds, 0.001);
        _lookedAt = clock.GetTimestamp();
        var (methods, latency) = _calls.Advance(calls.Meters, seconds);
        var store = _store.Advance(seconds);
        var rooms = _rooms.Advance(shop.Rooms, seconds);
        var inside = await engine.ReadAsync(cancellationToken);
        return new SiloFigures(
            engine.EngineName,
            methods,
            latency,
            calls.Hot.List(),
            inside.Activations,
            inside.Mailboxes,
            calls.SlowCalls,
            calls.Failures,
            store,
            shop.Totals,
            rooms,
            await ReadRemindersAsync(cancellationToken),
            ListInspected());
    }

    private async Task<ReminderFigures?> ReadRemindersAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        if (now >= _remindersAt)
        {
            _reminders = await reminders.ReadAsync(now, cancellationToken);
            _remindersAt = now + RemindersPeriod;
        }

        return _reminders;
    }

    private ImmutableArray<GrainTrail> ListInspected() =>
    [
        .. calls.ListInspected().Select(entry =>
        {
            var name = GrainNames.Of(entry.GrainId);
            var presence = engine.Find(name);
            return new GrainTrail(engine.SiloName, name, presence.IsActive, presence.Waiting, presence.Running, entry.Calls);
        }),
    ];
}
