using System.Collections.Immutable;
using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using SocialCommerce.Grains.Interfaces.Common;
using SocialCommerce.Grains.Interfaces.Interactions;
using SocialCommerce.Grains.Interfaces.Products;
using SocialCommerce.Grains.Interfaces.Users;
using SocialCommerce.Grains.Recommendations;
using SocialCommerce.Silo.Hosting;
using SocialCommerce.Silo.Storage;

namespace SocialCommerce.Tools.Bench;

/// <summary>A silo over a real store with made-up products and users, for measuring.</summary>
internal sealed class BenchShop : IAsyncDisposable
{
    private const int AtOnceMax = 256;
    private const int Categories = 20;

    private readonly IHost _host;

    private BenchShop(IHost host)
    {
        _host = host;
        Grains = host.Services.GetRequiredService<IGrainFactory>();
    }

    public IGrainFactory Grains { get; }

    public static async Task<BenchShop> StartAsync(string directory)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Configuration[$"{SqliteStoreOptions.SectionName}:{nameof(SqliteStoreOptions.DataDirectory)}"] = directory;
        builder.Configuration[$"{TrainingOptions.SectionName}:{nameof(TrainingOptions.IsWorker)}"] = "false";
        builder.Logging.AddConsole(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.AddSocialCommerceSilo();
        var host = builder.Build();
        await host.StartAsync();
        return new BenchShop(host);
    }

    public static string ProductId(int product) => string.Create(CultureInfo.InvariantCulture, $"p{product}");

    public static string UserId(int user) => string.Create(CultureInfo.InvariantCulture, $"u{user}");

    /// <summary>Which of so many sellers sells a product: the users of these numbers.</summary>
    public static string SellerOf(string productId, int sellers) =>
        UserId(int.Parse(productId.AsSpan(1), CultureInfo.InvariantCulture) % sellers);

    /// <summary>Waits until what was shown is in the log of impressions.</summary>
    public Task FlushImpressionsAsync() =>
        _host.Services.GetRequiredService<ImpressionBuffer>().FlushAsync(CancellationToken.None);

    public Task AddProductsAsync(int count, int sellers = 100) => ForAllAsync(count, product =>
    {
        var details = new ProductDetails(
            $"Product {product}", "", $"category {product % Categories}", "", new Money(1_000 + product, "CNY"), 1_000_000,
            ImageUrl: null, ImmutableDictionary<string, string>.Empty);
        var at = DateTimeOffset.UnixEpoch.AddMilliseconds(product);
        return Grains.GetGrain<IProductGrain>(ProductId(product)).CreateAsync(new CreateProduct(SellerOf(ProductId(product), sellers), details, at));
    });

    public Task AddUsersAsync(int count) => ForAllAsync(count, user =>
        Grains.GetGrain<IUserGrain>(UserId(user)).CreateAsync(
            new CreateUser(UserId(user), UserId(user), DateTimeOffset.UnixEpoch)));

    /// <summary>Records interactions of one user in one call.</summary>
    public async Task RecordAsync(int user, ImmutableArray<Interaction> items)
    {
        var result = await Grains.GetGrain<IUserGrain>(UserId(user)).RecordAsync(new RecordInteractions(items));
        if (result.Results.Any(item => item.Status != InteractionStatus.Recorded))
        {
            throw new InvalidOperationException($"An interaction of {UserId(user)} was not recorded: {result.Results[0].Status}.");
        }
    }

    public Task DrainAsync() => ForAllAsync(Partitions.Count, partition =>
        Grains.GetGrain<IInteractionPartitionGrain>(partition).DrainAsync());

    /// <summary>Runs work for 0 to count − 1 at the concurrency of the published figures.</summary>
    public static Task ForAllAsync(int count, Func<int, Task> work) => Parallel.ForAsync(
        0, count, new ParallelOptions { MaxDegreeOfParallelism = AtOnceMax }, async (index, _) => await work(index));

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        _host.Dispose();
    }
}
