using SocialCommerce.Grains.Interfaces.Operations.Webhooks;
using SocialCommerce.Grains.Operations.Webhooks;

namespace SocialCommerce.Silo.Storage;

/// <summary>
/// What a change of webhook messages comes to in SQL that both stores understand; parameters are ?1, ?2, … here. Of several
/// statements the first counts the rows.
/// </summary>
internal static class WebhookSql
{
    public const string Columns =
        """
        sequence, merchant_id, endpoint_id, message_id, event_id, type, subject_id, at, status, attempts, next_at, last_status, last_error
        """;

    private const string Insert =
        """
        INSERT INTO webhook_message
          (merchant_id, endpoint_id, message_id, event_id, type, subject_id, at, status, attempts, next_at, last_status, body)
        SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7, 1, 0,
          CASE WHEN EXISTS (SELECT 1 FROM webhook_message WHERE endpoint_id = ?2 AND subject_id = ?6 AND status = 1) THEN NULL ELSE ?8 END,
          0, ?9
        WHERE true
        ON CONFLICT DO NOTHING
        """;

    private const string Note =
        """
        UPDATE webhook_message SET status = ?3, attempts = ?4, next_at = ?5, settled_at = ?6, last_status = ?7, last_error = ?8
        WHERE endpoint_id = ?1 AND message_id = ?2 AND status = 1
        """;

    private const string FreeNext =
        """
        UPDATE webhook_message SET next_at = ?3 WHERE next_at IS NULL AND sequence = (
          SELECT min(sequence) FROM webhook_message WHERE endpoint_id = ?1 AND status = 1 AND subject_id = (
            SELECT subject_id FROM webhook_message WHERE endpoint_id = ?1 AND message_id = ?2))
        """;

    private const string FreeAll =
        """
        UPDATE webhook_message SET next_at = ?2 WHERE next_at IS NULL AND sequence IN (
          SELECT min(sequence) FROM webhook_message WHERE endpoint_id = ?1 AND status = 1 GROUP BY subject_id)
        """;

    private const string GiveUp =
        "UPDATE webhook_message SET status = 3, next_at = NULL, settled_at = ?2 WHERE endpoint_id = ?1 AND status = 1";

    private const string ReplayOne =
        """
        UPDATE webhook_message SET status = 1, attempts = 0, next_at = NULL, settled_at = NULL
        WHERE endpoint_id = ?1 AND message_id = ?2 AND status <> 1
        """;

    private const string ReplayDead =
        """
        UPDATE webhook_message SET status = 1, attempts = 0, next_at = NULL, settled_at = NULL WHERE sequence IN (
          SELECT sequence FROM webhook_message WHERE endpoint_id = ?1 AND status = 3 ORDER BY sequence LIMIT ?2)
        """;

    private const string Delete = "DELETE FROM webhook_message WHERE endpoint_id = ?1";

    private const string Prune =
        """
        DELETE FROM webhook_message WHERE sequence IN (
          SELECT sequence FROM webhook_message WHERE endpoint_id = ?1 AND status = ?2 AND settled_at < ?3 LIMIT ?4)
        """;

    public static IEnumerable<(string Sql, object?[] Values)> Of(WebhookChange change) => change switch
    {
        AddDelivery { Delivery: var row } =>
        [
            (Insert,
            [
                row.MerchantId, row.EndpointId, row.MessageId, row.EventId, row.Type, row.SubjectId, Milliseconds(row.At),
                Milliseconds(row.NextAt ?? row.At), row.Body,
            ]),
        ],
        NoteAttempt note =>
        [
            (Note,
            [
                note.EndpointId, note.MessageId, (int)note.Status, note.Attempts, Milliseconds(note.NextAt),
                note.Status == WebhookMessageStatus.Pending ? null : Milliseconds(note.Now), note.LastStatus, note.LastError,
            ]),
            (FreeNext, [note.EndpointId, note.MessageId, Milliseconds(note.Now)]),
        ],
        GiveUpPending give => [(GiveUp, [give.EndpointId, Milliseconds(give.Now)])],
        ReplayMessages { MessageId: { } messageId } replay =>
        [
            (ReplayOne, [replay.EndpointId, messageId]),
            (FreeAll, [replay.EndpointId, Milliseconds(replay.Now)]),
        ],
        ReplayMessages replay =>
        [
            (ReplayDead, [replay.EndpointId, replay.Limit]),
            (FreeAll, [replay.EndpointId, Milliseconds(replay.Now)]),
        ],
        FreeOldest free => [(FreeAll, [free.EndpointId, Milliseconds(free.Now)])],
        DeleteMessages delete => [(Delete, [delete.EndpointId])],
        PruneMessages prune =>
        [
            (Prune, [prune.EndpointId, (int)WebhookMessageStatus.Delivered, Milliseconds(prune.DeliveredBefore), prune.Limit]),
            (Prune, [prune.EndpointId, (int)WebhookMessageStatus.Dead, Milliseconds(prune.DeadBefore), prune.Limit]),
        ],
        _ => throw new InvalidOperationException($"Unexpected change {change.GetType().Name} of webhook messages."),
    };

    public static DateTimeOffset Time(long milliseconds) => DateTimeOffset.FromUnixTimeMilliseconds(milliseconds);

    private static long Milliseconds(DateTimeOffset time) => time.ToUnixTimeMilliseconds();

    private static long? Milliseconds(DateTimeOffset? time) => time?.ToUnixTimeMilliseconds();
}
