using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using SocialCommerce.Silo.Storage;

namespace SocialCommerce.Silo.Tests.Storage;

/// <summary>A data directory of its own for one test, with the stores that the test opens on it.</summary>
internal sealed class StoreDirectory : IDisposable
{
    private readonly List<SqliteStore> _stores = [];

    public string Root { get; } = Directory.CreateTempSubdirectory("social-commerce-").FullName;

    public string File => Path.Combine(Root, "store.db");

    public SqliteStore Open(Action<SqliteStoreOptions>? configure = null)
    {
        var options = new SqliteStoreOptions { DataDirectory = Root };
        configure?.Invoke(options);
        var store = new SqliteStore(Options.Create(options), NullLogger<SqliteStore>.Instance);
        _stores.Add(store);
        return store;
    }

    /// <summary>Closes whatever is open, as the end of a process does, and opens the directory again.</summary>
    public SqliteStore Reopen()
    {
        _stores.ForEach(store => store.Dispose());
        return Open();
    }

    public void Dispose()
    {
        _stores.ForEach(store => store.Dispose());
        Directory.Delete(Root, recursive: true);
    }
}
