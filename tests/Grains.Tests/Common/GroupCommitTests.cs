using NSubstitute;
using Orleans.Runtime;
using SocialCommerce.Grains.Common;

namespace SocialCommerce.Grains.Tests.Common;

public sealed class GroupCommitTests
{
    private readonly IPersistentState<Stored> _storage = Substitute.For<IPersistentState<Stored>>();
    private readonly Queue<TaskCompletionSource> _writes = new();
    private readonly List<string> _written = [];
    private readonly Orleans.IGrainBase _grain = Substitute.For<Orleans.IGrainBase>();
    private readonly GroupCommit<Stored> _commit;
    private string _value = "0";

    public GroupCommitTests()
    {
        _storage.State = new Stored("");
        _storage.WriteStateAsync().Returns(_ =>
        {
            _written.Add(_storage.State.Value);
            var write = new TaskCompletionSource();
            _writes.Enqueue(write);
            return write.Task;
        });
        _commit = new GroupCommit<Stored>(_storage, () => new Stored(_value), _grain);
    }

    [Fact]
    public async Task SaveAsync_WhileAWriteIsUnderWay_SharesTheNextOne()
    {
        var first = Save("1");
        var second = Save("2");
        var third = Save("3");
        Assert.Equal(["1"], _written);

        _writes.Dequeue().SetResult();
        await first;
        Assert.Equal(["1", "3"], _written);
        Assert.False(second.IsCompleted || third.IsCompleted);
        _writes.Dequeue().SetResult();
        await Task.WhenAll(second, third);

        Assert.Equal(2, _commit.Writes);
    }

    [Fact]
    public async Task SettleAsync_WithNothingUnderWay_AnswersAtOnceAndElseWaits()
    {
        await _commit.SettleAsync();
        var save = Save("1");
        var settled = _commit.SettleAsync();
        Assert.False(settled.IsCompleted);

        _writes.Dequeue().SetResult();
        await Task.WhenAll(save, settled);

        Assert.Equal(["1"], _written);
    }

    [Fact]
    public async Task SaveAsync_WhenAWriteFails_TellsEverybodyAndTakesNothingMore()
    {
        var first = Save("1");
        var second = Save("2");

        _writes.Dequeue().SetException(new IOException("full"));

        await Assert.ThrowsAsync<IOException>(() => first);
        await Assert.ThrowsAsync<IOException>(() => second);
        Assert.Throws<OrleansException>(_commit.ThrowIfBroken);
        await Assert.ThrowsAsync<OrleansException>(_commit.SaveAsync);
        Assert.Equal(["1"], _written);
        _grain.GrainContext.ReceivedWithAnyArgs(1).Deactivate(default);
    }

    private Task Save(string value)
    {
        _value = value;
        return _commit.SaveAsync();
    }

    public sealed record Stored(string Value);
}
