using SocialCommerce.Silo.Storage;

namespace SocialCommerce.Silo.Tests.Storage;

/// <summary>Keeps the writer busy until it is opened, so that what is queued meanwhile is one batch for certain.</summary>
internal sealed class WriterGate : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly ManualResetEventSlim _open = new();
    private readonly TaskCompletionSource _reached = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Task<bool> _held;

    private WriterGate(SqliteStore store)
    {
        _held = store.Writer.WriteAsync(_ =>
        {
            _reached.TrySetResult();
            return _open.Wait(Patience);
        });
    }

    /// <summary>Answers when the writer stands at the gate.</summary>
    public static async Task<WriterGate> CloseAsync(SqliteStore store)
    {
        var gate = new WriterGate(store);
        await gate._reached.Task.WaitAsync(Patience);
        return gate;
    }

    public async Task OpenAsync()
    {
        _open.Set();
        Assert.True(await _held);
    }

    public void Dispose()
    {
        _open.Set();
        _open.Dispose();
    }
}
