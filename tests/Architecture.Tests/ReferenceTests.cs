using System.Reflection;
using System.Xml.Linq;

namespace SocialCommerce.Architecture.Tests;

/// <summary>Web → Api → Grains.Interfaces ← Grains → Algorithms, Silo → Grains. Algorithms knows nobody.</summary>
public sealed class ReferenceTests
{
    private const string Prefix = "SocialCommerce.";
    private const string Engine = "LocalOrleans";

    // Besides the engine, which every project that says so sees.
    private static readonly Dictionary<string, string[]> Allowed = new()
    {
        ["Algorithms"] = [],
        ["Client"] = [],
        ["Grains.Interfaces"] = [],
        ["Grains"] = ["Grains.Interfaces", "Algorithms"],
        ["Silo"] = ["Grains", "Grains.Interfaces", "Algorithms"],
        ["Api"] = ["Grains.Interfaces"],
    };

    private static readonly string[] WithoutEngine = ["Algorithms", "Client"];

    public static TheoryData<string> Projects() => [.. Allowed.Keys];

    [Theory]
    [MemberData(nameof(Projects))]
    public void Assembly_UsesOnlyWhatItMay(string project)
    {
        var references = Assembly.Load(Prefix + project).GetReferencedAssemblies().Select(name => name.Name!).ToList();

        var ours = references.Where(name => name.StartsWith(Prefix, StringComparison.Ordinal) && name != Prefix + Engine);
        Assert.Subset(Allowed[project].Select(name => Prefix + name).ToHashSet(), ours.ToHashSet());
        if (WithoutEngine.Contains(project))
        {
            Assert.DoesNotContain(references, name => name == Prefix + Engine || name.StartsWith("Orleans", StringComparison.Ordinal));
        }
    }

    // The compiler drops a reference that is not used yet, so the project files are looked at too.
    [Theory]
    [MemberData(nameof(Projects))]
    public void Project_ReferencesOnlyWhatItMay(string project)
    {
        var file = XDocument.Load(Path.Combine(Repository.Root, project, project + ".csproj"));
        var references = file.Descendants("ProjectReference").Select(reference => reference.Attribute("Include")!.Value);

        Assert.Subset(Allowed[project].ToHashSet(), references.Select(Path.GetFileNameWithoutExtension).ToHashSet()!);
        if (WithoutEngine.Contains(project))
        {
            Assert.DoesNotContain(file.Descendants("UsesEngine"), property => property.Value == "true");
        }
    }

    [Fact]
    public void Engine_KnowsNothingOfTheShop()
    {
        var file = XDocument.Load(Path.Combine(Repository.Root, Engine, "Runtime", Engine + ".csproj"));

        Assert.Empty(file.Descendants("ProjectReference"));
        Assert.DoesNotContain(
            typeof(Orleans.Grain).Assembly.GetReferencedAssemblies(),
            name => name.Name!.StartsWith(Prefix, StringComparison.Ordinal));
    }

    [Fact]
    public void Api_SeesNoInsidesOfTheEngine()
    {
        var offenders = Repository.Sources("Api")
            .Where(file => Repository.Parse(file).DescendantNodes()
                .OfType<Microsoft.CodeAnalysis.CSharp.Syntax.QualifiedNameSyntax>()
                .Any(name => name.ToString().StartsWith("Orleans.Runtime.Local", StringComparison.Ordinal)));

        Assert.Empty(offenders);
    }
}
