using SocialCommerce.Grains.Communities.GroupBuying;
using SocialCommerce.Grains.Interfaces.Communities.GroupBuying;

namespace SocialCommerce.Grains.Tests.Communities.GroupBuying;

/// <summary>
/// Groups over a shop in memory: a stock, books of payments, orders, places. A group can be killed at any step, before or
/// after what the step does; the next call finds it as it was stored. What the shop did stays done.
/// </summary>
internal sealed class GroupShop(GroupTerms terms, int stock)
{
    private readonly Dictionary<string, GroupLife> _nodes = new(StringComparer.Ordinal);

    public ManualTime Clock { get; } = new();

    public GroupTerms Terms { get; } = terms;

    public int Stock { get; set; } = stock;

    public Dictionary<string, GroupState> Stored { get; } = new(StringComparer.Ordinal);

    public Dictionary<string, Hold> Holds { get; } = new(StringComparer.Ordinal);

    public Dictionary<string, Payment> Payments { get; } = new(StringComparer.Ordinal);

    public Dictionary<string, GroupSeat> Orders { get; } = new(StringComparer.Ordinal);

    public Dictionary<string, (string SeatId, DateTimeOffset Until)> Places { get; } = new(StringComparer.Ordinal);

    public List<(string UserId, string What)> Notices { get; } = [];

    public SortedSet<string> Listed { get; } = new(StringComparer.Ordinal);

    /// <summary>Steps taken so far; a step before and one after everything that is done.</summary>
    public int Steps { get; set; }

    /// <summary>The group that takes this step dies at it.</summary>
    public int? CrashAt { get; set; }

    public GroupProcess Group(string id) => Alive(id).Process;

    /// <summary>Calls a group; null when it died meanwhile.</summary>
    public async Task<T?> TryAsync<T>(string id, Func<GroupProcess, Task<T>> call)
        where T : class
    {
        try
        {
            return await call(Group(id));
        }
        catch (CrashException)
        {
            return null;
        }
    }

    public Task<GroupResult?> OpenAsync(string id, OpenGroup command) =>
        TryAsync(id, group => group.OpenAsync(Terms, command, CancellationToken.None));

    public Task<GroupResult?> JoinAsync(string id, JoinGroup command) =>
        TryAsync(id, group => group.JoinAsync(command, CancellationToken.None));

    public Task<GroupResult?> LeaveAsync(string id, string userId) =>
        TryAsync(id, group => group.LeaveAsync(userId, CancellationToken.None));

    /// <summary>Wakes every group that is due now.</summary>
    public async Task DriveAsync()
    {
        for (var round = 0; round < 50 && Stored.Keys.Any(id => Group(id).DueAt <= Clock.Now); round++)
        {
            foreach (var id in Stored.Keys.ToList())
            {
                await TryAsync(id, async group =>
                {
                    await group.DriveAsync(CancellationToken.None);
                    return group;
                });
            }
        }
    }

    public Task AdvanceAsync(TimeSpan time)
    {
        Clock.Now += time;
        return DriveAsync();
    }

    /// <summary>Lets time pass until no group has anything left to do.</summary>
    public async Task FinishAsync()
    {
        CrashAt = null;
        for (var round = 0; round < 1_000; round++)
        {
            await DriveAsync();
            if (Stored.Keys.Select(id => Group(id).DueAt).Min() is not { } due)
            {
                return;
            }

            Clock.Now = due > Clock.Now ? due : Clock.Now;
        }

        Assert.Fail("The groups do not come to an end.");
    }

    private GroupLife Alive(string id) => _nodes.TryGetValue(id, out var node) && !node.IsDead
        ? node
        : _nodes[id] = new GroupLife(this, id, Stored.GetValueOrDefault(id) ?? GroupState.None);

    internal sealed class ManualTime : TimeProvider
    {
        public DateTimeOffset Now { get; set; } = GroupSamples.Now;

        public override DateTimeOffset GetUtcNow() => Now;
    }

    internal sealed class CrashException : Exception;

    internal sealed record Hold(int Quantity, bool IsSold = false, bool IsReleased = false);

    internal sealed class Payment
    {
        public long Charged { get; set; }

        public bool IsClosed { get; set; }

        public bool IsPending { get; set; }

        public bool WasLost { get; set; }

        public Dictionary<string, long> Refunds { get; } = new(StringComparer.Ordinal);
    }
}
