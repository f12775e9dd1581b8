using SocialCommerce.Grains.Interfaces.Products;
using SocialCommerce.Grains.Interfaces.Rooms;
using SocialCommerce.Grains.Interfaces.Search;
using SocialCommerce.Grains.Interfaces.Users;

namespace SocialCommerce.Grains.Search;

/// <summary>
/// Holds the index in memory and nothing else: <see cref="SearchCatalogue"/> finds; this reads it from the lists when it
/// wakes. What it is told meanwhile is newer than what it reads, or the same.
/// </summary>
internal sealed partial class SearchGrain(IListStore lists, TimeProvider clock, ILogger<SearchGrain> logger) : Grain, ISearchGrain
{
    /// <summary>Rooms that are over stay in their list; those before the last so many are taken to be.</summary>
    private const int RoomsMax = 1_000;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    private static readonly TimeSpan RetryDelay = TimeSpan.FromSeconds(2);

    private readonly SearchCatalogue _catalogue = new();
    private readonly TaskCompletionSource _isMade = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private OneShotTimer _making = null!;

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _making = new OneShotTimer(this, MakeAsync);
        _making.Schedule(TimeSpan.Zero);
        return Task.CompletedTask;
    }

    public Task PutAsync(SearchEntry entry, CancellationToken cancellationToken)
    {
        _catalogue.Put(entry);
        return Task.CompletedTask;
    }

    public async Task<SearchAnswer> FindAsync(SearchRequest request, CancellationToken cancellationToken)
    {
        if (!_isMade.Task.IsCompleted)
        {
            try
            {
                await _isMade.Task.WaitAsync(Patience, clock, cancellationToken);
            }
            catch (TimeoutException)
            {
                // Enough of the index is better than no answer.
            }
        }

        return _catalogue.Find(request);
    }

    private async Task MakeAsync(CancellationToken cancellationToken)
    {
        try
        {
            await ReadAsync(
                ListNames.Rooms, RoomsMax, async id => await GrainFactory.GetGrain<IRoomGrain>(id).GetAsync(cancellationToken) is { } room
                    ? SearchEntries.Of(room) : null, cancellationToken);
            await ReadAsync(
                ListNames.Products, int.MaxValue, async id => await GrainFactory.GetGrain<IProductGrain>(id).GetAsync(cancellationToken) is { } product
                    ? SearchEntries.Of(product) : null, cancellationToken);
            await ReadAsync(
                ListNames.Users, int.MaxValue, async id => await GrainFactory.GetGrain<IUserGrain>(id).GetProfileAsync(cancellationToken) is { } user
                    ? SearchEntries.Of(user) : null, cancellationToken);
            _isMade.TrySetResult();
        }
#pragma warning disable CA1031 // A store or a silo that is out; what can be found meanwhile is what was told.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            LogNotMade(_catalogue.Count, exception);
            _making.Schedule(RetryDelay);
        }
    }

    private async Task ReadAsync(
        string list, int limit, Func<string, Task<SearchEntry?>> describe, CancellationToken cancellationToken)
    {
        string? cursor = null;
        var read = 0;
        do
        {
            var page = await lists.PageAsync(list, new PageRequest(PageLimits.LimitMax, cursor), cancellationToken);
            foreach (var entry in (await Task.WhenAll(page.Ids.Select(describe))).OfType<SearchEntry>())
            {
                _catalogue.Put(entry);
            }

            read += page.Ids.Length;
            cursor = page.NextCursor;
        }
        while (cursor is not null && read < limit);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The search index is not whole yet: it has {Count} entries")]
    private partial void LogNotMade(int count, Exception exception);
}
