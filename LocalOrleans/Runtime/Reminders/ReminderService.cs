using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Options;
using Orleans.Hosting;
using Orleans.Timers;

namespace Orleans.Runtime.Local;

/// <summary>Keeps the clocks of all stored reminders.</summary>
[SuppressMessage("Performance", "CA1812", Justification = "The container makes it.")]
internal sealed class ReminderService(GrainEngine engine, IReminderTable table, IOptions<ReminderOptions> options) : IReminderRegistry
{
    private readonly ConcurrentDictionary<(GrainId Grain, string Name), LocalReminder> _reminders = new();

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await table.StartAsync(cancellationToken);
        var rows = await table.ReadRows(0, 0);
        foreach (var entry in rows.Reminders)
        {
            Schedule(entry);
        }
    }

    public Task StopAsync(CancellationToken cancellationToken)
    {
        foreach (var reminder in _reminders.Values)
        {
            reminder.Dispose();
        }

        _reminders.Clear();
        return table.StopAsync(cancellationToken);
    }

    public async Task<IGrainReminder> RegisterOrUpdateReminder(
        GrainId callingGrainId, string reminderName, TimeSpan dueTime, TimeSpan period)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(dueTime, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThan(period, TimeSpan.Zero);
        ArgumentException.ThrowIfNullOrEmpty(reminderName);
        if (period < options.Value.MinimumReminderPeriod)
        {
            throw new ArgumentException(
                $"Cannot register reminder {reminderName} as requested period ({period}) is less than minimum allowed reminder period ({options.Value.MinimumReminderPeriod})");
        }

        var entry = new ReminderEntry
        {
            GrainId = callingGrainId,
            ReminderName = reminderName,
            StartAt = engine.Time.GetUtcNow().UtcDateTime + dueTime,
            Period = period,
        };
        entry.ETag = await table.UpsertRow(entry)
            ?? throw new ReminderException($"Could not register {entry}: the reminder table refused it.");
        Schedule(entry);
        return ReminderHandle.Of(entry);
    }

    public async Task UnregisterReminder(GrainId callingGrainId, IGrainReminder reminder)
    {
        var known = (ReminderHandle)reminder;
        var isGone = await table.RemoveRow(known.GrainId, known.ReminderName, known.ETag!)
            || await table.ReadRow(known.GrainId, known.ReminderName) is null;
        if (!isGone)
        {
            throw new ReminderException($"Could not unregister reminder {known.ReminderName} of {known.GrainId}: it was changed meanwhile.");
        }

        if (_reminders.TryRemove((known.GrainId, known.ReminderName), out var running))
        {
            running.Dispose();
        }
    }

    public async Task<IGrainReminder?> GetReminder(GrainId callingGrainId, string reminderName) =>
        await table.ReadRow(callingGrainId, reminderName) is { } entry ? ReminderHandle.Of(entry) : null;

    public async Task<List<IGrainReminder>> GetReminders(GrainId callingGrainId)
    {
        var rows = await table.ReadRows(callingGrainId);
        return [.. rows.Reminders.Select(ReminderHandle.Of)];
    }

    private void Schedule(ReminderEntry entry)
    {
        var reminder = new LocalReminder(engine, entry);
        _reminders.AddOrUpdate(
            (entry.GrainId, entry.ReminderName),
            reminder,
            (_, replaced) =>
            {
                replaced.Dispose();
                return reminder;
            });
        reminder.Start();
    }
}
