using SocialCommerce.Grains.Common;

namespace SocialCommerce.Grains.Tests.Common;

public sealed class BatcherTests
{
    private readonly List<int[]> _batches = [];
    private readonly Queue<TaskCompletionSource> _commits = new();
    private readonly Batcher<int> _batcher;

    public BatcherTests() => _batcher = new Batcher<int>(items =>
    {
        _batches.Add([.. items]);
        var commit = new TaskCompletionSource();
        _commits.Enqueue(commit);
        return commit.Task;
    });

    [Fact]
    public async Task Add_WhileABatchIsUnderWay_IsTheNextBatch()
    {
        var first = _batcher.AddAsync(1);
        var others = Task.WhenAll(_batcher.AddAsync(2), _batcher.AddAsync(3));
        Assert.Equal([1], Assert.Single(_batches));

        _commits.Dequeue().SetResult();
        await first;
        Assert.False(others.IsCompleted);
        _commits.Dequeue().SetResult();
        await others;

        Assert.Equal([2, 3], _batches[1]);
    }

    [Fact]
    public async Task Drain_Answers_WhenEverythingIsDone()
    {
        var added = Task.WhenAll(_batcher.AddAsync(1), _batcher.AddAsync(2));
        var drained = _batcher.DrainAsync();

        _commits.Dequeue().SetResult();
        Assert.False(drained.IsCompleted);
        _commits.Dequeue().SetResult();
        await drained;

        await added;
    }

    [Fact]
    public async Task Add_AfterAFault_IsRefusedAndWhatWaitsFailsToo()
    {
        var first = _batcher.AddAsync(1);
        var waiting = _batcher.AddAsync(2);

        _commits.Dequeue().SetException(new IOException("full"));

        await Assert.ThrowsAsync<IOException>(() => first);
        await Assert.ThrowsAsync<IOException>(() => waiting);
        await Assert.ThrowsAsync<InvalidOperationException>(_batcher.DrainAsync);
        await Assert.ThrowsAsync<InvalidOperationException>(() => _batcher.AddAsync(3));
        Assert.Single(_batches);
    }
}
