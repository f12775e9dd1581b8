using System.Collections.Concurrent;
using System.Globalization;
using SocialCommerce.Tools.Simulate.Wire;
using SocialCommerce.Tools.Verify;

namespace SocialCommerce.Tools.Simulate.Sale;

/// <summary>Everybody at once: an open loop of attempts, of which some repeat a key; winners pay, but for some.</summary>
internal sealed class SaleCrowd(
    FlashSaleOptions options, SaleAsker asker, IReadOnlyList<SaleBuyer> buyers, ClientItem item, TimeProvider clock)
{
    private const int Seed = 1;
    private const int RepeatWithin = 500;

    private readonly ConcurrentDictionary<string, int> _winners = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, string> _paid = new(StringComparer.Ordinal);
    private readonly ConcurrentBag<Task> _running = [];
    private long _answered;
    private long _firstAt = long.MaxValue;
    private long _lastAt;

    public LatencyHistogram OwnLag { get; } = new();

    public LatencyHistogram Accepted { get; } = new();

    /// <summary>Refusals of attempts that were answered when they were first asked.</summary>
    public LatencyHistogram Refused { get; } = new();

    /// <summary>Those of them that were due while the server was up and had been for some seconds.</summary>
    public LatencyHistogram RefusedSteady { get; } = new();

    public int Winners => _winners.Count;

    public int Paid => _paid.Count;

    public long Answered => Interlocked.Read(ref _answered);

    public double AchievedPerSecond => Answered / clock.GetElapsedTime(_firstAt, _lastAt).TotalSeconds;

    /// <summary>Whether an attempt that is due at a time is due while the server is as it usually is.</summary>
    public Func<long, bool> IsSteady { get; set; } = static _ => true;

    /// <summary>Ends when every attempt has an answer and every winner that pays has paid.</summary>
    public async Task RushAsync(CancellationToken cancellationToken)
    {
        var random = new Random(Seed);
        var keys = Enumerable.Range(0, options.Attempts).ToArray();
        for (var number = FlashSaleOptions.RepeatEvery - 1; number < keys.Length; number += FlashSaleOptions.RepeatEvery)
        {
            keys[number] = keys[number - 1 - random.Next(Math.Min(number, RepeatWithin))];
        }

        await Pacer.RunAsync(
            options.Attempts, options.PerSecond, clock, OwnLag,
            (number, due) => _running.Add(Task.Run(() => AttemptAsync(keys[number], due, cancellationToken), cancellationToken)),
            cancellationToken);
        await Task.WhenAll(_running);
    }

    /// <summary>Others take what comes back, until everything is paid for or the time is over.</summary>
    public async Task TakeRestAsync(TimeSpan most, CancellationToken cancellationToken)
    {
        var started = clock.GetTimestamp();
        for (var number = 0; Paid < options.Units && clock.GetElapsedTime(started) < most; number++)
        {
            var key = string.Create(CultureInfo.InvariantCulture, $"rest-{number}");
            var buyer = buyers[number % buyers.Count];
            var placed = await PlaceAsync(buyer, key, cancellationToken);
            if (placed.OrderId is { } orderId)
            {
                await PayAsync(buyer, key, orderId, cancellationToken);
            }
            else
            {
                await Task.Delay(TimeSpan.FromMilliseconds(250), clock, cancellationToken);
            }
        }
    }

    private async Task AttemptAsync(int keyNumber, long due, CancellationToken cancellationToken)
    {
        var buyer = buyers[keyNumber % buyers.Count];
        var key = string.Create(CultureInfo.InvariantCulture, $"sale-{keyNumber}");
        var answer = await asker.PlaceAsync(buyer, key, item, cancellationToken);
        if (answer.Outcome == ClientOutcome.Unknown)
        {
            answer = await asker.AskUntilKnownAsync(answer.Request, cancellationToken);
        }
        else
        {
            Measure(answer, due);
        }

        if (answer.OrderId is { } orderId && _winners.TryAdd(orderId, _winners.Count) && _winners[orderId] % FlashSaleOptions.AbandonEvery != FlashSaleOptions.AbandonEvery - 1)
        {
            await PayAsync(buyer, key, orderId, cancellationToken);
        }
    }

    private async Task<SaleAnswer> PlaceAsync(SaleBuyer buyer, string key, CancellationToken cancellationToken)
    {
        var answer = await asker.PlaceAsync(buyer, key, item, cancellationToken);
        return answer.Outcome == ClientOutcome.Unknown ? await asker.AskUntilKnownAsync(answer.Request, cancellationToken) : answer;
    }

    private async Task PayAsync(SaleBuyer buyer, string key, string orderId, CancellationToken cancellationToken)
    {
        var paid = await asker.PayAsync(buyer, $"pay-{key}", orderId, cancellationToken);
        if (paid.State == "paid")
        {
            _paid.TryAdd(orderId, key);
        }
    }

    private void Measure(SaleAnswer answer, long due)
    {
        var (now, latency) = (clock.GetTimestamp(), clock.GetElapsedTime(due));
        Interlocked.Increment(ref _answered);
        _firstAt = Math.Min(_firstAt, due);
        _lastAt = Math.Max(_lastAt, now);
        if (answer.Outcome == ClientOutcome.Ok)
        {
            Accepted.Add(latency);
        }
        else if (answer.IsSoldOut)
        {
            Refused.Add(latency);
            if (IsSteady(due))
            {
                RefusedSteady.Add(latency);
            }
        }
    }
}
