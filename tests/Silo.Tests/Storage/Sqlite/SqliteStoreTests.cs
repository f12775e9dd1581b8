using Microsoft.Data.Sqlite;
using SocialCommerce.Silo.Storage;

namespace SocialCommerce.Silo.Tests.Storage;

public sealed class SqliteStoreTests : IDisposable
{
    private readonly StoreDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public void Open_DirectoryOfAnotherStore_IsRefusedWithWhatToDo()
    {
        _directory.Open();

        var refusal = Assert.Throws<StoreException>(() => _directory.Open());

        Assert.Equal(
            $"The data directory '{_directory.Root}' is in use by another process. Stop it, or choose another with --data.",
            refusal.Message);
    }

    [Fact]
    public void Open_AfterTheOtherClosed_TakesTheDirectory()
    {
        _directory.Open().Dispose();

        var store = _directory.Open();

        Assert.Equal(0L, store.Read(session => session.Scalar("SELECT count(*) FROM interaction")));
    }

    [Fact]
    public void Open_DirectoryThatCannotBeMade_IsRefusedByName()
    {
        var file = Path.Combine(_directory.Root, "a-file");
        File.WriteAllText(file, "");

        var refusal = Assert.Throws<StoreException>(
            () => _directory.Open(options => options.DataDirectory = Path.Combine(file, "data")));

        Assert.StartsWith($"The data directory '{Path.Combine(file, "data")}' cannot be created or written: ", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Open_NewerSchema_IsRefusedAndLeftAlone()
    {
        _directory.Open().Dispose();
        Execute("PRAGMA user_version = 999");

        var refusal = Assert.Throws<StoreException>(() => _directory.Open());

        Assert.StartsWith("The store has schema 999, this program knows ", refusal.Message, StringComparison.Ordinal);
        Assert.Equal(999L, Execute("PRAGMA user_version"));
    }

    [Fact]
    public void Open_RefusedStore_FreesTheDirectory()
    {
        _directory.Open().Dispose();
        Execute("PRAGMA user_version = 999");
        Assert.Throws<StoreException>(() => _directory.Open());
        Execute($"PRAGMA user_version = {MigrationScripts.Read("Sqlite").Count}");

        Assert.NotNull(_directory.Open());
    }

    [Fact]
    public void Open_EmptyDirectory_HasEveryTableAndTheVersion()
    {
        var store = _directory.Open();

        var tables = store.Read(session => session.Query(
            "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%' ORDER BY name",
            static reader => reader.GetString(0)));
        string[] expected = ["blob", "blob_part", "grain_state", "interaction", "list_item", "reminder", "room_event"];
        Assert.Superset(expected.ToHashSet(), tables.ToHashSet());
        Assert.Equal((long)MigrationScripts.Read("Sqlite").Count, store.Read(session => session.Scalar("PRAGMA user_version")));
    }

    [Fact]
    public void Open_StoreOfTheFirstRelease_GetsWhatIsNewAndKeepsItsRows()
    {
        Execute(MigrationScripts.Read("Sqlite")[0]);
        Execute("INSERT INTO list_item (list, id) VALUES ('a', 'b'); PRAGMA user_version = 1");

        var store = _directory.Open();

        Assert.Equal(1L, store.Read(session => session.Scalar("SELECT count(*) FROM list_item")));
        Assert.Equal(0L, store.Read(session => session.Scalar("SELECT count(*) FROM blob")));
    }

    [Fact]
    public async Task Open_MigratedStore_KeepsItsRows()
    {
        await _directory.Open().Writer.WriteAsync(
            session => session.Execute("INSERT INTO list_item (list, id) VALUES ('a', 'b')"));

        var store = _directory.Reopen();

        Assert.Equal(1L, store.Read(session => session.Scalar("SELECT count(*) FROM list_item")));
    }

    [Fact]
    public void Open_FileThatIsNoDatabase_IsRefusedAndLeftAlone()
    {
        var garbage = Enumerable.Range(0, 8192).Select(index => (byte)(index * 31)).ToArray();
        File.WriteAllBytes(_directory.File, garbage);

        var refusal = Assert.Throws<StoreException>(() => _directory.Open());

        Assert.Contains(_directory.File, refusal.Message, StringComparison.Ordinal);
        Assert.Contains("not a database", refusal.Message, StringComparison.Ordinal);
        Assert.Equal(garbage, File.ReadAllBytes(_directory.File));
    }

    [Fact]
    public void Open_DatabaseOfAnotherProgram_IsRefusedAndKeepsItsTables()
    {
        Execute("CREATE TABLE interaction (somebody_elses TEXT)");

        Assert.Throws<StoreException>(() => _directory.Open());

        Assert.Equal(1L, Execute("SELECT count(*) FROM sqlite_schema"));
        Assert.Equal(0L, Execute("PRAGMA user_version"));
    }

    [Theory]
    [InlineData("PRAGMA journal_mode", "wal")]
    [InlineData("PRAGMA synchronous", 2L)]
    [InlineData("PRAGMA mmap_size", 0L)]
    public async Task Writer_Always_SyncsEveryCommit(string pragma, object expected)
    {
        var store = _directory.Open();

        Assert.Equal(expected, await store.Writer.WriteAsync(session => session.Scalar(pragma)));
    }

    [Fact]
    public void Read_StatementThatWrites_IsRefused()
    {
        var store = _directory.Open();

        var refusal = Assert.Throws<SqliteException>(
            () => store.Read(session => session.Execute("INSERT INTO list_item (list, id) VALUES ('a', 'b')")));

        Assert.Equal(8, refusal.SqliteErrorCode);
    }

    /// <summary>Nobody's mistake, so that a caller is told to come again.</summary>
    [Fact]
    public void Read_DiskThatFails_SaysThatTheStoreIsUnavailable_AndGoesOn()
    {
        var store = _directory.Open();

        var failure = Assert.Throws<StoreUnavailableException>(() => store.Read<int>(_ => throw new SqliteException("disk I/O error", 10, 266)));

        Assert.IsType<SqliteException>(failure.InnerException);
        Assert.Equal(0L, store.Read(session => session.Scalar("SELECT count(*) FROM interaction")));
    }

    [Fact]
    public void Read_FileThatIsGone_SaysThatTheStoreIsUnavailable()
    {
        var store = _directory.Open();
        File.Move(_directory.File, _directory.File + ".gone");

        Assert.Throws<StoreUnavailableException>(() => store.Read(session => session.Scalar("SELECT count(*) FROM interaction")));
    }

    [Fact]
    public void Open_FileThatCannotBeRead_IsRefusedByName()
    {
        Directory.CreateDirectory(_directory.File);

        var refusal = Assert.Throws<StoreException>(() => _directory.Open());

        Assert.StartsWith($"The store '{_directory.File}' cannot be opened: ", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_AfterDispose_IsRefused()
    {
        var store = _directory.Open();
        store.Dispose();

        Assert.Throws<ObjectDisposedException>(() => store.Read(session => session.Scalar("SELECT 1")));
    }

    [Fact]
    public void Dispose_WhileAReadRuns_ClosesThatReaderToo()
    {
        var store = _directory.Open();
        SqlSession? reader = null;

        store.Read(session =>
        {
            reader = session;
            store.Dispose();
            return 0;
        });

        Assert.Equal(System.Data.ConnectionState.Closed, reader!.Connection.State);
    }

    private object? Execute(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={_directory.File};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar();
    }
}
