namespace SocialCommerce.Grains.Operations.Webhooks;

/// <summary>
/// The one writer of a merchant's messages. Callers that come meanwhile share the next commit. After a failed commit the grain
/// is dropped.
/// </summary>
internal sealed class WebhookOutbox
{
    private readonly IWebhookStore _store;
    private readonly IGrainBase _grain;
    private readonly Batcher<Entry> _batcher;

    public WebhookOutbox(IWebhookStore store, IGrainBase grain)
    {
        _store = store;
        _grain = grain;
        _batcher = new Batcher<Entry>(CommitAsync);
    }

    /// <summary>Durable when it answers, with the number of rows that changed.</summary>
    public async Task<int> WriteAsync(params WebhookChange[] changes)
    {
        var entry = new Entry(changes);
        await _batcher.AddAsync(entry);
        return entry.Rows;
    }

    private async Task CommitAsync(IReadOnlyList<Entry> entries)
    {
        try
        {
            var rows = await _store.WriteAsync([.. entries.SelectMany(entry => entry.Changes)], CancellationToken.None);
            var index = 0;
            foreach (var entry in entries)
            {
                entry.Rows = entry.Changes.Sum(_ => rows[index++]);
            }
        }
        catch
        {
            _grain.DeactivateOnIdle();
            throw;
        }
    }

    private sealed class Entry(WebhookChange[] changes)
    {
        public WebhookChange[] Changes { get; } = changes;

        public int Rows { get; set; }
    }
}
