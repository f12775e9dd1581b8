using Npgsql;

namespace SocialCommerce.Crash.Tests.Cluster;

/// <summary>Looks into the PostgreSQL of a cluster.</summary>
internal sealed class PostgresReader(string connectionString) : ILoggedStore
{
    private const int Partitions = 16;

    public IReadOnlyList<LoggedInteraction> ReadInteractions() => Query(
        $"SELECT user_id, event_id, sequence * {Partitions} + partition, product_id, kind FROM interaction",
        row => new LoggedInteraction(row.GetString(0), row.GetString(1), row.GetInt64(2), row.GetString(3), row.GetInt16(4)));

    public IReadOnlyList<LoggedComment> ReadComments(string roomId) => LoggedComment.ListOf(Query(
        "SELECT payload FROM room_event WHERE room_id = $1 ORDER BY sequence", row => row.GetFieldValue<byte[]>(0), roomId));

    public IReadOnlyList<string> ListBrokenSequences() =>
    [
        .. Query(
            "SELECT room_id FROM room_event GROUP BY room_id HAVING min(sequence) <> 1 OR max(sequence) <> count(*)",
            row => $"room {row.GetString(0)}"),
        .. Query(
            "SELECT partition FROM interaction GROUP BY partition HAVING min(sequence) <> 1 OR max(sequence) <> count(*)",
            row => $"partition {row.GetInt16(0)}"),
    ];

    private List<T> Query<T>(string sql, Func<NpgsqlDataReader, T> read, params object[] values)
    {
        using var connection = new NpgsqlConnection(connectionString);
        connection.Open();
        using var command = new NpgsqlCommand(sql, connection);
        foreach (var value in values)
        {
            command.Parameters.Add(new NpgsqlParameter { Value = value });
        }

        using var reader = command.ExecuteReader();
        var rows = new List<T>();
        while (reader.Read())
        {
            rows.Add(read(reader));
        }

        return rows;
    }
}
