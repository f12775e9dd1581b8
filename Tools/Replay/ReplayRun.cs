using System.Diagnostics;
using SocialCommerce.Tools.Input;

namespace SocialCommerce.Tools.Replay;

/// <summary>
/// Prequential evaluation through the running system (Gama, Sebastião, Rodrigues, "On evaluating stream learning
/// algorithms", 2013): ask for suggestions, score the event against them, record the event, next. One event after the
/// other, each fully applied before the next is asked for, so the same file gives the same figures.
/// </summary>
internal sealed class ReplayRun(ReplayOptions options, ReplayShop shop, ReplayInput input, ITaskProgress progress)
{
    private const int AtOnceMax = 256;

    private readonly Dictionary<string, HashSet<string>> _touched = new(StringComparer.Ordinal);

    public async Task<ReplayResult> RunAsync(CancellationToken cancellationToken)
    {
        await AddProductsAsync(cancellationToken);
        await AddFollowsAsync(cancellationToken);
        var events = input.ReadEvents(options.File).ToList();
        await AddUsersAsync(events.Select(replayed => replayed.UserId), cancellationToken);
        var suggested = new ReplayMetrics(options.Top);
        var popular = new ReplayMetrics(options.Top);
        var started = Stopwatch.GetTimestamp();
        await progress.PhaseAsync("Replaying", events.Count, async bar =>
        {
            foreach (var replayed in events)
            {
                await ObserveAsync(replayed, suggested, popular, cancellationToken);
                bar.Report(suggested.Events);
            }
        });
        return new ReplayResult(suggested, popular, input.BadLines, Stopwatch.GetElapsedTime(started));
    }

    private async Task ObserveAsync(
        ReplayEvent replayed, ReplayMetrics suggested, ReplayMetrics popular, CancellationToken cancellationToken)
    {
        var length = Math.Max(options.Top, 10);
        var touched = TouchedBy(replayed.UserId);
        var suggestions = await shop.SuggestAsync(replayed, length, cancellationToken);
        suggested.Add(RankOf(replayed.ProductId, suggestions));
        var mostPopular = (await shop.PopularAsync(cancellationToken)).Where(id => !touched.Contains(id)).Take(length);
        popular.Add(RankOf(replayed.ProductId, mostPopular));
        await shop.RecordAsync(replayed, cancellationToken);
        touched.Add(replayed.ProductId);
    }

    private async Task AddProductsAsync(CancellationToken cancellationToken)
    {
        if (options.Products is { } file)
        {
            // A millisecond apart, in the order of the file: which products are new must not depend on who is created first.
            var products = input.ReadProducts(file).DistinctBy(product => product.ProductId)
                .Select((product, index) => (product.ProductId, product.Category, At: DateTimeOffset.UnixEpoch.AddMilliseconds(index)))
                .ToList();
            await ForAllAsync("Creating products", products, product =>
                shop.AddProductAsync(product.ProductId, product.Category, product.At, cancellationToken), cancellationToken);
        }
    }

    private async Task AddFollowsAsync(CancellationToken cancellationToken)
    {
        if (options.Social is { } file)
        {
            var follows = input.ReadFollows(file).Distinct().ToList();
            await AddUsersAsync(follows.SelectMany(pair => new[] { pair.Follower, pair.Followee }), cancellationToken);

            // One follower's follows keep their order; the followers go side by side.
            await ForAllAsync("Following", follows.GroupBy(pair => pair.Follower).ToList(), async followees =>
            {
                foreach (var (follower, followee) in followees)
                {
                    await shop.FollowAsync(follower, followee, cancellationToken);
                }
            }, cancellationToken);
        }
    }

    private Task AddUsersAsync(IEnumerable<string> userIds, CancellationToken cancellationToken)
    {
        var fresh = userIds.Distinct(StringComparer.Ordinal)
            .Where(id => _touched.TryAdd(id, new HashSet<string>(StringComparer.Ordinal))).ToList();
        return ForAllAsync("Creating users", fresh, id => shop.AddUserAsync(id, cancellationToken), cancellationToken);
    }

    private Task ForAllAsync<T>(string name, List<T> all, Func<T, Task> work, CancellationToken cancellationToken)
    {
        var done = 0L;
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = AtOnceMax, CancellationToken = cancellationToken };
        return progress.PhaseAsync(name, all.Count, bar => Parallel.ForEachAsync(all, parallel, async (item, _) =>
        {
            await work(item);
            bar.Report(Interlocked.Increment(ref done));
        }));
    }

    private HashSet<string> TouchedBy(string userId) => _touched[userId];

    private static int RankOf(string productId, IEnumerable<string> ranked)
    {
        var rank = 0;
        foreach (var candidate in ranked)
        {
            if (candidate == productId)
            {
                return rank;
            }

            rank++;
        }

        return -1;
    }
}

/// <summary>What is replayed, and how.</summary>
internal sealed record ReplayOptions(
    string File, string? Social, string? Products, string? DataDirectory, int Top, bool IsStrict, bool IsJson);

/// <summary>What came of it.</summary>
internal sealed record ReplayResult(ReplayMetrics Suggested, ReplayMetrics Popular, long BadLines, TimeSpan Elapsed)
{
    public double EventsPerSecond => Suggested.Events / Math.Max(0.001, Elapsed.TotalSeconds);
}
