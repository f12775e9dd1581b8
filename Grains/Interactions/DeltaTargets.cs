using SocialCommerce.Grains.Interfaces.Products;
using SocialCommerce.Grains.Interfaces.Recommendations;
using SocialCommerce.Grains.Interfaces.Rooms;
using SocialCommerce.Grains.Interfaces.Rooms.Figures;

namespace SocialCommerce.Grains.Interactions;

/// <summary>
/// Sends deltas to their targets and remembers, per target, up to which row it was told since the last checkpoint.
/// </summary>
internal sealed partial class DeltaTargets(IGrainFactory grains, int partition, ILogger logger)
{
    private const int FlushesAtOnceMax = 256;

    private readonly Dictionary<Target, long> _told = [];

    /// <summary>
    /// Applies the batch to all its targets. False when a target has lost rows it was told of before. When a target fails,
    /// so does the call, and the batch is to be applied again; at the last attempt the failing target is left out.
    /// </summary>
    public async Task<bool> ApplyAsync(DeltaBatch batch, bool isLastAttempt, CancellationToken cancellationToken)
    {
        var calls = new List<Task<bool>>();
        foreach (var (id, delta) in batch.Products)
        {
            calls.Add(TellAsync(new Target(TargetKind.Product, id), LastOf(delta), isLastAttempt, previous =>
                grains.GetGrain<IProductGrain>(id).ApplyAsync(delta with { Previous = previous }, cancellationToken)));
        }

        foreach (var (id, delta) in batch.Trends)
        {
            calls.Add(TellAsync(new Target(TargetKind.Trend, id), delta.Hits[^1].Sequence, isLastAttempt, previous =>
                grains.GetGrain<ITrendGrain>(id).ApplyAsync(delta with { Previous = previous }, cancellationToken)));
        }

        foreach (var (id, delta) in batch.Rooms)
        {
            calls.Add(TellAsync(new Target(TargetKind.Room, id), delta.Hits[^1].Sequence, isLastAttempt, previous =>
                grains.GetGrain<IRoomGrain>(id).ApplyAsync(delta with { Previous = previous }, cancellationToken)));
        }

        foreach (var (id, delta) in batch.Figures)
        {
            calls.Add(TellAsync(new Target(TargetKind.Figures, id), delta.Touches[^1].Sequence, isLastAttempt, previous =>
                grains.GetGrain<IRoomFiguresGrain>(id).ApplyAsync(delta with { Previous = previous }, cancellationToken)));
        }

        var answers = await Task.WhenAll(calls);
        return !answers.Contains(false);
    }

    /// <summary>Makes what was told durable. False when a target has lost rows it was told of.</summary>
    public async Task<bool> FlushAsync(CancellationToken cancellationToken)
    {
        var isWhole = true;
        foreach (var chunk in _told.ToArray().Chunk(FlushesAtOnceMax))
        {
            var durable = await Task.WhenAll(chunk.Select(entry => FlushAsync(entry.Key, cancellationToken)));
            isWhole &= chunk.Zip(durable).All(pair => pair.Second >= pair.First.Value);
        }

        _told.Clear();
        return isWhole;
    }

    /// <summary>Everybody is to be told again from the checkpoint.</summary>
    public void Forget() => _told.Clear();

    private Task<long> FlushAsync(Target target, CancellationToken cancellationToken) => target.Kind switch
    {
        TargetKind.Product => grains.GetGrain<IProductGrain>(target.Id).FlushAsync(partition, cancellationToken),
        TargetKind.Trend => grains.GetGrain<ITrendGrain>(target.Id).FlushAsync(partition, cancellationToken),
        TargetKind.Figures => grains.GetGrain<IRoomFiguresGrain>(target.Id).FlushAsync(partition, cancellationToken),
        _ => grains.GetGrain<IRoomGrain>(target.Id).FlushAsync(partition, cancellationToken),
    };

    private async Task<bool> TellAsync(Target target, long sequence, bool isLastAttempt, Func<long, Task<bool>> call)
    {
        try
        {
            var isWhole = await call(_told.GetValueOrDefault(target));
            _told[target] = sequence;
            return isWhole;
        }
#pragma warning disable CA1031 // A target that always fails must not hold up everybody else's suggestions for ever.
        catch (Exception exception) when (isLastAttempt && exception is not OperationCanceledException)
#pragma warning restore CA1031
        {
            LogGivenUp(logger, partition, target.Kind, target.Id, sequence, exception);
            return true;
        }
    }

    private static long LastOf(ProductDelta delta) => Math.Max(
        delta.Engagements.Length == 0 ? 0 : delta.Engagements[^1].Sequence,
        delta.Gains.Length == 0 ? 0 : delta.Gains[^1].Sequence);

    [LoggerMessage(Level = LogLevel.Error,
        Message = "Partition {Partition}: {Kind} {Id} refuses the rows up to {Sequence}; they are left out of it")]
    private static partial void LogGivenUp(
        ILogger logger, int partition, TargetKind kind, string id, long sequence, Exception exception);

    private enum TargetKind
    {
        Product,
        Trend,
        Room,
        Figures,
    }

    private readonly record struct Target(TargetKind Kind, string Id);
}
