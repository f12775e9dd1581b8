using SocialCommerce.Grains.Interfaces.Search;

namespace SocialCommerce.Grains.Search;

/// <summary>
/// Tells the index what changed. Nobody waits for it: an index that is gone makes itself again from what is stored, and
/// whoever tells has stored it before.
/// </summary>
internal sealed partial class SearchTelling(IGrainFactory grains, TimeProvider clock, ILogger<SearchTelling> logger)
{
    private const int AttemptsMax = 5;

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    public void Tell(SearchEntry entry) => TellAsync(entry).Forget();

    private async Task TellAsync(SearchEntry entry)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await grains.GetGrain<ISearchGrain>(ISearchGrain.All).PutAsync(entry);
                return;
            }
#pragma warning disable CA1031 // Whatever it was, it is tried again and then logged; nobody else can do anything about it.
            catch (Exception exception)
#pragma warning restore CA1031
            {
                if (attempt == AttemptsMax)
                {
                    LogNotTold(entry.Kind, entry.Id, exception);
                    return;
                }
            }

            await PauseAsync(attempt * Pause);
        }
    }

    private async Task PauseAsync(TimeSpan pause)
    {
        try
        {
            await new TaskCompletionSource().Task.WaitAsync(pause, clock);
        }
        catch (TimeoutException)
        {
            // That is what was waited for.
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The search index was not told of {Kind} {Id}; it is found as it was")]
    private partial void LogNotTold(SearchKind kind, string id, Exception exception);
}
