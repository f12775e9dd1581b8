using SocialCommerce.Grains.Interactions;
using SocialCommerce.Grains.Interfaces.Interactions;
using SocialCommerce.Grains.Interfaces.Recommendations;
using SocialCommerce.Grains.Tests.Hosting;

namespace SocialCommerce.Grains.Tests.Interactions;

public sealed class PartitionGrainTests : IAsyncLifetime
{
    private GrainHost _host = null!;

    public async Task InitializeAsync()
    {
        _host = await GrainHost.StartAsync();
        await _host.Grains.StockAsync(6);
    }

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task Drain_RowsWithoutHints_AreAppliedFromTheLog()
    {
        await AppendAsync("u-1", "p-1", "p-2");

        await _host.SettleAsync();

        Assert.Equal(1, await _host.Grains.LikesOfAsync("p-1"));
        var neighbour = Assert.Single(await _host.Grains.Product("p-1").GetNeighboursAsync());
        Assert.Equal("p-2", neighbour.ProductId);
        var pool = await _host.Grains.GetGrain<ITrendGrain>("kitchen").GetPoolAsync(10);
        Assert.Equal(["p-1", "p-2"], pool.Popular.Select(entry => entry.ProductId).Order());
    }

    [Fact]
    public async Task Drain_HintsLostInTheMiddle_AreFilledFromTheLogOnceAndInOrder()
    {
        var silent = Enumerable.Range(0, 1_000).Select(number => $"silent-{number}")
            .First(user => Partitions.Of(user) == Partitions.Of("u-1"));
        await _host.Grains.LikeAsync("u-1", "p-1");
        await AppendAsync(silent, "p-2", "p-3");
        await _host.Grains.LikeAsync("u-1", "p-4");

        await _host.SettleAsync();

        Assert.Equal(4, (await PartitionOf("u-1").GetProgressAsync()).Applied);
        var likes = await Task.WhenAll(new[] { "p-1", "p-2", "p-3", "p-4" }.Select(id => _host.Grains.LikesOfAsync(id)));
        Assert.Equal([1L, 1L, 1L, 1L], likes);
        Assert.Equal("p-1", Assert.Single(await _host.Grains.Product("p-4").GetNeighboursAsync()).ProductId);
        Assert.Equal("p-2", Assert.Single(await _host.Grains.Product("p-3").GetNeighboursAsync()).ProductId);
    }

    [Fact]
    public async Task Start_AfterRowsThatNobodyApplied_CatchesUpByItself()
    {
        await AppendAsync("u-1", "p-1");
        await _host.RestartAsync();

        await _host.SettleAsync();

        Assert.Equal(1, await _host.Grains.LikesOfAsync("p-1"));
    }

    [Fact]
    public async Task Checkpoint_ThenRestart_AppliesNothingTwice()
    {
        await RecordManyAsync();
        await _host.SettleAsync();
        var before = await DescribeAsync();
        await PartitionOf("u-1").CheckpointAsync();
        var progress = await PartitionOf("u-1").GetProgressAsync();
        Assert.True(progress.Applied > 0);
        Assert.Equal(progress.Applied, progress.Checkpoint);

        await _host.RestartAsync();
        await _host.SettleAsync();

        Assert.Equal(before, await DescribeAsync());
    }

    [Fact]
    public async Task Restart_InTheMiddle_CountsEveryRowOnce()
    {
        await RecordManyAsync();
        await _host.RestartAsync();
        await AppendAsync("late", "p-1");
        await _host.RestartAsync();
        await _host.SettleAsync();

        for (var product = 1; product <= 6; product++)
        {
            Assert.Equal(await CountRowsAsync($"p-{product}"), await _host.Grains.LikesOfAsync($"p-{product}"));
        }
    }

    [Fact]
    public async Task Drain_ManyUsersAtOnce_CountersEqualTheRows()
    {
        await Task.WhenAll(Enumerable.Range(0, 60).Select(user =>
            _host.Grains.LikeAsync($"user-{user}", "p-1", $"p-{2 + (user % 5)}")));
        await _host.SettleAsync();

        Assert.Equal(60, await _host.Grains.LikesOfAsync("p-1"));
        for (var product = 2; product <= 6; product++)
        {
            Assert.Equal(12, await _host.Grains.LikesOfAsync($"p-{product}"));
        }
    }

    private async Task RecordManyAsync()
    {
        for (var user = 0; user < 30; user++)
        {
            await _host.Grains.LikeAsync($"u-{user}", $"p-{1 + (user % 6)}", $"p-{1 + ((user + 1) % 6)}");
        }
    }

    private IInteractionPartitionGrain PartitionOf(string userId) =>
        _host.Grains.GetGrain<IInteractionPartitionGrain>(Partitions.Of(userId));

    private Task<IReadOnlyList<LogPlace>> AppendAsync(string userId, params string[] products) => _host.Log.AppendAsync(
        [.. products.Select(id => new LogEntry(userId, Shop.Like(userId, id), "kitchen", Shop.Now))], CancellationToken.None);

    private async Task<List<string>> DescribeAsync()
    {
        var lines = new List<string>();
        for (var product = 1; product <= 6; product++)
        {
            var neighbours = await _host.Grains.Product($"p-{product}").GetNeighboursAsync();
            lines.Add($"{await _host.Grains.LikesOfAsync($"p-{product}")} {string.Join(' ', neighbours)}");
        }

        return lines;
    }

    private async Task<int> CountRowsAsync(string productId)
    {
        var count = 0;
        for (var partition = 0; partition < Partitions.Count; partition++)
        {
            var rows = await _host.Log.ReadPartitionAsync(partition, 0, 1_000, CancellationToken.None);
            count += rows.Count(row => row.Interaction.ProductId == productId);
        }

        return count;
    }
}
