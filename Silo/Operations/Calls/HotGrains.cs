using System.Collections.Immutable;
using System.Diagnostics;
using Orleans.Runtime;
using SocialCommerce.Grains.Interfaces.Operations;

namespace SocialCommerce.Silo.Operations;

/// <summary>
/// The grains that were called most over the last seconds, in bounded memory: one call in so many is looked at, and counted by
/// space-saving (Metwally, Agrawal, El Abbadi, "Efficient computation of frequent and top-k elements in data streams", 2005).
/// Two tables take turns, so that what was hot a while ago is forgotten.
/// </summary>
internal sealed class HotGrains(TimeProvider clock)
{
    private const int Capacity = 200;
    private const int Shown = 20;

    /// <summary>One call in so many is counted, and counts for as many.</summary>
    private const uint SampleEvery = 8;

    private static readonly TimeSpan Turn = TimeSpan.FromSeconds(5);

    // At random, because calls come in patterns: every eighth of them may always be the same one's.
    [ThreadStatic]
    private static uint _random;

    private readonly Lock _lock = new();
    private readonly Dictionary<GrainId, long> _now = [];
    private readonly Dictionary<GrainId, long> _before = [];
    private long _began = clock.GetTimestamp();
    private bool _hasBefore;

    /// <summary>Whether anybody wants to know; nothing is counted else.</summary>
    public bool IsOn { get; private set; }

    public void Switch(bool isOn)
    {
        lock (_lock)
        {
            if (isOn != IsOn)
            {
                _now.Clear();
                _before.Clear();
                _hasBefore = false;
                _began = clock.GetTimestamp();
                IsOn = isOn;
            }
        }
    }

    public void Count(GrainId grainId)
    {
        if (Next() % SampleEvery == 0)
        {
            lock (_lock)
            {
                Add(grainId);
            }
        }
    }

    /// <summary>Hottest first, with calls a second.</summary>
    public ImmutableArray<GrainLoad> List()
    {
        lock (_lock)
        {
            var age = clock.GetElapsedTime(_began);
            var seconds = age.TotalSeconds + (_hasBefore ? Turn.TotalSeconds : 0);
            var sums = new Dictionary<GrainId, long>(_before);
            foreach (var (grainId, count) in _now)
            {
                sums[grainId] = sums.GetValueOrDefault(grainId) + count;
            }

            ImmutableArray<GrainLoad> hottest =
            [
                .. sums.OrderByDescending(static entry => entry.Value).Take(Shown)
                    .Select(entry => new GrainLoad(GrainNames.Of(entry.Key), entry.Value * SampleEvery / Math.Max(seconds, 1))),
            ];
            TakeTurns(age);
            return hottest;
        }
    }

    // Xorshift (Marsaglia, 2003): a few instructions, and good enough to choose by.
    private static uint Next()
    {
        var next = _random == 0 ? (uint)Environment.CurrentManagedThreadId * 2_654_435_769 : _random;
        next ^= next << 13;
        next ^= next >> 17;
        next ^= next << 5;
        return _random = next;
    }

    private void Add(GrainId grainId)
    {
        Debug.Assert(_now.Count <= Capacity, "Whoever comes in when it is full takes somebody's place.");
        if (_now.TryGetValue(grainId, out var known))
        {
            _now[grainId] = known + 1;
            return;
        }

        var inherited = 0L;
        if (_now.Count == Capacity)
        {
            var lightest = _now.MinBy(static entry => entry.Value);
            _now.Remove(lightest.Key);
            inherited = lightest.Value;
        }

        _now[grainId] = inherited + 1;
    }

    private void TakeTurns(TimeSpan age)
    {
        if (age < Turn)
        {
            return;
        }

        _before.Clear();
        foreach (var (grainId, count) in _now)
        {
            _before[grainId] = count;
        }

        _now.Clear();
        _hasBefore = true;
        _began = clock.GetTimestamp();
    }
}
