namespace SocialCommerce.LocalOrleans.Tests.Metadata;

/// <summary>
/// Holds the engine to Orleans' own surface. Whoever adds a public member has it approved against the real assemblies first:
/// see LocalOrleans/README.md.
/// </summary>
public sealed class OrleansSurfaceTests
{
    [Fact]
    public void Surface_OfLocalOrleans_IsTheApprovedOne()
    {
        var approved = SurfaceList.Approved.Select(entry => entry.Line).ToHashSet(StringComparer.Ordinal);

        SurfaceList.AssertNone(SurfaceList.Ours.Except(approved));
        SurfaceList.AssertNone(approved.Except(SurfaceList.Ours));
        Assert.Equal(approved.Count, SurfaceList.Approved.Count);
    }

    [Fact]
    public void Approved_OfCoreAbstractions_IsInTheGenuinePackage()
    {
        const string Assembly = "Orleans.Core.Abstractions";
        var path = Path.Combine(SurfaceList.Value("GenuineAbstractions"), "lib", "net10.0", $"{Assembly}.dll");
        var theirs = SurfaceList.LinesOf(path).ToHashSet(StringComparer.Ordinal);

        var approved = SurfaceList.Approved.Where(entry => entry.Assembly == Assembly).Select(entry => entry.Line).ToList();

        Assert.Contains("Orleans.IIncomingGrainCallFilter | "
            + "public abstract System.Threading.Tasks.Task Invoke(Orleans.IIncomingGrainCallContext context)", theirs);
        Assert.True(approved.Count > 300);
        SurfaceList.AssertNone(approved.Except(theirs));
    }
}
