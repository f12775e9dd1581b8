using SocialCommerce.Api.Rooms.Live;
using SocialCommerce.Api.Tests.Hosting;

namespace SocialCommerce.Api.Tests.Rooms.Live;

public sealed class SharedReadTests : IDisposable
{
    private readonly List<TaskCompletionSource<int>> _reads = [];
    private readonly SemaphoreSlim _started = new(0);
    private readonly SharedRead<int> _shared;

    public SharedReadTests() => _shared = new SharedRead<int>(StartAsync, TimeSpan.Zero, new ManualClock());

    public void Dispose() => _started.Dispose();

    [Fact]
    public async Task Get_WhileOneIsRead_SharesTheNext()
    {
        var first = _shared.GetAsync();
        await _started.WaitAsync(Await.Limit);
        var late = Enumerable.Range(0, 100).Select(_ => _shared.GetAsync()).ToList();

        _reads[0].SetResult(1);
        Assert.Equal(1, await first.WaitAsync(Await.Limit));
        await _started.WaitAsync(Await.Limit);
        _reads[1].SetResult(2);

        // Nobody gets what began to be read before they asked.
        Assert.All(await Task.WhenAll(late).WaitAsync(Await.Limit), value => Assert.Equal(2, value));
        Assert.Equal(2, _reads.Count);
    }

    [Fact]
    public async Task Get_AfterAFailedRead_ReadsAgain()
    {
        var first = _shared.GetAsync();
        await _started.WaitAsync(Await.Limit);
        _reads[0].SetException(new TimeoutException());
        await Assert.ThrowsAsync<TimeoutException>(() => first.WaitAsync(Await.Limit));

        var second = _shared.GetAsync();
        await _started.WaitAsync(Await.Limit);
        _reads[1].SetResult(5);

        Assert.Equal(5, await second.WaitAsync(Await.Limit));
    }

    private Task<int> StartAsync()
    {
        var read = new TaskCompletionSource<int>(TaskCreationOptions.RunContinuationsAsynchronously);
        _reads.Add(read);
        _started.Release();
        return read.Task;
    }
}
