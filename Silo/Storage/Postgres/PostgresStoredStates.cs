using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using Npgsql;
using SocialCommerce.Grains.Interfaces.Operations;
using SocialCommerce.Grains.Operations.Cluster;

namespace SocialCommerce.Silo.Storage;

/// <summary>The states of a grain as Orleans' provider wrote them, found by the hash of the grain's id, and an order's row.</summary>
internal sealed class PostgresStoredStates(PostgresStore store, ClusterServiceId service) : IStoredStates
{
    public async Task<ImmutableArray<StoredState>> ReadAsync(GrainName grain, CancellationToken cancellationToken)
    {
        const string States =
            """
            SELECT state_name, version::bigint, payload FROM grain_state
            WHERE id_hash_1 = $1 AND id_hash_2 = $2 AND service_id = $3 AND payload IS NOT NULL
            UNION ALL
            SELECT 'order', version, payload FROM customer_order WHERE $4 = 'order' AND order_id = $5
            """;

        var hash = GrainIdHash.Of($"{grain.Type}/{grain.Key}");
        var rows = await store.QueryAsync(
            States,
            static reader => new StoredState(reader.GetString(0), reader.GetInt64(1), StateOf(reader.GetFieldValue<byte[]>(2))),
            cancellationToken,
            new NpgsqlParameter { Value = hash.First },
            new NpgsqlParameter { Value = hash.Second },
            new NpgsqlParameter { Value = service.Id },
            new NpgsqlParameter { Value = grain.Type },
            new NpgsqlParameter { Value = grain.Key });
        return [.. rows];
    }

    // States of grains stand in an envelope with their format; orders do not.
    private static byte[] StateOf(byte[] payload)
    {
        using var document = JsonDocument.Parse(payload);
        return document.RootElement.ValueKind == JsonValueKind.Object
            && document.RootElement.TryGetProperty("format", out _) && document.RootElement.TryGetProperty("state", out var state)
            ? Encoding.UTF8.GetBytes(state.GetRawText())
            : payload;
    }
}
