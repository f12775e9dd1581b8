using System.Text.RegularExpressions;

namespace SocialCommerce.Architecture.Tests;

/// <summary>The repository works wherever it is cloned: nothing in it knows the machine or the feeds it was written with.</summary>
public sealed class PortabilityTests
{
    private const int BytesMax = 2 * 1_024 * 1_024;

    // In parts, so that this file does not have what it looks for.
    private static readonly Regex Machine = new(string.Join('|', [
        "/" + "work" + "/",
        "/home/" + "[a-z]+/",
        "/Users/" + "[A-Za-z]+/",
        @"https?://[^\s""'<>]*(?:" + string.Join('|', ["arti" + "factory", "nex" + "us", "ver" + "daccio", "npm" + "mirror", "code" + "artifact"]) + ")",
        @"https?://(?:10|192\.168|172\.(?:1[6-9]|2\d|3[01]))\.\d+",
        "regis" + @"try\.npm" + "js",
        @"api\.nu" + "get",
        @"""resolved"":\s*""http",
    ]));

    [Fact]
    public void TrackedFiles_NameNoPathOrRegistryOfAMachine()
    {
        var offenders = new List<string>();
        foreach (var file in Repository.TrackedFiles().Where(IsText))
        {
            var match = Machine.Match(File.ReadAllText(Path.Combine(Repository.Root, file)));
            if (match.Success)
            {
                offenders.Add($"{file}: {match.Value}");
            }
        }

        Assert.Empty(offenders);
    }

    [Fact]
    public void TrackedFiles_AreTheRepositorysOwn()
    {
        var files = Repository.TrackedFiles();

        Assert.Contains("SocialCommerce.sln", files);
        Assert.Contains("tests/Architecture.Tests/PortabilityTests.cs", files);
        Assert.DoesNotContain(files, file => file.StartsWith("artifacts/", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("cd /wo", "rk/main", true)]
    [InlineData("https://npm.example/arti", "factory/api/npm", true)]
    [InlineData("https://regis", "try.npmjs.example/svelte", true)]
    [InlineData("https://api.nu", "get.example/v3", true)]
    [InlineData("\"resolved\": \"http", "s://elsewhere.example/svelte\"", true)]
    [InlineData("/net", "work/x", false)]
    public void Machine_Pattern_FindsWhatItIsFor(string first, string second, bool expected) =>
        Assert.Equal(expected, Machine.IsMatch(first + second));

    private static bool IsText(string file)
    {
        var path = Path.Combine(Repository.Root, file);
        return new FileInfo(path).Length <= BytesMax && !File.ReadAllBytes(path).AsSpan().Contains((byte)0);
    }
}
