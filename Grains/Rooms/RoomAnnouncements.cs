using SocialCommerce.Grains.Interfaces.Rooms;

namespace SocialCommerce.Grains.Rooms;

/// <summary>Puts each announcement into the sequence once, however often its companion repeats it.</summary>
internal sealed class RoomAnnouncements(Func<Func<long, RoomEvent>, Task<RoomEvent>> append, TimeProvider clock)
{
    private readonly Dictionary<string, Task<AnnounceResult>> _appending = new(StringComparer.Ordinal);

    public Task<AnnounceResult> AnnounceAsync(RoomState state, RoomAnnouncement announcement)
    {
        if (RoomRules.FindAnnouncement(state, announcement.AnnouncementId) is { } sequence)
        {
            return Task.FromResult(new AnnounceResult(RoomOutcome.Done, sequence));
        }

        if (_appending.TryGetValue(announcement.AnnouncementId, out var appending))
        {
            return appending;
        }

        var outcome = RoomRules.DecideAnnouncement(state, announcement);
        return outcome == RoomOutcome.Done ? StartAsync(announcement) : Task.FromResult(new AnnounceResult(outcome));
    }

    private Task<AnnounceResult> StartAsync(RoomAnnouncement announcement)
    {
        var task = AppendAsync(announcement);
        if (!task.IsCompleted)
        {
            _appending[announcement.AnnouncementId] = task;
        }

        return task;
    }

    private async Task<AnnounceResult> AppendAsync(RoomAnnouncement announcement)
    {
        try
        {
            var added = await append(sequence => announcement.Event with
            {
                Sequence = sequence,
                At = clock.GetUtcNow(),
                AnnouncementId = announcement.AnnouncementId,
            });
            return new AnnounceResult(RoomOutcome.Done, added.Sequence);
        }
        finally
        {
            _appending.Remove(announcement.AnnouncementId);
        }
    }
}
