using System.Collections.Immutable;
using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using SocialCommerce.Grains.Interfaces.Common;
using SocialCommerce.Grains.Interfaces.Interactions;
using SocialCommerce.Grains.Interfaces.Products;
using SocialCommerce.Grains.Interfaces.Recommendations;
using SocialCommerce.Grains.Interfaces.Social;
using SocialCommerce.Grains.Interfaces.Users;
using SocialCommerce.Grains.Recommendations;
using SocialCommerce.Silo.Hosting;
using SocialCommerce.Silo.Storage;

namespace SocialCommerce.Tools.Replay;

/// <summary>A silo that a stream is fed into: the system's own path from suggestion to log to neighbours.</summary>
internal sealed class ReplayShop : IAsyncDisposable
{
    private const string SellerId = "replay";
    private const int PopularMax = 200;

    private readonly IHost _host;
    private readonly IGrainFactory _grains;
    private readonly ReplayClock _clock;
    private readonly HashSet<string> _products = new(StringComparer.Ordinal);

    private ReplayShop(IHost host, ReplayClock clock)
    {
        _host = host;
        _clock = clock;
        _grains = host.Services.GetRequiredService<IGrainFactory>();
    }

    /// <exception cref="StoreException">The store cannot be opened.</exception>
    public static async Task<ReplayShop> StartAsync(string dataDirectory, CancellationToken cancellationToken)
    {
        var clock = new ReplayClock();
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Configuration[$"{SqliteStoreOptions.SectionName}:{nameof(SqliteStoreOptions.DataDirectory)}"] = dataDirectory;

        // A source that a busy machine makes late would be left out, and the figures would tell of the machine.
        builder.Configuration[$"{RecommendationOptions.SectionName}:{nameof(RecommendationOptions.RetrieverDeadline)}"] = "00:05:00";
        // Models that are promoted by the clock would make two runs of the same file differ.
        builder.Configuration[$"{TrainingOptions.SectionName}:{nameof(TrainingOptions.IsWorker)}"] = "false";
        builder.Logging.AddConsole(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.Services.AddSingleton<TimeProvider>(clock);
        builder.AddSocialCommerceSilo();
        var host = builder.Build();
        try
        {
            host.Services.GetRequiredService<SqliteStore>();
            await host.StartAsync(cancellationToken);
            return new ReplayShop(host, clock);
        }
        catch
        {
            host.Dispose();
            throw;
        }
    }

    public async Task AddProductAsync(
        string productId, string category, DateTimeOffset at, CancellationToken cancellationToken)
    {
        var details = new ProductDetails(
            productId, "", category, "", new Money(0, "USD"), ProductLimits.StockMax, ImageUrl: null,
            ImmutableDictionary<string, string>.Empty);
        var result = await _grains.GetGrain<IProductGrain>(productId).CreateAsync(
            new CreateProduct(SellerId, details, at), cancellationToken);
        if (result.Status != ProductStatus.Done)
        {
            throw new InvalidOperationException($"Product {productId} was not created: {result.Status}.");
        }

        lock (_products)
        {
            _products.Add(productId);
        }
    }

    public Task AddUserAsync(string userId, CancellationToken cancellationToken) =>
        _grains.GetGrain<IUserGrain>(userId).CreateAsync(
            new CreateUser(userId, userId, _clock.GetUtcNow()), cancellationToken);

    public async Task FollowAsync(string followerId, string followeeId, CancellationToken cancellationToken)
    {
        var result = await _grains.GetGrain<IUserGrain>(followerId).FollowAsync(
            new FollowUser(followeeId, _clock.GetUtcNow()), cancellationToken);
        if (result.Status is not (FollowStatus.Done or FollowStatus.Self or FollowStatus.TooMany))
        {
            throw new InvalidOperationException($"{followerId} could not follow {followeeId}: {result.Status}.");
        }
    }

    /// <summary>What the user would be shown right before the event, the best first.</summary>
    public async Task<IReadOnlyList<string>> SuggestAsync(ReplayEvent replayed, int top, CancellationToken cancellationToken)
    {
        _clock.MoveTo(replayed.At);
        var request = new SuggestionRequest(
            string.Create(CultureInfo.InvariantCulture, $"i_{replayed.Line}"), top, RoomId: null, []);
        var list = await _grains.GetGrain<IUserGrain>(replayed.UserId).GetSuggestionsAsync(request, cancellationToken);
        return [.. list.Items.Select(item => item.ProductId)];
    }

    /// <summary>What was popular of late, the most popular first: the yardstick.</summary>
    public async Task<IReadOnlyList<string>> PopularAsync(CancellationToken cancellationToken)
    {
        var pool = await _grains.GetGrain<ITrendGrain>(ITrendGrain.All).GetPoolAsync(PopularMax, cancellationToken);
        return [.. pool.Popular.Select(entry => entry.ProductId)];
    }

    /// <summary>Records the event and waits until everything that follows from it is in place.</summary>
    public async Task RecordAsync(ReplayEvent replayed, CancellationToken cancellationToken)
    {
        if (!_products.Contains(replayed.ProductId))
        {
            await AddProductAsync(replayed.ProductId, ReplayInput.NoCategory, replayed.At, cancellationToken);
        }

        var eventId = string.Create(CultureInfo.InvariantCulture, $"line-{replayed.Line}");
        var interaction = new Interaction(
            eventId, replayed.ProductId, replayed.Kind, replayed.At, Value: replayed.Value);
        var result = await _grains.GetGrain<IUserGrain>(replayed.UserId).RecordAsync(
            new RecordInteractions([interaction]), cancellationToken);
        if (result.Results[0].Status != InteractionStatus.Recorded)
        {
            throw new InvalidOperationException($"Line {replayed.Line} was not recorded: {result.Results[0].Status}.");
        }

        var partition = Partitions.Of(replayed.UserId);
        await _grains.GetGrain<IInteractionPartitionGrain>(partition).DrainAsync(cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        _host.Dispose();
    }
}
