using Microsoft.Data.Sqlite;
using SocialCommerce.Grains.Interfaces.Operations.Webhooks;
using SocialCommerce.Grains.Operations.Webhooks;

namespace SocialCommerce.Silo.Storage;

/// <summary>Messages for merchants' endpoints as a table of the store.</summary>
internal sealed class SqliteWebhookStore(SqliteStore store) : IWebhookStore
{
    public async Task<IReadOnlyList<int>> WriteAsync(IReadOnlyList<WebhookChange> changes, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return await store.Writer.WriteAsync(session => changes.Select(change => Apply(session, change)).ToArray());
    }

    public Task<IReadOnlyList<WebhookDelivery>> ReadNextAsync(string endpointId, int limit, CancellationToken cancellationToken)
    {
        const string Sql =
            $"""
            SELECT {WebhookSql.Columns}, body FROM webhook_message
            WHERE endpoint_id = ?1 AND next_at IS NOT NULL ORDER BY next_at, sequence LIMIT ?2
            """;

        return Task.FromResult<IReadOnlyList<WebhookDelivery>>(
            store.Read(session => session.Query(Sql, ReadWithBody, endpointId, limit)));
    }

    public Task<IReadOnlyList<WebhookDelivery>> ReadBackAsync(
        string endpointId, WebhookMessageStatus status, long beforeSequence, int limit, CancellationToken cancellationToken)
    {
        const string Of = $"SELECT {WebhookSql.Columns} FROM webhook_message WHERE endpoint_id = ?1 AND sequence < ?2";
        const string End = " ORDER BY sequence DESC LIMIT ?3";

        return Task.FromResult<IReadOnlyList<WebhookDelivery>>(store.Read(session => status == WebhookMessageStatus.Unknown
            ? session.Query(Of + End, ReadRow, endpointId, beforeSequence, limit)
            : session.Query(Of + " AND status = ?4" + End, ReadRow, endpointId, beforeSequence, limit, (int)status)));
    }

    public Task<WebhookDelivery?> FindAsync(string endpointId, string messageId, CancellationToken cancellationToken)
    {
        const string Sql = $"SELECT {WebhookSql.Columns}, body FROM webhook_message WHERE endpoint_id = ?1 AND message_id = ?2";

        return Task.FromResult(store.Read(session => session.Query(Sql, ReadWithBody, endpointId, messageId)).FirstOrDefault());
    }

    private static int Apply(SqlSession session, WebhookChange change)
    {
        var rows = WebhookSql.Of(change).Select(statement => session.Execute(statement.Sql, statement.Values)).ToList();
        return rows[0];
    }

    private static WebhookDelivery ReadWithBody(SqliteDataReader reader) => ReadRow(reader) with { Body = reader.GetFieldValue<byte[]>(13) };

    private static WebhookDelivery ReadRow(SqliteDataReader reader) => new(
        reader.GetInt64(0), reader.GetString(1), reader.GetString(2), reader.GetString(3), reader.GetString(4), reader.GetString(5),
        reader.GetString(6), WebhookSql.Time(reader.GetInt64(7)), (WebhookMessageStatus)reader.GetInt32(8), reader.GetInt32(9),
        reader.IsDBNull(10) ? null : WebhookSql.Time(reader.GetInt64(10)), reader.GetInt32(11), reader.IsDBNull(12) ? null : reader.GetString(12), []);
}
