using System.Text.RegularExpressions;

namespace SocialCommerce.Architecture.Tests;

/// <summary>What can be said of docker-compose.yml without an engine that runs it.</summary>
public sealed partial class ComposeTests
{
    private static readonly string Compose = Read("docker-compose.yml");

    [Theory]
    [InlineData("docker-compose.yml")]
    [InlineData("build/docker/Dockerfile")]
    public void Images_ArePinned(string file)
    {
        var stages = Stage().Matches(Read("build/docker/Dockerfile")).Select(match => match.Groups[1].Value).ToHashSet();
        var images = Image().Matches(Read(file)).Select(match => match.Groups[1].Value).Where(image => !stages.Contains(image)).ToList();

        Assert.NotEmpty(images);
        Assert.All(images, image => Assert.Matches(@":\d+\.\d+(?:\.\d+)?[\w.-]*$", image));
    }

    [Theory]
    [InlineData("silo", 3)]
    [InlineData("api", 2)]
    public void Services_AreAsManyAsDocumented(string kind, int count) =>
        Assert.Equal(count, Regex.Count(Compose, $@"^  {kind}-\d+: \*{kind}$", RegexOptions.Multiline));

    [Fact]
    public void Nginx_KnowsEveryApi()
    {
        var apis = Regex.Matches(Compose, @"^  (api-\d+):", RegexOptions.Multiline).Select(match => match.Groups[1].Value);

        Assert.All(apis, api => Assert.Contains($"server {api}:8080 ", Read("build/docker/nginx.conf"), StringComparison.Ordinal));
    }

    [Fact]
    public void Settings_AreThoseThatTheProgramsRead()
    {
        var options = Read("Silo/Engine/ClusterHostingOptions.cs");
        var settings = Regex.Matches(Compose, @"Cluster__(\w+)").Select(match => match.Groups[1].Value);

        Assert.All(settings, setting => Assert.Contains($" {setting} {{ get; set; }}", options, StringComparison.Ordinal));
        Assert.Contains("string? KeyFile", Read("Api/Auth/AuthOptions.cs"), StringComparison.Ordinal);
    }

    [GeneratedRegex(@"^\s*(?:image:|FROM)\s+(\S+)", RegexOptions.Multiline)]
    private static partial Regex Image();

    [GeneratedRegex(@"^FROM\s+\S+\s+AS\s+(\S+)", RegexOptions.Multiline)]
    private static partial Regex Stage();

    private static string Read(string file) => File.ReadAllText(Path.Combine(Repository.Root, file));
}
