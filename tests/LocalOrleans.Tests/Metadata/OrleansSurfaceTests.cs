using System.Reflection;

namespace SocialCommerce.LocalOrleans.Tests.Metadata;

/// <summary>Holds the engine to Orleans' own signatures, wherever both have a type.</summary>
public sealed class OrleansSurfaceTests
{
    [Fact]
    public void PublicMembers_OfTypesThatBothHave_AreOrleansOwn()
    {
        var (ours, theirs) = (PublicSurface.Read(typeof(Grain).Assembly.Location), PublicSurface.Read(OrleansAssembly()));

        var differences =
            from type in ours
            where theirs.ContainsKey(type.Key)
            from member in type.Value.Except(theirs[type.Key])
            select $"{type.Key}: {member}";

        Assert.Equal("", string.Join('\n', differences.Order(StringComparer.Ordinal)));
    }

    [Fact]
    public void Surface_OfOrleans_IsReallyRead()
    {
        var theirs = PublicSurface.Read(OrleansAssembly());

        Assert.Contains("public abstract System.Threading.Tasks.Task Invoke(Orleans.IIncomingGrainCallContext context)",
            theirs["Orleans.IIncomingGrainCallFilter"]);
        Assert.True(PublicSurface.Read(typeof(Grain).Assembly.Location).Keys.Count(theirs.ContainsKey) > 30);
    }

    private static string OrleansAssembly()
    {
        var library = typeof(OrleansSurfaceTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
            .Single(attribute => attribute.Key == "OrleansCoreAbstractions").Value!;
        return Path.Combine(library, "net10.0", "Orleans.Core.Abstractions.dll");
    }
}
