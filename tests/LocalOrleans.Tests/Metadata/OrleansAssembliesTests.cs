namespace SocialCommerce.LocalOrleans.Tests.Metadata;

/// <summary>Checks the approved surface against Orleans itself. Compiled only where Orleans is built, so that it is never green unasked.</summary>
public sealed class OrleansAssembliesTests
{
    private static readonly Dictionary<string, HashSet<string>> Theirs = SurfaceList.Value("OrleansLibraries").Split(' ')
        .ToDictionary(library => $"Orleans.{library}", library => SurfaceList.LinesOf(PathOf(library)).ToHashSet(StringComparer.Ordinal));

    [Fact]
    public void Approved_EachLine_IsInTheRealAssembly()
    {
        if (Environment.GetEnvironmentVariable("APPROVE_SURFACE") == "1")
        {
            Approve();
        }

        SurfaceList.AssertNone(SurfaceList.Approved.Where(entry => !Theirs[entry.Assembly].Contains(entry.Line))
            .Select(entry => SurfaceList.Compose(entry.Assembly, entry.Line)));
        Assert.True(SurfaceList.Approved.Select(entry => entry.Assembly).Distinct().Count() > 5);
    }

    [Fact]
    public void Ours_EachLine_IsOrleansOwn() =>
        SurfaceList.AssertNone(SurfaceList.Ours.Where(line => !Theirs.Values.Any(lines => lines.Contains(line))));

    [Fact]
    public void OwnNamespace_IsNotOrleans() => Assert.DoesNotContain(Theirs.Values.SelectMany(lines => lines),
        line => line.StartsWith(SurfaceList.OwnNamespace, StringComparison.Ordinal));

    // Writes what both have, and nothing else: an unverified line cannot get in.
    private static void Approve()
    {
        var heading = File.ReadLines(SurfaceList.SourcePath).TakeWhile(line => line.StartsWith('#'));
        var lines =
            from line in SurfaceList.Ours
            let assembly = Theirs.FirstOrDefault(theirs => theirs.Value.Contains(line)).Key
            where assembly is not null
            select SurfaceList.Compose(assembly, line);
        File.WriteAllLines(SurfaceList.SourcePath, [.. heading, .. lines.Order(StringComparer.Ordinal)]);
    }

    private static string PathOf(string library) => Path.Combine(
        SurfaceList.Value("PackageRoot"), $"microsoft.orleans.{library.ToLowerInvariant()}", SurfaceList.Value("OrleansVersion"),
        "lib", "net10.0", $"Orleans.{library}.dll");
}
