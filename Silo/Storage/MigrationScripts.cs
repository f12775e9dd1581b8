using System.Reflection;

namespace SocialCommerce.Silo.Storage;

/// <summary>The numbered scripts of a store, which are part of the program. The first brings an empty store to schema 1.</summary>
internal static class MigrationScripts
{
    /// <param name="store">The folder beside this file: Sqlite or Postgres.</param>
    public static IReadOnlyList<string> Read(string store)
    {
        var assembly = Assembly.GetExecutingAssembly();
        return assembly.GetManifestResourceNames()
            .Where(name => name.Contains($".{store}.Migrations.", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .Select(name => Read(assembly, name))
            .ToList();
    }

    private static string Read(Assembly assembly, string name)
    {
        using var stream = assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"The migration '{name}' is not in the program.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
