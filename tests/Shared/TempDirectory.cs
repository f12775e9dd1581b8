namespace SocialCommerce.Tests.Shared;

/// <summary>A directory that is gone after the test.</summary>
internal sealed class TempDirectory : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("social-commerce-test-").FullName;

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
