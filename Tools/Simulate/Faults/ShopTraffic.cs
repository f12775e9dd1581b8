using System.Globalization;
using SocialCommerce.Tools.Simulate.Sale;
using SocialCommerce.Tools.Verify;

namespace SocialCommerce.Tools.Simulate.Faults;

/// <summary>
/// A steady mix of everything that orders go through, drawn from a seed: placed with and without payment, paid, cancelled,
/// left, sent, delivered, refunded, and the same key once more. Each buyer does one thing after the other and goes on only when
/// its outcome is known.
/// </summary>
internal sealed class ShopTraffic(
    SaleAsker asker, IReadOnlyList<SaleBuyer> buyers, string sellerToken, IReadOnlyList<ClientItem> items, int seed, TimeProvider clock)
{
    private const int QuantityMax = 3;
    private const int PauseMaxMs = 60;

    private readonly int[] _numbers = new int[buyers.Count];
    private CancellationTokenSource? _enough;
    private Task _running = Task.CompletedTask;
    private int _probes;

    public void Start(CancellationToken cancellationToken)
    {
        _enough = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var enough = _enough.Token;
        _running = Task.WhenAll(buyers.Select((buyer, number) => Task.Run(() => ShopAsync(buyer, number, enough, cancellationToken), cancellationToken)));
    }

    /// <summary>Ends when every request has an answer.</summary>
    public async Task StopAsync()
    {
        if (_enough is not null)
        {
            await _enough.CancelAsync();
        }

        await _running;
        _enough?.Dispose();
        _enough = null;
    }

    /// <summary>Places new orders, each under a new key, until one is accepted.</summary>
    public async Task ProbeAsync(CancellationToken cancellationToken)
    {
        var number = Interlocked.Increment(ref _probes);
        var buyer = buyers[number % buyers.Count];
        var unknown = new List<SaleRequest>();
        for (var attempt = 0; ; attempt++)
        {
            var answer = await asker.PlaceAsync(buyer, string.Create(CultureInfo.InvariantCulture, $"probe-{number}-{attempt}"), items[0] with { Quantity = 1 }, cancellationToken);
            if (answer.Outcome == ClientOutcome.Ok)
            {
                break;
            }

            unknown.Add(answer.Request);
            await Task.Delay(TimeSpan.FromMilliseconds(20), clock, cancellationToken);
        }

        foreach (var request in unknown)
        {
            await asker.AskUntilKnownAsync(request, cancellationToken);
        }
    }

    private async Task ShopAsync(SaleBuyer buyer, int number, CancellationToken enough, CancellationToken cancellationToken)
    {
        while (!enough.IsCancellationRequested)
        {
            var count = _numbers[number]++;
            var random = Draw.Of(seed, (number * 1_000_003) + count);
            await BuyAsync(buyer, string.Create(CultureInfo.InvariantCulture, $"{buyer.Name}-{count}"), random, cancellationToken);
            await Task.Delay(TimeSpan.FromMilliseconds(random.Next(PauseMaxMs)), clock, cancellationToken);
        }
    }

    private async Task BuyAsync(SaleBuyer buyer, string key, Random random, CancellationToken cancellationToken)
    {
        var fate = random.Next(100);
        var placed = await AskAsync(Place(buyer, key, random, isPaid: fate < 40), random, cancellationToken);
        if (placed.OrderId is not { } orderId)
        {
            return;
        }

        var state = placed.State;
        if (fate is >= 40 and < 75)
        {
            state = (await AskAsync(Step(buyer, ClientOp.Pay, $"pay-{key}", $"/api/v1/orders/{orderId}/pay", """{"method":"test-card"}""", orderId), random, cancellationToken)).State;
        }
        else if (fate is >= 75 and < 90)
        {
            state = (await AskAsync(Step(buyer, ClientOp.Cancel, $"cancel-{key}", $"/api/v1/orders/{orderId}/cancel", "{}", orderId), random, cancellationToken)).State;
        }

        if (state == "paid")
        {
            await FulfilAsync(buyer with { Token = sellerToken }, key, orderId, random, cancellationToken);
        }
    }

    // The seller's part, which belongs to the buyer's order.
    private async Task FulfilAsync(SaleBuyer seller, string key, string orderId, Random random, CancellationToken cancellationToken)
    {
        var (fate, path) = (random.Next(100), $"/api/v1/sellers/me/orders/{orderId}");
        if (fate < 40)
        {
            await AskAsync(Step(seller, ClientOp.Ship, $"ship-{key}", $"{path}/ship", """{"carrier":"post"}""", orderId), random, cancellationToken);
            if (fate < 20)
            {
                await AskAsync(Step(seller, ClientOp.Deliver, $"deliver-{key}", $"{path}/deliver", "{}", orderId), random, cancellationToken);
            }
        }
        else if (fate < 60)
        {
            var body = fate < 50 ? """{"restock":true}""" : "{}";
            await AskAsync(Step(seller, ClientOp.Refund, $"refund-{key}", $"{path}/refunds", body, orderId), random, cancellationToken);
        }
    }

    // Every fifth is asked once more though its outcome is known.
    private async Task<SaleAnswer> AskAsync(SaleRequest request, Random random, CancellationToken cancellationToken)
    {
        var answer = await asker.AskUntilKnownAsync(request, cancellationToken);
        return random.Next(5) == 0 && answer.OrderId is not null ? await asker.AskUntilKnownAsync(request, cancellationToken) : answer;
    }

    private SaleRequest Place(SaleBuyer buyer, string key, Random random, bool isPaid)
    {
        var first = random.Next(items.Count);
        List<ClientItem> wanted = [items[first] with { Quantity = 1 + random.Next(QuantityMax) }];
        if (random.Next(3) == 0)
        {
            wanted.Add(items[(first + 1) % items.Count] with { Quantity = 1 });
        }

        var lines = string.Join(',', wanted.Select(item => string.Create(
            CultureInfo.InvariantCulture, $$"""{"productId":"{{item.ProductId}}","quantity":{{item.Quantity}},"priceVersion":{{item.PriceVersion}}}""")));
        var payment = isPaid ? ""","payment":{"method":"test-card"}""" : string.Empty;
        return new SaleRequest(buyer, key, ClientOp.Place, "/api/v1/orders", $$"""{"items":[{{lines}}]{{payment}}}""", Items: wanted);
    }

    private static SaleRequest Step(SaleBuyer buyer, ClientOp op, string key, string path, string body, string orderId) =>
        new(buyer, key, op, path, body, orderId);
}
