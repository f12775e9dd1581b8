using System.Diagnostics;
using Microsoft.Data.Sqlite;

namespace SocialCommerce.Tools.Bench.Orders;

/// <summary>
/// The rows that a stretch of orders left in our store, for plain SQLite to write again: the same tables and indexes, the
/// same durability, as many commits, prepared statements and one thread.
/// </summary>
internal sealed class RawOrders
{
    private const string Durability = "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA wal_autocheckpoint = 4000; PRAGMA cache_size = -65536;";

    private readonly string _store;
    private readonly long _ordersBefore;
    private readonly Dictionary<string, long> _chainsBefore;

    private RawOrders(string store)
    {
        _store = store;
        _ordersBefore = Read("SELECT coalesce(max(number), 0) FROM customer_order", row => (long)row[0])[0];
        _chainsBefore = Read("SELECT chain, max(sequence) FROM audit_entry GROUP BY chain", row => ((string)row[0], (long)row[1])).ToDictionary();
    }

    /// <summary>Notes what there is before the stretch.</summary>
    public static RawOrders Begin(string directory) => new(Path.Combine(directory, "store.db"));

    /// <summary>Orders per second of plain SQLite over the rows that came since, and the processor time it took.</summary>
    public (double Rate, TimeSpan Processor) Measure(string file, long commits)
    {
        var orders = Read($"SELECT * FROM customer_order WHERE number > {_ordersBefore} ORDER BY number", static row => row);
        var sales = Read($"SELECT * FROM sale WHERE number > {_ordersBefore} ORDER BY number", static row => row);
        var sold = Read($"SELECT * FROM sold_line WHERE number > {_ordersBefore} ORDER BY number", static row => row);
        var entries = Read("SELECT * FROM audit_entry WHERE chain LIKE 'stock/%'", static row => row)
            .Where(row => (long)row[1] > _chainsBefore.GetValueOrDefault((string)row[0])).ToList();
        using var connection = new SqliteConnection($"Data Source={file};Pooling=False");
        connection.Open();
        Execute(connection, Durability);
        const string Tables = "'customer_order', 'sale', 'sold_line', 'audit_entry'";
        foreach (var sql in Read($"SELECT sql FROM sqlite_master WHERE tbl_name IN ({Tables}) AND sql IS NOT NULL", row => (string)row[0]))
        {
            Execute(connection, sql);
        }

        var (started, used) = (Stopwatch.GetTimestamp(), Environment.CpuUsage.TotalTime);
        Write(connection, commits, ("customer_order", orders), ("sale", sales), ("sold_line", sold), ("audit_entry", entries));
        return (orders.Count / Stopwatch.GetElapsedTime(started).TotalSeconds, Environment.CpuUsage.TotalTime - used);
    }

    private static void Write(SqliteConnection connection, long commits, params (string Table, List<object[]> Rows)[] parts)
    {
        var inserts = parts.Select(part => Prepare(connection, part.Table, part.Rows)).ToArray();
        for (var commit = 0L; commit < commits; commit++)
        {
            Execute(connection, "BEGIN IMMEDIATE");
            for (var part = 0; part < parts.Length; part++)
            {
                var rows = parts[part].Rows;
                for (var row = commit * rows.Count / commits; row < (commit + 1) * rows.Count / commits; row++)
                {
                    Insert(inserts[part], rows[(int)row]);
                }
            }

            Execute(connection, "COMMIT");
        }

        foreach (var insert in inserts)
        {
            insert.Dispose();
        }
    }

    private static SqliteCommand Prepare(SqliteConnection connection, string table, List<object[]> rows)
    {
        var command = connection.CreateCommand();
        var names = Enumerable.Range(1, rows.Count == 0 ? 1 : rows[0].Length).Select(number => $"?{number}").ToList();
        command.CommandText = $"INSERT INTO {table} VALUES ({string.Join(", ", names)})";
        names.ForEach(name => command.Parameters.Add(new SqliteParameter { ParameterName = name }));
        return command;
    }

    private static void Insert(SqliteCommand insert, object[] row)
    {
        for (var column = 0; column < row.Length; column++)
        {
            insert.Parameters[column].Value = row[column];
        }

        insert.ExecuteNonQuery();
    }

    private static void Execute(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private List<T> Read<T>(string sql, Func<object[], T> read)
    {
        using var connection = new SqliteConnection($"Data Source={_store};Mode=ReadOnly;Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        var rows = new List<T>();
        while (reader.Read())
        {
            var values = new object[reader.FieldCount];
            reader.GetValues(values);
            rows.Add(read(values));
        }

        return rows;
    }
}
