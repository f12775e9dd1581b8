using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using Npgsql;
using Orleans.Storage;
using SocialCommerce.Grains.Common;
using SocialCommerce.Grains.Interfaces.Rooms;
using SocialCommerce.Grains.Rooms;
using static SocialCommerce.Silo.Storage.PostgresParameter;

namespace SocialCommerce.Silo.Storage;

/// <summary>
/// The events of every room as a table. A room's head moves only from right before an append to its end, so of two
/// activations that write at once one is refused, and with it all that it decided after what was refused.
/// </summary>
internal sealed class PostgresRoomLog : IRoomLog, IDisposable
{
    private const int RefusedMax = 1_000;

    // Per room the last event that was refused here. Its followers may be under way, and fit by number alone behind what
    // another silo wrote instead. An activation that starts over reads the log first.
    private readonly ConcurrentDictionary<string, long> _refused = new(StringComparer.Ordinal);
    private readonly PostgresStore _store;
    private readonly PostgresWriter<RoomAppend, bool> _writer;

    public PostgresRoomLog(PostgresStore store, ILogger<PostgresRoomLog> logger)
    {
        _store = store;
        _writer = new("postgres-rooms", store, logger, Append, DivideIntoRuns);
    }

    public Task AppendAsync(string roomId, RoomEvent roomEvent, CancellationToken cancellationToken)
    {
        var payload = JsonSerializer.SerializeToUtf8Bytes(roomEvent, GrainJson.Default.RoomEvent);
        return _writer.WriteAsync(new RoomAppend(roomId, roomEvent.Sequence, payload), cancellationToken);
    }

    public async Task<IReadOnlyList<RoomEvent>> ReadAsync(
        string roomId, long afterSequence, int limit, CancellationToken cancellationToken)
    {
        const string Sql =
            "SELECT payload FROM room_event WHERE room_id = $1 AND sequence > $2 ORDER BY sequence LIMIT $3";

        _refused.TryRemove(roomId, out _);
        return await _store.QueryAsync(
            Sql, ReadEvent, cancellationToken, Of(roomId), Of(afterSequence), Of(limit));
    }

    public async Task<IReadOnlyList<RoomEvent>> ReadTailAsync(string roomId, int limit, CancellationToken cancellationToken)
    {
        const string Sql = "SELECT payload FROM room_event WHERE room_id = $1 ORDER BY sequence DESC LIMIT $2";

        _refused.TryRemove(roomId, out _);
        var events = await _store.QueryAsync(Sql, ReadEvent, cancellationToken, Of(roomId), Of(limit));
        events.Reverse();
        return events;
    }

    public Task DeleteAsync(string roomId, CancellationToken cancellationToken)
    {
        const string Sql =
            "WITH head AS (DELETE FROM room_head WHERE room_id = $1) DELETE FROM room_event WHERE room_id = $1";

        _refused.TryRemove(roomId, out _);
        return _store.QueryAsync(Sql, static _ => true, cancellationToken, Of(roomId));
    }

    public void Dispose() => _writer.Dispose();

    /// <summary>
    /// A room is written to once per transaction, by events that follow each other; what does not follow is judged after
    /// the commit of what came before it, in the order of the calls.
    /// </summary>
    private static IEnumerable<List<PendingWrite<RoomAppend, bool>>> DivideIntoRuns(List<PendingWrite<RoomAppend, bool>> batch)
    {
        var waiting = batch;
        while (waiting.Count > 0)
        {
            var lasts = new Dictionary<string, long>(StringComparer.Ordinal);
            var now = new List<PendingWrite<RoomAppend, bool>>();
            var later = new List<PendingWrite<RoomAppend, bool>>();
            var isLater = new HashSet<string>(StringComparer.Ordinal);
            foreach (var pending in waiting)
            {
                var (roomId, sequence, _) = pending.Entry;
                if (isLater.Contains(roomId) || (lasts.TryGetValue(roomId, out var last) && sequence != last + 1))
                {
                    isLater.Add(roomId);
                    later.Add(pending);
                }
                else
                {
                    lasts[roomId] = sequence;
                    now.Add(pending);
                }
            }

            yield return now;
            waiting = later;
        }
    }

