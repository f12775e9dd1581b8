namespace SocialCommerce.Api.Rooms.Live;

/// <summary>
/// One reading for all who ask at about the same time. Whoever asks gets what was read after they asked, never something
/// older; a crowd costs one reading per spacing, and who asks alone does not wait.
/// </summary>
internal sealed class SharedRead<T>(Func<Task<T>> read, TimeSpan spacing, TimeProvider clock)
{
    private readonly Lock _lock = new();
    private Task<T>? _next;
    private Task _last = Task.CompletedTask;
    private DateTimeOffset _startedAt = DateTimeOffset.MinValue;

    public Task<T> GetAsync()
    {
        lock (_lock)
        {
            return _next ??= ReadNextAsync(_last);
        }
    }

    private async Task<T> ReadNextAsync(Task last)
    {
        // Out of the lock in which it is called, whatever is awaited first.
        await Task.Yield();
        await last.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        var wait = _startedAt + spacing - clock.GetUtcNow();
        if (wait > TimeSpan.Zero)
        {
            await Task.Delay(wait, clock);
        }

        Task<T> reading;
        lock (_lock)
        {
            // From here on those who ask are too late for this one.
            _next = null;
            _startedAt = clock.GetUtcNow();
            _last = reading = Read();
        }

        return await reading;
    }

    private async Task<T> Read()
    {
        await Task.Yield();
        return await read();
    }
}
