using System.Globalization;
using SocialCommerce.Grains.Interfaces.Inventory;

namespace SocialCommerce.Grains.Inventory;

/// <content>The shards that sell beside the stock.</content>
internal sealed partial class StockGrain
{
    private StockSpares _spares = null!;
    private Task _recall = Task.CompletedTask;

    // Calls that come meanwhile wait for the same recall.
    public Task RecallAsync(CancellationToken cancellationToken)
    {
        if (_spares.MayHaveAny(clock.GetUtcNow()) && _recall.IsCompleted)
        {
            _recall = RecallAllAsync();
        }

        return _recall;
    }

    public Task NoteSpareAsync(ShardSpare spare, CancellationToken cancellationToken)
    {
        if (_spares.Note(spare))
        {
            _teller.Note(Copy());
        }

        return Task.CompletedTask;
    }

    private async Task RecallAllAsync()
    {
        await Task.WhenAll(Enumerable.Range(0, _spares.Shards).Select(number => Shard(number).GiveBackAsync()));
        _spares.NoteRecall(clock.GetUtcNow());
    }

    // A shard that wakes says what it has, and lets go of what expired.
    private void AskShards()
    {
        for (var number = 0; number < _spares.Shards; number++)
        {
            Shard(number).ReportAsync().Forget();
        }
    }

    private IStockShardGrain Shard(int number) =>
        GrainFactory.GetGrain<IStockShardGrain>(string.Create(CultureInfo.InvariantCulture, $"{Sku}/{number}"));
}
