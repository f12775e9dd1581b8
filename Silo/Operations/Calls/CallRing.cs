using System.Collections.Immutable;
using SocialCommerce.Grains.Interfaces.Operations;

namespace SocialCommerce.Silo.Operations;

/// <summary>The last calls that somebody may want to look at. Bounded; safe to use from many threads.</summary>
internal sealed class CallRing(int capacity)
{
    private readonly Lock _lock = new();
    private readonly Queue<CallTrail> _calls = new();

    public void Add(CallTrail call)
    {
        lock (_lock)
        {
            _calls.Enqueue(call);
            if (_calls.Count > capacity)
            {
                _calls.Dequeue();
            }
        }
    }

    /// <summary>Newest first.</summary>
    public ImmutableArray<CallTrail> List()
    {
        lock (_lock)
        {
            return [.. _calls.Reverse()];
        }
    }
}
