using SocialCommerce.Grains.Interactions;
using SocialCommerce.Grains.Interfaces.Interactions;

namespace SocialCommerce.Silo.Storage;

/// <summary>The ends of the interaction log, kept by the writer so that an append need not look for them.</summary>
internal sealed class LogHeads
{
    private readonly long[] _sequences = new long[Partitions.Count];
    private long _offset;

    public static LogHeads Read(SqlSession session)
    {
        var heads = new LogHeads { _offset = (long)(session.Scalar("SELECT max(offset) FROM interaction") ?? 0L) };
        for (var partition = 0; partition < Partitions.Count; partition++)
        {
            heads._sequences[partition] = ReadSequence(session, partition);
        }

        return heads;
    }

    public static long ReadSequence(SqlSession session, int partition) =>
        (long)(session.Scalar("SELECT max(sequence) FROM interaction WHERE partition = ?1", partition) ?? 0L);

    public LogPlace Next(int partition) => new(_offset + 1, _sequences[partition] + 1, IsDuplicate: false);

    public void Advance(int partition)
    {
        _offset++;
        _sequences[partition]++;
    }
}
