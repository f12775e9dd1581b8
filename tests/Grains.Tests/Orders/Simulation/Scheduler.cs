namespace SocialCommerce.Grains.Tests.Orders.Simulation;

/// <summary>
/// The one thread of a simulation: what is to happen, in the order of a clock that jumps from one to the next. What happens
/// when is drawn from the seed, so that a seed is always the same run; the hash over everything that happened says so.
/// </summary>
internal sealed class Scheduler(int seed) : TimeProvider
{
    /// <summary>Some ten times what the longest sound run takes.</summary>
    private const int TurnsMax = 1_000_000;

    private readonly PriorityQueue<Action, (long Ticks, long Number)> _queue = new();
    private long _ticks = new DateTimeOffset(2026, 1, 1, 12, 0, 0, TimeSpan.Zero).UtcTicks;
    private long _number;
    private int _turns;

    public Random Random { get; } = new(seed);

    /// <summary>Of everything noted so far.</summary>
    public ulong Hash { get; private set; } = 14_695_981_039_346_656_037;

    /// <summary>What was noted; null unless somebody wants to read it.</summary>
    public List<string>? Trace { get; init; }

    public override DateTimeOffset GetUtcNow() => new(_ticks, TimeSpan.Zero);

    public bool Chance(double share) => share > 0 && Random.NextDouble() < share;

    public TimeSpan Draw(TimeSpan most) => TimeSpan.FromTicks(1 + (long)(most.Ticks * Random.NextDouble()));

    public void After(TimeSpan wait, Action action) => _queue.Enqueue(action, (_ticks + Math.Max(1, wait.Ticks), ++_number));

    /// <summary>Runs what is due until a moment, and is then at this moment.</summary>
    public void RunUntil(DateTimeOffset end)
    {
        while (_queue.TryPeek(out _, out var due) && due.Ticks <= end.UtcTicks)
        {
            RunNext();
        }

        _ticks = Math.Max(_ticks, end.UtcTicks);
    }

    /// <summary>Whether nothing is left that was asked for.</summary>
    public bool IsIdle => _queue.Count == 0;

    /// <exception cref="NeverAtRestException">More happened than in any run of a program that comes to rest.</exception>
    public void RunNext()
    {
        if (++_turns > TurnsMax)
        {
            throw new NeverAtRestException();
        }

        _queue.TryDequeue(out var action, out var due);
        _ticks = due.Ticks;
        action!();
    }

    public void Note(string what, string? id = null, string? detail = null)
    {
        Fold(what);
        Fold(id);
        Fold(detail);
        Hash = (Hash ^ (ulong)_ticks) * 1_099_511_628_211;
        Trace?.Add($"{GetUtcNow():HH:mm:ss.fffffff} {what} {id} {detail}");
    }

    private void Fold(string? text)
    {
        foreach (var letter in text ?? "-")
        {
            Hash = (Hash ^ letter) * 1_099_511_628_211;
        }
    }
}

/// <summary>What was simulated works on and on.</summary>
internal sealed class NeverAtRestException() : Exception("The simulation does not come to rest.");
