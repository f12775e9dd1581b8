using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using Npgsql;
using NpgsqlTypes;
using SocialCommerce.Grains.Interfaces.Operations.Webhooks;
using SocialCommerce.Grains.Operations.Webhooks;
using static SocialCommerce.Silo.Storage.PostgresParameter;

namespace SocialCommerce.Silo.Storage;

/// <summary>
/// Messages for merchants' endpoints as a table of the database that all silos share. A merchant's grain gathers what many
/// callers want, so each write is a transaction of its own.
/// </summary>
internal sealed partial class PostgresWebhookStore(PostgresStore store) : IWebhookStore
{
    private static readonly ConcurrentDictionary<string, string> Statements = new(StringComparer.Ordinal);

    public async Task<IReadOnlyList<int>> WriteAsync(IReadOnlyList<WebhookChange> changes, CancellationToken cancellationToken)
    {
        if (changes.Count == 0)
        {
            return [];
        }

        try
        {
            await using var connection = await store.DataSource.OpenConnectionAsync(cancellationToken);
            await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
            await using var commands = new NpgsqlBatch(connection, transaction);
            var first = changes.Select(change => Add(commands, change)).ToList();
            await commands.ExecuteNonQueryAsync(cancellationToken);
            await transaction.CommitAsync(cancellationToken);
            return [.. first.Select(index => (int)commands.BatchCommands[index].RecordsAffected)];
        }
        catch (Exception exception) when (PostgresFailures.IsUnavailable(exception))
        {
            throw new StoreUnavailableException("The store could not write; the outcome is unknown.", exception);
        }
    }

    public async Task<IReadOnlyList<WebhookDelivery>> ReadNextAsync(string endpointId, int limit, CancellationToken cancellationToken)
    {
        const string Sql =
            $"""
            SELECT {WebhookSql.Columns}, body FROM webhook_message
            WHERE endpoint_id = $1 AND next_at IS NOT NULL ORDER BY next_at, sequence LIMIT $2
            """;

        return await store.QueryAsync(Sql, ReadWithBody, cancellationToken, Of(endpointId), Of(limit));
    }

    public async Task<IReadOnlyList<WebhookDelivery>> ReadBackAsync(
        string endpointId, WebhookMessageStatus status, long beforeSequence, int limit, CancellationToken cancellationToken)
    {
        const string Part = $"SELECT {WebhookSql.Columns} FROM webhook_message WHERE endpoint_id = $1 AND sequence < $2";
        const string End = " ORDER BY sequence DESC LIMIT $3";

        return status == WebhookMessageStatus.Unknown
            ? await store.QueryAsync(Part + End, ReadRow, cancellationToken, Of(endpointId), Of(beforeSequence), Of(limit))
            : await store.QueryAsync(
                Part + " AND status = $4" + End, ReadRow, cancellationToken, Of(endpointId), Of(beforeSequence), Of(limit), Of((int)status));
    }

    public async Task<WebhookDelivery?> FindAsync(string endpointId, string messageId, CancellationToken cancellationToken)
    {
        const string Sql = $"SELECT {WebhookSql.Columns}, body FROM webhook_message WHERE endpoint_id = $1 AND message_id = $2";

        return (await store.QueryAsync(Sql, ReadWithBody, cancellationToken, Of(endpointId), Of(messageId))).FirstOrDefault();
    }

    // Answers the place of the statement that counts.
    private static int Add(NpgsqlBatch commands, WebhookChange change)
    {
        var first = commands.BatchCommands.Count;
        foreach (var (sql, values) in WebhookSql.Of(change))
        {
            var command = new NpgsqlBatchCommand(Statements.GetOrAdd(sql, static text => Parameter().Replace(text, "$$$1")));
            foreach (var value in values)
            {
                command.Parameters.Add(Describe(value));
            }

            commands.BatchCommands.Add(command);
        }

        return first;
    }

    private static NpgsqlParameter Describe(object? value) => value switch
    {
        string text => Of(text),
        int number => Of(number),
        long number => Of(number),
        byte[] bytes => Of(bytes),
        _ => new NpgsqlParameter { Value = DBNull.Value, NpgsqlDbType = NpgsqlDbType.Unknown },
    };

    private static WebhookDelivery ReadWithBody(NpgsqlDataReader reader) => ReadRow(reader) with { Body = reader.GetFieldValue<byte[]>(13) };

    private static WebhookDelivery ReadRow(NpgsqlDataReader reader) => new(
        reader.GetInt64(0), reader.GetString(1), reader.GetString(2), reader.GetString(3), reader.GetString(4), reader.GetString(5),
        reader.GetString(6), WebhookSql.Time(reader.GetInt64(7)), (WebhookMessageStatus)reader.GetInt32(8), reader.GetInt32(9),
        reader.IsDBNull(10) ? null : WebhookSql.Time(reader.GetInt64(10)), reader.GetInt32(11), reader.IsDBNull(12) ? null : reader.GetString(12), []);

    [GeneratedRegex(@"\?(\d+)")]
    private static partial Regex Parameter();
}
