using SocialCommerce.Grains.Interfaces.Interactions;

namespace SocialCommerce.Grains.Common;

/// <summary>
/// Up to which row of each partition a derived state contains. Rows come in order within a partition, so one number per
/// partition tells whether a row was applied before.
/// </summary>
public sealed class AppliedSequences
{
    private readonly long[] _last;

    public AppliedSequences(IReadOnlyList<long>? last = null)
    {
        _last = new long[Partitions.Count];
        for (var partition = 0; partition < Math.Min(last?.Count ?? 0, _last.Length); partition++)
        {
            _last[partition] = last![partition];
        }
    }

    public long this[int partition] => _last[partition];

    public bool Contains(int partition, long sequence) => sequence <= _last[partition];

    /// <summary>Call after all parts of a delta are in, as one row may have several.</summary>
    public void Advance(int partition, long sequence) => _last[partition] = Math.Max(_last[partition], sequence);

    public long[] Export() => [.. _last];
}
