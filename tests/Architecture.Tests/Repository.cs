using System.Collections.Concurrent;
using System.Diagnostics;
using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace SocialCommerce.Architecture.Tests;

/// <summary>The working tree that these tests were built from.</summary>
internal static class Repository
{
    private static readonly ConcurrentDictionary<string, SyntaxNode> Parsed = new(StringComparer.Ordinal);

    private static readonly string[] Generated = ["artifacts", "bin", "obj", "node_modules", "dist"];

    public static string Root { get; } = Path.GetFullPath(typeof(Repository).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(metadata => metadata.Key == "RepositoryRoot").Value!);

    /// <summary>C# files under a folder, with their paths from the root.</summary>
    public static IEnumerable<string> Sources(string folder) =>
        Directory.EnumerateFiles(Path.Combine(Root, folder), "*.cs", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(Root, file).Replace('\\', '/'))
            .Where(file => !file.Split('/').Intersect(Generated).Any())
            .Order(StringComparer.Ordinal);

    public static SyntaxNode Parse(string file) => Parsed.GetOrAdd(file, static path =>
        CSharpSyntaxTree.ParseText(File.ReadAllText(Path.Combine(Root, path)), path: path).GetRoot());

    /// <summary>Where a node stands, as an editor opens it.</summary>
    public static string Place(SyntaxNode node) =>
        $"{node.SyntaxTree.FilePath}:{node.GetLocation().GetLineSpan().StartLinePosition.Line + 1}";

    /// <summary>What is, or with the next commit will be, in the repository.</summary>
    public static IReadOnlyList<string> TrackedFiles()
    {
        var start = new ProcessStartInfo("git", ["ls-files", "-z", "--cached", "--others", "--exclude-standard"])
        {
            WorkingDirectory = Root,
            RedirectStandardOutput = true,
        };
        using var git = Process.Start(start)!;
        var output = git.StandardOutput.ReadToEnd();
        git.WaitForExit();
        Assert.Equal(0, git.ExitCode);
        return [.. output.Split('\0', StringSplitOptions.RemoveEmptyEntries).Where(file => File.Exists(Path.Combine(Root, file)))];
    }
}
