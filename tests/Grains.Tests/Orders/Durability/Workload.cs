using System.Collections.Concurrent;
using System.Collections.Immutable;
using SocialCommerce.Grains.Interfaces.Orders;
using SocialCommerce.Grains.Interfaces.Products;
using SocialCommerce.Grains.Tests.Hosting;
using SocialCommerce.Grains.Tests.Products;
using SocialCommerce.Silo.Storage;

namespace SocialCommerce.Grains.Tests.Orders.Durability;

/// <summary>What was acknowledged, and how long the write-ahead log was by then: whoever keeps that much of it keeps this.</summary>
internal sealed record Acknowledged(string OrderId, long Revision, OrderStatus Status, long LogBytes);

/// <summary>
/// A shop that sells for a while, and the files it leaves when its process is gone without a word: the main file as it was at
/// the start, and every commit since in the write-ahead log.
/// </summary>
internal sealed class Workload : IDisposable
{
    public const int Skus = 4;

    public const int Units = 30;

    private const int OrdersMax = 60;

    private const int AtOnce = 4;

    private readonly ConcurrentQueue<Acknowledged> _acknowledged = new();
    private readonly string _root = Directory.CreateTempSubdirectory("social-commerce-cuts-").FullName;

    public IReadOnlyList<Acknowledged> Acknowledged => [.. _acknowledged];

    public string File => Path.Combine(_root, "store.db");

    public byte[] Log { get; private set; } = [];

    /// <summary>How long the log was when the shop opened.</summary>
    public long OpenedAt { get; private set; }

    public static string Sku(int number) => $"p-{number + 1}";

    public static async Task<Workload> RunAsync(int seed)
    {
        var workload = new Workload();
        await using var host = await GrainHost.StartAsync(isAlone: true);
        await workload.SellAsync(host, seed);
        return workload;
    }

    /// <summary>A data directory as a power cut leaves it that kept so much of the log.</summary>
    public string Cut(long logBytes)
    {
        var directory = Directory.CreateTempSubdirectory("social-commerce-cut-").FullName;
        System.IO.File.Copy(File, Path.Combine(directory, "store.db"));
        System.IO.File.WriteAllBytes(Path.Combine(directory, "store.db-wal"), Log.AsSpan(0, (int)logBytes).ToArray());
        return directory;
    }

    public void Dispose() => Directory.Delete(_root, recursive: true);

    private async Task SellAsync(GrainHost host, int seed)
    {
        var store = host.Service<SqliteStore>();
        await host.Grains.RegisterAsync(OrderSamples.Buyer);
        for (var number = 0; number < Skus; number++)
        {
            var created = await host.Grains.Product(Sku(number)).CreateAsync(ProductSamples.Create($"Teapot {number}", stock: Units));
            Assert.Equal(ProductStatus.Done, created.Status);
        }

        OpenedAt = LogLength(host);
        for (var first = 0; first < OrdersMax; first += AtOnce)
        {
            await Task.WhenAll(Enumerable.Range(first, AtOnce).Select(number => BuyAsync(host, number, new Random((seed * 1_000) + number))));
        }

        await CopyAsync(store);
    }

    private async Task BuyAsync(GrainHost host, int number, Random random)
    {
        var id = $"o-{number}";
        var order = host.Grains.Order(id);
        var skus = Enumerable.Range(0, Skus).OrderBy(_ => random.Next()).Take(random.Next(1, 3));
        var items = skus.Select(sku => new OrderItem(Sku(sku), random.Next(1, 3))).ToImmutableArray();
        var command = new PlaceOrder(OrderSamples.Buyer, items, Payment: random.Next(2) == 0 ? new PaymentChoice(Method(random)) : null);
        if (!Note(host, id, await order.PlaceAsync(command)))
        {
            return;
        }

        if (command.Payment is null && random.Next(4) > 0)
        {
            Note(host, id, await order.PayAsync(OrderSamples.Pay($"pay-{number}", Method(random))));
        }

        var step = random.Next(5);
        Note(host, id, step switch
        {
            0 => await order.CancelAsync(OrderSamples.Cancel($"cancel-{number}")),
            1 or 2 => await order.ShipAsync(OrderSamples.Ship()),
            3 => await order.RefundAsync(OrderSamples.Refund($"rf-{number}", null)),
            _ => new OrderResult(OrderOutcome.NotFound),
        });
        if (step == 1)
        {
            Note(host, id, await order.DeliverAsync(OrderSamples.Deliver()));
        }
    }

    private static string Method(Random random) => random.Next(6) switch
    {
        0 => "test-declined",
        1 => "test-timeout",
        _ => "test-card",
    };

    private bool Note(GrainHost host, string orderId, OrderResult result)
    {
        if (result.Order is { } order)
        {
            _acknowledged.Enqueue(new Acknowledged(orderId, order.Revision, order.Status, LogLength(host)));
        }

        return result.Order is not null;
    }

    private static long LogLength(GrainHost host) => new FileInfo(Path.Combine(host.DataDirectory, "store.db-wal")).Length;

    // On the writer's thread, so that no commit is half written meanwhile.
    private async Task CopyAsync(SqliteStore store)
    {
        var path = Path.Combine(store.Options.DataDirectory, "store.db");
        await store.Writer.WriteAsync(session =>
        {
            Log = System.IO.File.ReadAllBytes(path + "-wal");
            System.IO.File.Copy(path, File, overwrite: true);
            return 0;
        });
    }
}
