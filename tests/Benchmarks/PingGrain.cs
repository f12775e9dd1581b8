namespace SocialCommerce.Benchmarks;

/// <summary>Gives back what it gets. Key: any number.</summary>
[Alias("sc.benchmarks.IPingGrain")]
public interface IPingGrain : IGrainWithIntegerKey
{
    [Alias("Ping")]
    Task<int> PingAsync(int value);

    [Alias("PingLater")]
    Task<int> PingLaterAsync(int value);
}

internal sealed class PingGrain : Grain, IPingGrain
{
    public Task<int> PingAsync(int value) => Task.FromResult(value);

    public async Task<int> PingLaterAsync(int value)
    {
        await Task.Yield();
        return value;
    }
}
