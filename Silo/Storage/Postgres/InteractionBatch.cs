using System.Security.Cryptography;
using System.Text;
using Npgsql;
using SocialCommerce.Grains.Interactions;
using SocialCommerce.Grains.Interfaces.Interactions;

namespace SocialCommerce.Silo.Storage;

/// <summary>
/// The entries of one transaction by columns, each event once: an event that comes again within the batch is told the
/// place of the first.
/// </summary>
internal sealed class InteractionBatch
{
    private readonly List<LogEntry> _entries = [];
    private readonly List<short> _partitions = [];

    // Per entry as given: where it stands among the distinct ones, and whether it is the first of its event.
    private readonly List<(int Index, bool IsFirst)> _given = [];

    public InteractionBatch(IEnumerable<LogEntry> entries)
    {
        var firsts = new Dictionary<(string, string), int>();
        foreach (var entry in entries)
        {
            var isFirst = firsts.TryAdd((entry.UserId, entry.Interaction.EventId), _entries.Count);
            _given.Add((firsts[(entry.UserId, entry.Interaction.EventId)], isFirst));
            if (isFirst)
            {
                _entries.Add(entry);
                _partitions.Add((short)Partitions.Of(entry.UserId));
            }
        }
    }

    /// <summary>Distinct events.</summary>
    public int Count => _entries.Count;

    /// <summary>The partitions written to.</summary>
    public short[] Locked => [.. _partitions.Distinct()];

    public int PartitionAt(int index) => _partitions[index];

    /// <summary>The answer to an entry, numbered as given, from the places of the distinct ones.</summary>
    public LogPlace PlaceOf(int given, LogPlace[] places)
    {
        var (index, isFirst) = _given[given];
        return isFirst ? places[index] : places[index] with { IsDuplicate = true };
    }

    /// <summary>partition, user, event, product, kind, category, room, value, at, recorded at, impression, user vector, key.</summary>
    public void AddTo(NpgsqlParameterCollection parameters)
    {
        Add([.. _partitions]);
        Add(Column(static entry => entry.UserId));
        Add(Column(static entry => entry.Interaction.EventId));
        Add(Column(static entry => entry.Interaction.ProductId));
        Add(Column(static entry => (short)entry.Interaction.Kind));
        Add(Column(static entry => entry.Category));
        Add(Column(static entry => entry.Interaction.RoomId));
        Add(Column(static entry => entry.Interaction.Value));
        Add(Column(static entry => entry.Interaction.At.ToUnixTimeMilliseconds()));
        Add(Column(static entry => entry.RecordedAt.ToUnixTimeMilliseconds()));
        Add(Column(static entry => entry.Interaction.ImpressionId));
        Add(Column(static entry => entry.UserVector.IsDefaultOrEmpty ? null : entry.UserVector.ToArray()));
        Add(Column(KeyOf));

        void Add<T>(T[] column) => parameters.Add(PostgresParameter.Of(column));
    }

    // Ids have no zero character, which PostgreSQL could not store, so no two pairs are the same text.
    private static Guid KeyOf(LogEntry entry)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes($"{entry.UserId}\0{entry.Interaction.EventId}"), hash);
        return new Guid(hash[..16], bigEndian: true);
    }

    private T[] Column<T>(Func<LogEntry, T> select)
    {
        var column = new T[_entries.Count];
        for (var index = 0; index < column.Length; index++)
        {
            column[index] = select(_entries[index]);
        }

        return column;
    }
}
