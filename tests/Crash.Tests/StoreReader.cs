using Microsoft.Data.Sqlite;

namespace SocialCommerce.Crash.Tests;

/// <summary>Looks into the store of a killed process: into a copy, because opening a database repairs it.</summary>
internal sealed class StoreReader : ILoggedStore, IDisposable
{
    private const string FileName = "store.db";

    private readonly string _directory = Directory.CreateTempSubdirectory("social-commerce-copy-").FullName;
    private readonly SqliteConnection _connection;

    public StoreReader(string dataDirectory)
    {
        foreach (var file in Directory.EnumerateFiles(dataDirectory, $"{FileName}*"))
        {
            File.Copy(file, Path.Combine(_directory, Path.GetFileName(file)));
        }

        _connection = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = Path.Combine(_directory, FileName),
            Pooling = false,
        }.ToString());
        _connection.Open();
    }

    /// <summary>A number from the store of a process that runs; 0 while there is no store yet.</summary>
    public static long Peek(string dataDirectory, string sql)
    {
        using var connection = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = Path.Combine(dataDirectory, FileName),
            Mode = SqliteOpenMode.ReadOnly,
            Pooling = false,
        }.ToString());
        try
        {
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = sql;
            return (long)command.ExecuteScalar()!;
        }
        catch (SqliteException)
        {
            // No file, or no table in it yet.
            return 0;
        }
    }

    public IReadOnlyList<LoggedInteraction> ReadInteractions() => Query(
        "SELECT user_id, event_id, offset, product_id, kind FROM interaction",
        row => new LoggedInteraction(row.GetString(0), row.GetString(1), row.GetInt64(2), row.GetString(3), row.GetInt32(4)));

    public IReadOnlyList<LoggedComment> ReadComments(string roomId) =>
        LoggedComment.ListOf(Query(
            "SELECT payload FROM room_event WHERE room_id = $1 ORDER BY sequence", row => row.GetFieldValue<byte[]>(0), roomId));

    /// <summary>Sequences that are not 1, 2, 3 … without a hole: none, in a sound store.</summary>
    public IReadOnlyList<string> ListBrokenSequences() =>
    [
        .. Query(
            "SELECT room_id FROM room_event GROUP BY room_id HAVING min(sequence) <> 1 OR max(sequence) <> count(*)",
            row => $"room {row.GetString(0)}"),
        .. Query(
            "SELECT partition FROM interaction GROUP BY partition HAVING min(sequence) <> 1 OR max(sequence) <> count(*)",
            row => $"partition {row.GetInt32(0)}"),
    ];

    /// <summary>How often each thing of a list stands in it, named without its owner.</summary>
    public IReadOnlyDictionary<string, long> CountLists() => Query(
            "SELECT substr(list, 1, instr(list || '/', '/') - 1), count(*) FROM list_item GROUP BY 1",
            row => KeyValuePair.Create(row.GetString(0), row.GetInt64(1)))
        .ToDictionary();

    public void Dispose()
    {
        _connection.Dispose();
        Directory.Delete(_directory, recursive: true);
    }

    private List<T> Query<T>(string sql, Func<SqliteDataReader, T> read, params object[] values)
    {
        using var command = _connection.CreateCommand();
        command.CommandText = sql;
        foreach (var (index, value) in values.Index())
        {
            command.Parameters.AddWithValue($"${index + 1}", value);
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