    private void Append(NpgsqlConnection connection, List<PendingWrite<RoomAppend, bool>> batch)
    {
        var runs = batch.GroupBy(static pending => pending.Entry.RoomId, static pending => pending.Entry.Sequence)
            .Select(static run => new RoomRun(run.Key, run.First(), run.Last()))
            .ToList();
        var hopeful = runs.Where(run => !_refused.TryGetValue(run.RoomId, out var last) || run.First != last + 1).ToList();
        var accepted = Insert(connection, hopeful, batch);
        batch.ForEach(pending => pending.Refusal = accepted.Contains(pending.Entry.RoomId) ? null : Conflict(pending.Entry));
        runs.RemoveAll(run => accepted.Contains(run.RoomId));
        Remember(runs);
    }

    private void Remember(List<RoomRun> refused)
    {
        if (_refused.Count > RefusedMax)
        {
            _refused.Clear();
        }

        refused.ForEach(run => _refused[run.RoomId] = run.Last);
    }

    // Answers the rooms whose runs fit.
    private static HashSet<string> Insert(
        NpgsqlConnection connection, List<RoomRun> runs, List<PendingWrite<RoomAppend, bool>> events)
    {
        // A head that another silo moves meanwhile is looked at again after its commit, and then does not fit.
        const string Sql =
            """
            WITH run AS MATERIALIZED (
              SELECT * FROM unnest($1, $2, $3) AS r (room_id, first, last)
            ), started AS (
              INSERT INTO room_head (room_id, sequence) SELECT room_id, last FROM run WHERE first = 1 ORDER BY room_id
              ON CONFLICT DO NOTHING RETURNING room_id
            ), moved AS (
              UPDATE room_head h SET sequence = r.last FROM run r
              WHERE r.first > 1 AND h.room_id = r.room_id AND h.sequence = r.first - 1 RETURNING h.room_id
            ), accepted AS MATERIALIZED (
              SELECT room_id FROM started UNION ALL SELECT room_id FROM moved
            ), inserted AS (
              INSERT INTO room_event (room_id, sequence, payload)
              SELECT e.room_id, e.sequence, e.payload
              FROM unnest($4, $5, $6) AS e (room_id, sequence, payload) JOIN accepted USING (room_id)
            )
            SELECT room_id FROM accepted
            """;

        using var command = new NpgsqlCommand(Sql, connection)
        {
            Parameters =
            {
                Of(runs.Select(static run => run.RoomId).ToArray()),
                Of(runs.Select(static run => run.First).ToArray()),
                Of(runs.Select(static run => run.Last).ToArray()),
                Of(events.Select(static pending => pending.Entry.RoomId).ToArray()),
                Of(events.Select(static pending => pending.Entry.Sequence).ToArray()),
                Of(events.Select(static pending => pending.Entry.Payload).ToArray()),
            },
        };
        var accepted = new HashSet<string>(StringComparer.Ordinal);
        using var reader = command.ExecuteReader();
        while (reader.Read())
        {
            accepted.Add(reader.GetString(0));
        }

        // Reads to the end of the transaction: only then is it committed.
        reader.NextResult();
        return accepted;
    }

    private static InconsistentStateException Conflict(RoomAppend append) =>
        new($"Room {append.RoomId} does not end right before event {append.Sequence}.");

    private static RoomEvent ReadEvent(NpgsqlDataReader reader) =>
        JsonSerializer.Deserialize(reader.GetFieldValue<byte[]>(0), GrainJson.Default.RoomEvent)
        ?? throw new InvalidDataException("A room event is stored as null.");
}

/// <summary>One event on its way into the log, as JSON.</summary>
internal sealed record RoomAppend(string RoomId, long Sequence, byte[] Payload);

/// <summary>Events of one room that follow each other.</summary>
internal readonly record struct RoomRun(string RoomId, long First, long Last);
