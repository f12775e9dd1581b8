namespace SocialCommerce.Grains.Common;

/// <summary>
/// Chains of entries of which nothing is ever changed or taken away: what people in charge did, how units of stock moved.
/// Each entry carries a hash over itself and the entry before, so that a chain that was changed behind the program's back
/// shows where (RELIABILITY S36). A chain has one writer at a time.
/// </summary>
public interface IChainLog
{
    /// <summary>
    /// Appends one entry; durable when it answers, and in the order of the calls. A sequence that does not follow the
    /// chain's last is refused with <see cref="Orleans.Storage.InconsistentStateException"/>.
    /// </summary>
    Task AppendAsync(string chain, ChainEntry entry, CancellationToken cancellationToken);

    /// <summary>The entries after a sequence, oldest first.</summary>
    Task<IReadOnlyList<ChainEntry>> ReadAsync(string chain, long afterSequence, int limit, CancellationToken cancellationToken);

    /// <summary>The entries before a sequence, newest first.</summary>
    Task<IReadOnlyList<ChainEntry>> ReadBackAsync(string chain, long beforeSequence, int limit, CancellationToken cancellationToken);
}

/// <summary>One entry as it is stored: the bytes that were written, and the hash over them and all before.</summary>
/// <param name="Sequence">Dense within the chain, from 1.</param>
/// <param name="Payload">JSON of the chain's own kind.</param>
/// <param name="Hash">SHA-256, see <see cref="HashChain"/>.</param>
public sealed record ChainEntry(long Sequence, ReadOnlyMemory<byte> Payload, ReadOnlyMemory<byte> Hash);
