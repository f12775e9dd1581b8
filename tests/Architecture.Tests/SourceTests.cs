using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace SocialCommerce.Architecture.Tests;

/// <summary>Rules that only the source can show.</summary>
public sealed class SourceTests
{
    private const int MethodLinesMax = 60;
    private const int FileLinesMax = 300;

    // Time comes from TimeProvider, randomness from a seed, ids from the caller.
    private static readonly string[] NotInGrains =
    [
        "DateTime.UtcNow", "DateTime.Now", "DateTime.Today", "DateTimeOffset.UtcNow", "DateTimeOffset.Now", "Task.Delay",
        "Thread.Sleep", "Random.Shared", "Guid.NewGuid", "Guid.CreateVersion7", "Task.Run",
    ];

    private static readonly string[] NotInTests = ["Task.Delay", "Thread.Sleep"];

    // These wait for another process, which tells nobody when it is ready, or for what Orleans does by the real clock alone.
    private static readonly string[] MayPoll =
        ["tests/Crash.Tests/", "tests/Browser.Tests/", "tests/Shared/Eventually.cs", "tests/Contract.Tests/Hosting/Engine/Orleans/"];

    private static readonly string[] Code =
        ["Algorithms", "Api", "Client", "Grains", "Grains.Interfaces", "LocalOrleans", "Silo", "Tools", "tests"];

    [Theory]
    [InlineData("Grains")]
    [InlineData("Algorithms")]
    [InlineData("Grains.Interfaces")]
    public void Grains_TakeTimeChanceAndIdsFromOutside(string folder) => Assert.Empty(
        Repository.Sources(folder).SelectMany(file => Uses(Repository.Parse(file), NotInGrains)));

    [Fact]
    public void Tests_DoNotSleep() => Assert.Empty(Repository.Sources("tests")
        .Where(file => !MayPoll.Any(folder => file.StartsWith(folder, StringComparison.Ordinal)))
        .SelectMany(file => Uses(Repository.Parse(file), NotInTests)));

    [Theory]
    [InlineData("class C { void M() { var now = System.DateTime . UtcNow; } }", "DateTime.UtcNow")]
    [InlineData("class C { void M() => Task.Delay(1); }", "Task.Delay")]
    [InlineData("using static System.Guid; class C { object M() => NewGuid(); }", "Guid.NewGuid")]
    public void Uses_CodeThatDoes_IsFound(string code, string expected)
    {
        var found = Assert.Single(Uses(CSharpSyntaxTree.ParseText(code).GetRoot(), NotInGrains));

        Assert.EndsWith(expected, found, StringComparison.Ordinal);
    }

    [Fact]
    public void Uses_CommentsAndTexts_DoNotCount()
    {
        var code = """class C { /* Task.Delay(1) */ string M() => "DateTime.UtcNow"; } // Guid.NewGuid()""";

        Assert.Empty(Uses(CSharpSyntaxTree.ParseText(code).GetRoot(), NotInGrains));
    }

    /// <summary>The baseline lists what was longer when the rule came; it only ever shrinks.</summary>
    [Fact]
    public void Method_IsNotTooLong()
    {
        var tooLong = Code.SelectMany(Repository.Sources)
            .SelectMany(file => Repository.Parse(file).DescendantNodes().Where(node => Lines(node) > MethodLinesMax))
            .Select(node => $"{node.SyntaxTree.FilePath} {NameOf(node)}");

        Assert.Equal(Baseline().Where(line => line.Contains(' ', StringComparison.Ordinal)), tooLong.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Lines_OfAMethod_AreItsOwn()
    {
        var body = string.Concat(Enumerable.Repeat("  F();\n", 59));
        var method = CSharpSyntaxTree.ParseText($"class C {{\n// why\nvoid M()\n{{\n{body}}}\n}}").GetRoot()
            .DescendantNodes().OfType<MethodDeclarationSyntax>().Single();

        Assert.Equal(62, Lines(method));
    }

    /// <summary>A longer file has a responsibility too many.</summary>
    [Fact]
    public void File_IsNotTooLong()
    {
        var tooLong = Code.SelectMany(Repository.Sources)
            .Where(file => Repository.Parse(file).SyntaxTree.GetText().Lines.Count - 1 > FileLinesMax);

        Assert.Equal(Baseline().Where(line => !line.Contains(' ', StringComparison.Ordinal)), tooLong.Order(StringComparer.Ordinal));
    }

    private static IEnumerable<string> Baseline() =>
        File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "length-baseline.txt"))
            .Where(line => line.Length > 0 && !line.StartsWith('#'))
            .Order(StringComparer.Ordinal);

    private static IEnumerable<string> Uses(SyntaxNode root, string[] forbidden)
    {
        var statics = root.DescendantNodes().OfType<UsingDirectiveSyntax>()
            .Where(directive => directive.StaticKeyword.IsKind(SyntaxKind.StaticKeyword))
            .Select(directive => directive.Name!.ToString().Split('.')[^1])
            .ToList();
        foreach (var name in root.DescendantNodes().OfType<SimpleNameSyntax>())
        {
            var owners = name.Parent is MemberAccessExpressionSyntax access && access.Name == name
                ? [OwnerOf(access.Expression)]
                : statics;
            foreach (var use in owners.Select(owner => $"{owner}.{name.Identifier.Text}").Intersect(forbidden))
            {
                yield return $"{Repository.Place(name)} {use}";
            }
        }
    }

    private static string OwnerOf(ExpressionSyntax expression) => expression switch
    {
        SimpleNameSyntax name => name.Identifier.Text,
        MemberAccessExpressionSyntax access => access.Name.Identifier.Text,
        _ => "",
    };

    private static int Lines(SyntaxNode node)
    {
        if (node is not (BaseMethodDeclarationSyntax or LocalFunctionStatementSyntax or AccessorDeclarationSyntax))
        {
            return 0;
        }

        var span = node.GetLocation().GetLineSpan();
        return span.EndLinePosition.Line - span.StartLinePosition.Line + 1;
    }

    private static string NameOf(SyntaxNode node) => node switch
    {
        MethodDeclarationSyntax method => method.Identifier.Text,
        LocalFunctionStatementSyntax function => function.Identifier.Text,
        BaseMethodDeclarationSyntax method => method.Kind().ToString(),
        _ => "accessor",
    };
}
