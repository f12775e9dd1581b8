using Microsoft.Extensions.Hosting;

namespace SocialCommerce.Tests.Shared;

/// <summary>LocalOrleans has one silo.</summary>
internal sealed class SecondSilo : IAsyncDisposable
{
    /// <summary>What the first silo is told besides its own settings.</summary>
    public IReadOnlyDictionary<string, string?> Settings { get; } = new Dictionary<string, string?>();

    public static Task<SecondSilo> PrepareAsync(string directory)
    {
        ArgumentException.ThrowIfNullOrEmpty(directory);
        return Task.FromResult(new SecondSilo());
    }

#pragma warning disable CA1822 // Called as that of Orleans is, which has a state.
    public Task StartAsync(Action<HostApplicationBuilder> configure) => Task.CompletedTask;
#pragma warning restore CA1822

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
