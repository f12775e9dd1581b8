using System.Collections.Concurrent;
using System.Diagnostics;
using SocialCommerce.Client;
using SocialCommerce.Client.Common;

namespace SocialCommerce.Crash.Tests.Cluster;

/// <summary>
/// Asks every product again and again, and tells for a moment how long it took until each had answered a question that
/// was asked after it: the products are spread over all silos.
/// </summary>
internal sealed class Outage : IAsyncDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    private readonly CancellationTokenSource _end = new();
    private readonly ConcurrentDictionary<string, (long Asked, long Answered)> _last = new();
    private readonly ConcurrentBag<string> _errors = [];
    private readonly Task _asking;

    public Outage(IReadOnlyList<SocialCommerceClient> clients, IReadOnlyList<string> productIds) =>
        _asking = Task.WhenAll(productIds.Select((productId, index) => Task.Run(() => AskAsync(clients[index % clients.Count], productId))));

    /// <summary>Answers other than a product, by what they said.</summary>
    public IEnumerable<IGrouping<string, string>> Errors => _errors.GroupBy(error => error);

    /// <summary>Until every product has answered a question asked after the moment.</summary>
    public async Task<TimeSpan> MeasureAsync(long since, TimeSpan patience)
    {
        while (_last.Values.Any(last => last.Asked < since))
        {
            if (Stopwatch.GetElapsedTime(since) > patience)
            {
                return Timeout.InfiniteTimeSpan;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(10));
        }

        return Stopwatch.GetElapsedTime(since);
    }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await _asking;
        _end.Dispose();
    }

    private async Task AskAsync(SocialCommerceClient client, string productId)
    {
        _last[productId] = default;
        while (!_end.IsCancellationRequested)
        {
            var asked = Stopwatch.GetTimestamp();
            try
            {
                await client.GetProductAsync(productId);
                _last[productId] = (asked, Stopwatch.GetTimestamp());
            }
            catch (ApiException refused)
            {
                _errors.Add($"{refused.Status} {refused.Code}");
            }

            await Task.Delay(Pause);
        }
    }
}
