namespace SocialCommerce.Grains.Common;

/// <summary>
/// Writes one chain for the grain that owns it. An entry gets its place before the first await, so that concurrent calls
/// share a commit. After a failed append the place is unknown: the activation is to be dropped.
/// </summary>
internal sealed class ChainWriter(IChainLog log, string chain)
{
    /// <summary>Entries read at once when many are read.</summary>
    public const int PageSize = 500;

    private ChainEntry _last = HashChain.Start;

    public string Name => chain;

    /// <summary>True after a failed append.</summary>
    public bool IsBroken { get; private set; }

    /// <summary>The place of the last entry, be it durable or under way.</summary>
    public long Sequence => _last.Sequence;

    public async Task LoadAsync(CancellationToken cancellationToken)
    {
        var tail = await log.ReadBackAsync(chain, long.MaxValue, limit: 1, cancellationToken);
        _last = tail.Count == 0 ? HashChain.Start : tail[0];
    }

    /// <summary>Durable when it answers.</summary>
    public async Task AppendAsync(ReadOnlyMemory<byte> payload)
    {
        if (IsBroken)
        {
            throw new InvalidOperationException($"The chain {chain} lost its place and starts over.");
        }

        _last = HashChain.Next(chain, _last, payload);
        try
        {
            // Not cancellable: a place that is given is used.
            await log.AppendAsync(chain, _last, CancellationToken.None);
        }
        catch
        {
            IsBroken = true;
            throw;
        }
    }

    public Task<IReadOnlyList<ChainEntry>> ReadBackAsync(long before, int limit, CancellationToken cancellationToken) =>
        log.ReadBackAsync(chain, before, limit, cancellationToken);

    public Task<IReadOnlyList<ChainEntry>> ReadAsync(long after, int limit, CancellationToken cancellationToken) =>
        log.ReadAsync(chain, after, limit, cancellationToken);

    /// <summary>The number of sound entries, and the first that is not or is missing; null when all are sound.</summary>
    /// <param name="visit">Sees each sound entry, oldest first.</param>
    public async Task<(long Sound, long? Broken)> VerifyAsync(CancellationToken cancellationToken, Action<ChainEntry>? visit = null)
    {
        // Those that are under way now are not yet there to be read.
        var known = _last.Sequence;
        var previous = HashChain.Start;
        while (true)
        {
            var entries = await log.ReadAsync(chain, previous.Sequence, PageSize, cancellationToken);
            foreach (var entry in entries)
            {
                if (!HashChain.Follows(chain, previous, entry))
                {
                    return (previous.Sequence, previous.Sequence + 1);
                }

                previous = entry;
                visit?.Invoke(entry);
            }

            if (entries.Count < PageSize)
            {
                return (previous.Sequence, previous.Sequence < known ? previous.Sequence + 1 : null);
            }
        }
    }
}
