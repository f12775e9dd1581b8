using SocialCommerce.Grains.Interfaces.Rooms;
using SocialCommerce.Grains.Interfaces.Users;

namespace SocialCommerce.Api.Rooms.Live;

/// <summary>
/// Which friends of whom are in one room: of the people that a viewer of this process follows, those who are here or came
/// through another process, unless they do not want to be seen. Thread-safe; knows nothing of sockets.
/// </summary>
internal sealed class RoomPresence
{
    /// <summary>Friends that one viewer is shown at once.</summary>
    public const int FriendsMax = 50;

    private readonly Lock _lock = new();
    private readonly Dictionary<string, Local> _here = [];
    private readonly Dictionary<string, string> _everywhere = [];

    /// <summary>For each who is a friend of somebody here, those here who follow them.</summary>
    private readonly Dictionary<string, HashSet<string>> _followers = [];
    private readonly HashSet<string> _unreported = [];
    private readonly HashSet<string> _moved = [];
    private readonly HashSet<string> _changed = [];
    private long _version;

    /// <summary>Something is to be reported.</summary>
    public bool HasNews
    {
        get
        {
            lock (_lock)
            {
                return _unreported.Count > 0;
            }
        }
    }

    /// <summary>A viewer of this process is here, with the ties of now; called again when the ties changed.</summary>
    public void Enter(string userId, string displayName, UserTies ties)
    {
        lock (_lock)
        {
            var known = _here.GetValueOrDefault(userId);
            Change(userId, () => _here[userId] = new Local(displayName, ties.Following, !ties.IsInvisible, []));
            Forget(userId, known);
            foreach (var friendId in ties.Following.Where(IsPresent))
            {
                Befriend(userId, friendId);
            }

            // Who comes back may have been shown others before.
            if (known is null ? !ties.Following.IsEmpty : !known.Friends.SetEquals(_here[userId].Friends))
            {
                _changed.Add(userId);
            }
        }
    }

    public void Leave(string userId)
    {
        lock (_lock)
        {
            if (_here.TryGetValue(userId, out var known))
            {
                Change(userId, () => _here.Remove(userId));
                Forget(userId, known);
                _changed.Remove(userId);
            }
        }
    }

    /// <summary>What the room's directory is to be told: what is new, or everybody.</summary>
    public PresenceReport TakeReport(string relayId, bool isWhole)
    {
        lock (_lock)
        {
            var told = isWhole ? _here.Keys.ToList() : [.. _unreported];
            _unreported.Clear();
            return new PresenceReport(
                relayId,
                isWhole,
                [.. told.Where(IsVisibleHere).Select(userId => new PresentPerson(userId, _here[userId].Name))],
                isWhole ? [] : [.. told.Where(userId => !IsVisibleHere(userId))],
                _version);
        }
    }

    /// <summary>The report did not arrive: what it said is to be said again.</summary>
    public void TakeBack(PresenceReport report)
    {
        lock (_lock)
        {
            _unreported.UnionWith(report.Arrived.Select(person => person.UserId));
            _unreported.UnionWith(report.Departed);
        }
    }

    /// <summary>Takes what the directory says. False: something before it was lost, the next report asks for it.</summary>
    public bool TryTake(PresenceView view)
    {
        lock (_lock)
        {
            if (view.Version <= _version || (!view.IsWhole && view.From > _version))
            {
                return view.Version <= _version;
            }

            var gone = view.IsWhole
                ? _everywhere.Keys.Except(view.Arrived.Select(person => person.UserId)).ToList()
                : [.. view.Departed];
            foreach (var userId in gone.Where(_everywhere.ContainsKey))
            {
                _everywhere.Remove(userId);
                _moved.Add(userId);
            }

            foreach (var person in view.Arrived)
            {
                _everywhere[person.UserId] = person.DisplayName;
                _moved.Add(person.UserId);
            }

            _version = view.Version;
            return true;
        }
    }

    /// <summary>Those here whose friends in the room changed since the last call.</summary>
    public IReadOnlyList<(string UserId, ImmutableArray<PresentPerson> Friends)> Settle()
    {
        lock (_lock)
        {
            if (_moved.Count > 0)
            {
                DropDeparted();
                AddArrived();
                _moved.Clear();
            }

            var changed = _changed.Select(userId => (userId, ListFriends(userId))).ToList();
            _changed.Clear();
            return changed;
        }
    }

    public ImmutableArray<PresentPerson> FriendsOf(string userId)
    {
        lock (_lock)
        {
            return ListFriends(userId);
        }
    }

    /// <summary>The viewers of this process who have this user as a friend in the room.</summary>
    public ImmutableArray<string> FollowersOf(string userId)
    {
        lock (_lock)
        {
            return _followers.TryGetValue(userId, out var followers) ? [.. followers] : [];
        }
    }

    private bool IsVisibleHere(string userId) => _here.TryGetValue(userId, out var local) && local.IsVisible;

    private bool IsPresent(string userId) => IsVisibleHere(userId) || (!_here.ContainsKey(userId) && _everywhere.ContainsKey(userId));

    private void Change(string userId, Action change)
    {
        var (wasHere, wasPresent) = (IsVisibleHere(userId), IsPresent(userId));
        change();
        if (IsVisibleHere(userId) != wasHere)
        {
            _unreported.Add(userId);
        }

        if (IsPresent(userId) != wasPresent)
        {
            _moved.Add(userId);
        }
    }

    private void DropDeparted()
    {
        foreach (var friendId in _moved.Where(friendId => !IsPresent(friendId)))
        {
            if (_followers.Remove(friendId, out var followers))
            {
                foreach (var userId in followers)
                {
                    _here[userId].Friends.Remove(friendId);
                    _changed.Add(userId);
                }
            }
        }
    }

    // Looks through the lists of those here: a join costs no more than that, for all who came meanwhile together.
    private void AddArrived()
    {
        if (!_moved.Any(IsPresent))
        {
            return;
        }

        foreach (var (userId, local) in _here)
        {
            foreach (var friendId in local.Following)
            {
                if (_moved.Contains(friendId) && IsPresent(friendId) && Befriend(userId, friendId))
                {
                    _changed.Add(userId);
                }
            }
        }
    }

    private bool Befriend(string userId, string friendId)
    {
        if (!_followers.TryGetValue(friendId, out var followers))
        {
            _followers.Add(friendId, followers = []);
        }

        followers.Add(userId);
        return _here[userId].Friends.Add(friendId);
    }

    private void Forget(string userId, Local? known)
    {
        foreach (var friendId in known?.Friends ?? [])
        {
            if (_followers.TryGetValue(friendId, out var followers) && followers.Remove(userId) && followers.Count == 0)
            {
                _followers.Remove(friendId);
            }
        }
    }

    private ImmutableArray<PresentPerson> ListFriends(string userId) => !_here.TryGetValue(userId, out var local)
        ? []
        : [.. local.Following.Where(local.Friends.Contains).Take(FriendsMax).Select(friendId => new PresentPerson(friendId, NameOf(friendId)))];

    private string NameOf(string userId) =>
        _here.TryGetValue(userId, out var local) ? local.Name : _everywhere.GetValueOrDefault(userId, userId);

    private sealed record Local(string Name, ImmutableArray<string> Following, bool IsVisible, HashSet<string> Friends);
}
