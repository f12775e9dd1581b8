using System.Collections.Concurrent;

namespace SocialCommerce.Grains.Recommendations;

/// <summary>
/// Keeps what is wrong with one source away from the list that is made: a source that fails or is late is left out.
/// </summary>
internal sealed partial class SourceGuard(TimeProvider clock, ILogger<SourceGuard> logger)
{
    // A source that is down fails at every request; once a second says enough.
    private static readonly TimeSpan QuietPeriod = TimeSpan.FromSeconds(1);

    private readonly ConcurrentDictionary<string, long> _told = new(StringComparer.Ordinal);

    public async Task<ImmutableArray<T>> AskAsync<T>(string source, Func<Task<ImmutableArray<T>>> ask, TimeSpan deadline)
    {
        try
        {
            var answer = ask();
            return answer.IsCompletedSuccessfully ? answer.Result : await answer.WaitAsync(deadline, clock);
        }
#pragma warning disable CA1031 // Whatever is wrong with one source, the others answer.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            Tell(source, exception);
            return [];
        }
    }

    public static Task<ImmutableArray<T>> Nothing<T>() => Task.FromResult(ImmutableArray<T>.Empty);

    private void Tell(string source, Exception exception)
    {
        var now = clock.GetTimestamp();
        var told = _told.GetOrAdd(source, long.MinValue);
        if ((told == long.MinValue || clock.GetElapsedTime(told, now) >= QuietPeriod) && _told.TryUpdate(source, now, told))
        {
            LogSourceFailed(source, exception);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Suggestions are made without the source {Source}")]
    private partial void LogSourceFailed(string source, Exception exception);
}
