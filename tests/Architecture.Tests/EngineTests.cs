using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace SocialCommerce.Architecture.Tests;

/// <summary>Which engine runs the grains is known in one place of each project that has to know it at all.</summary>
public sealed partial class EngineTests
{
    // What only exists in the packages of Orleans.
    private static readonly string[] OrleansOnly =
        ["Orleans.Dashboard", "Orleans.TestingHost", "UseAdoNet", "AddAdoNet", "UseLocalhostClustering", "UseOrleansClient", "ClusterMembershipOptions"];

    // Projects whose build depends on the engine, and why: Directory.Build.targets does the rest.
    private static readonly string[] MayAsk =
    [
        "Api/Api.csproj", "Silo/Silo.csproj", "tests/Api.Tests/Api.Tests.csproj", "tests/Contract.Tests/Contract.Tests.csproj",
        "tests/Crash.Tests/Crash.Tests.csproj", "tests/Grains.Tests/Grains.Tests.csproj",
        "tests/LocalOrleans.Tests/LocalOrleans.Tests.csproj", "tests/Silo.Tests/Silo.Tests.csproj",
    ];

    private static IEnumerable<string> Sources => Repository.TrackedFiles().Where(file => file.EndsWith(".cs", StringComparison.Ordinal));

    [Fact]
    public void Sources_AskNoPreprocessor() => Assert.DoesNotContain(Sources, file => Condition().IsMatch(Read(file)));

    [Fact]
    public void Orleans_BeyondThePartThatBothEnginesHave_IsUsedInEngineFoldersOnly() => Assert.Empty(
        from file in Sources
        where !file.Contains("/Orleans/", StringComparison.Ordinal) && !file.EndsWith("EngineTests.cs", StringComparison.Ordinal)
        from name in OrleansOnly
        where Read(file).Contains(name, StringComparison.Ordinal)
        select $"{file}: {name}");

    [Fact]
    public void Projects_ThatAskForTheEngine_AreThoseThatMust() => Assert.Empty(
        from file in Repository.TrackedFiles()
        where file.EndsWith(".csproj", StringComparison.Ordinal) && !MayAsk.Contains(file)
        where XDocument.Parse(Read(file)).Descendants().Attributes().Any(attribute => attribute.Value.Contains("$(Engine)", StringComparison.Ordinal))
        select file);

    [Theory]
    [InlineData("#if ORLEANS", true)]
    [InlineData("  #elif X", true)]
    [InlineData("#pragma warning disable X", false)]
    public void Condition_IsFound(string line, bool expected) => Assert.Equal(expected, Condition().IsMatch(line));

    [GeneratedRegex(@"^\s*#\s*(?:if|elif)\b", RegexOptions.Multiline)]
    private static partial Regex Condition();

    private static string Read(string file) => File.ReadAllText(Path.Combine(Repository.Root, file));
}
