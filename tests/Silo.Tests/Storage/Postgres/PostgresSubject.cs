using SocialCommerce.Silo.Storage;

namespace SocialCommerce.Silo.Tests.Storage;

/// <summary>What a conformance suite tests, over a database of its own.</summary>
internal sealed class PostgresSubject<T>(PostgresServer server, Func<PostgresStore, T> open)
    where T : class
{
    private readonly List<T> _opened = [];
    private PostgresDatabase? _database;

    public T Current => _opened[^1];

    public async Task StartAsync()
    {
        _database = await server.CreateAsync();
        Reopen();
    }

    /// <summary>With new connections, as another process does.</summary>
    public void Reopen() => _opened.Add(open(_database!.Connect()));

    public async Task StopAsync()
    {
        _opened.OfType<IDisposable>().ToList().ForEach(static opened => opened.Dispose());
        await _database!.DisposeAsync();
    }
}
