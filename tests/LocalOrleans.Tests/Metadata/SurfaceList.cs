using System.Reflection;

namespace SocialCommerce.LocalOrleans.Tests.Metadata;

/// <summary>
/// The approved public surface, <c>orleans-surface.txt</c>: a line <c>assembly | type | what</c> for each public type and member of
/// LocalOrleans in Orleans' namespaces, each of them found in the real assembly of that name.
/// </summary>
internal static class SurfaceList
{
    private const string Separator = " | ";

    /// <summary>LocalOrleans' own namespace, which generated code uses; Orleans has none of that name.</summary>
    public const string OwnNamespace = "Orleans.Runtime.Local";

    public static string SourcePath { get; } = Value("SurfaceList");

    public static IReadOnlyList<(string Assembly, string Line)> Approved { get; } =
    [
        .. File.ReadLines(SourcePath).Where(line => line.Length > 0 && !line.StartsWith('#')).Select(line =>
        {
            var end = line.IndexOf(Separator, StringComparison.Ordinal);
            return (line[..end], line[(end + Separator.Length)..]);
        }),
    ];

    /// <summary>Every line of ours, without an assembly: <c>type | what</c>.</summary>
    public static IReadOnlyList<string> Ours { get; } =
    [
        .. LinesOf(typeof(Grain).Assembly.Location)
            .Where(line => !line.StartsWith($"{OwnNamespace}.", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal),
    ];

    public static IEnumerable<string> LinesOf(string assemblyPath) =>
        from type in PublicSurface.Read(assemblyPath)
        from line in type.Value
        select type.Key + Separator + line;

    public static string Compose(string assembly, string line) => assembly + Separator + line;

    /// <summary>Fails with every line, where the framework would show the first few.</summary>
    public static void AssertNone(IEnumerable<string> lines) => Assert.True(!lines.Any(), string.Join('\n', lines));

    public static string Value(string key) => typeof(SurfaceList).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(attribute => attribute.Key == key).Value!;
}
