using System.Collections.Immutable;
using SocialCommerce.Grains.Interfaces.Operations;
using SocialCommerce.Grains.Operations.Cluster;

namespace SocialCommerce.Silo.Storage;

/// <summary>The states of a grain as its storage wrote them, and an order's row as its store did.</summary>
internal sealed class SqliteStoredStates(SqliteStore store) : IStoredStates
{
    public Task<ImmutableArray<StoredState>> ReadAsync(GrainName grain, CancellationToken cancellationToken)
    {
        const string States =
            """
            SELECT state_name, version, payload FROM grain_state WHERE grain_id = ?1
            UNION ALL
            SELECT 'order', version, payload FROM customer_order WHERE ?1 = 'order/' || order_id AND order_id = ?2
            """;

        ImmutableArray<StoredState> states =
        [
            .. store.Read(session => session.Query(
                States,
                static reader => new StoredState(reader.GetString(0), reader.GetInt64(1), reader.GetFieldValue<byte[]>(2)),
                $"{grain.Type}/{grain.Key}",
                grain.Key)),
        ];
        return Task.FromResult(states);
    }
}
