using Npgsql;

namespace SocialCommerce.Tools.Bench;

/// <summary>A plain table, each row a durable commit of its own with a prepared statement, on as many connections as a pool has.</summary>
internal sealed class RawTable : IAsyncDisposable
{
    private readonly NpgsqlDataSource _source;

    private RawTable(NpgsqlDataSource source) => _source = source;

    public static async Task<RawTable> CreateAsync(string connectionString)
    {
        var source = NpgsqlDataSource.Create(
            connectionString + ";Maximum Pool Size=64;No Reset On Close=true;Max Auto Prepare=5;Auto Prepare Min Usages=2");
        await using var command = source.CreateCommand(
            "CREATE TABLE raw_event (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, user_id int NOT NULL, body text NOT NULL)");
        await command.ExecuteNonQueryAsync();
        return new RawTable(source);
    }

    public async Task CommitAsync(int user)
    {
        await using var command = _source.CreateCommand("INSERT INTO raw_event (user_id, body) VALUES ($1, $2)");
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = user });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = "user product click 2026-01-01T00:00:00Z" });
        await command.ExecuteNonQueryAsync();
    }

    public ValueTask DisposeAsync() => _source.DisposeAsync();
}
