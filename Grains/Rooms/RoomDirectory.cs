using SocialCommerce.Grains.Interfaces.Rooms;

namespace SocialCommerce.Grains.Rooms;

/// <summary>
/// Who is in a room, from what each Api process says of its own viewers. Somebody who is there through two processes is
/// there once, and until gone from both. A join or a leave costs the same however many are there. Bounded. Pure.
/// </summary>
/// <param name="version">Where versions start: beyond those of any earlier activation.</param>
internal sealed class RoomDirectory(long version)
{
    public const int PeopleMax = 50_000;

    /// <summary>A process that is further behind is told everything.</summary>
    public const int ChangesMax = 2_000;

    private readonly Dictionary<string, Dictionary<string, string>> _relays = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (string Name, int Relays)> _people = new(StringComparer.Ordinal);
    private readonly Queue<string> _changes = new();

    public long Version { get; private set; } = version;

    /// <summary>Takes a report; false when the process has to report everybody first.</summary>
    public bool TryTake(PresenceReport report)
    {
        if (!_relays.TryGetValue(report.RelayId, out var mine))
        {
            if (!report.IsWhole)
            {
                return false;
            }

            _relays.Add(report.RelayId, mine = new(StringComparer.Ordinal));
        }

        if (report.IsWhole)
        {
            var here = report.Arrived.Select(person => person.UserId).ToHashSet(StringComparer.Ordinal);
            Depart(mine, [.. mine.Keys.Where(userId => !here.Contains(userId))]);
        }

        Depart(mine, report.Departed);
        foreach (var person in report.Arrived)
        {
            Arrive(mine, person);
        }

        return true;
    }

    public void Leave(string relayId)
    {
        if (_relays.Remove(relayId, out var mine))
        {
            Depart(mine, [.. mine.Keys]);
        }
    }

    /// <summary>What changed since a version; everything when that is not remembered.</summary>
    public PresenceView Since(long known)
    {
        if (known > Version || known < Version - _changes.Count)
        {
            return new PresenceView(
                known, Version, IsWhole: true, [.. _people.Select(entry => new PresentPerson(entry.Key, entry.Value.Name))], []);
        }

        var changed = _changes.Skip(_changes.Count - (int)(Version - known)).Distinct().ToList();
        return new PresenceView(
            known,
            Version,
            IsWhole: false,
            [.. changed.Where(_people.ContainsKey).Select(userId => new PresentPerson(userId, _people[userId].Name))],
            [.. changed.Where(userId => !_people.ContainsKey(userId))]);
    }

    public bool Contains(string userId) => _people.ContainsKey(userId);

    /// <summary>At most so many of those who are here, evenly over the order in which they came.</summary>
    public ImmutableArray<string> Sample(int limit)
    {
        var step = Math.Max(1, (_people.Count + limit - 1) / limit);
        return [.. _people.Keys.Where((_, index) => index % step == 0)];
    }

    private void Arrive(Dictionary<string, string> mine, PresentPerson person)
    {
        if (_people.Count >= PeopleMax || !mine.TryAdd(person.UserId, person.DisplayName))
        {
            return;
        }

        var relays = _people.TryGetValue(person.UserId, out var known) ? known.Relays : 0;
        _people[person.UserId] = (person.DisplayName, relays + 1);
        if (relays == 0)
        {
            Note(person.UserId);
        }
    }

    private void Depart(Dictionary<string, string> mine, ImmutableArray<string> userIds)
    {
        foreach (var userId in userIds.Where(userId => mine.Remove(userId)))
        {
            var (name, relays) = _people[userId];
            if (relays > 1)
            {
                _people[userId] = (name, relays - 1);
                continue;
            }

            _people.Remove(userId);
            Note(userId);
        }
    }

    private void Note(string userId)
    {
        Version++;
        _changes.Enqueue(userId);
        if (_changes.Count > ChangesMax)
        {
            _changes.Dequeue();
        }
    }
}
