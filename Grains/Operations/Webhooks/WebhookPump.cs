using SocialCommerce.Grains.Interfaces.Operations.Webhooks;

namespace SocialCommerce.Grains.Operations.Webhooks;

/// <summary>
/// Sends what is due, a few at a time to each endpoint, so that a slow one keeps nobody else waiting. What was sent and not
/// noted, because of a crash, is sent again under the same id.
/// </summary>
internal sealed partial class WebhookPump
{
    private static readonly TimeSpan LookAgain = TimeSpan.FromSeconds(5);

    private readonly IWebhookStore _store;
    private readonly IWebhookSender _sender;
    private readonly WebhookOutbox _outbox;
    private readonly WebhookOptions _options;
    private readonly TimeProvider _clock;
    private readonly ILogger _logger;
    private readonly Func<WebhookState> _state;
    private readonly Func<string, WebhookAnswer, Task> _note;
    private readonly IGrainTimer _timer;
    private readonly Dictionary<string, HashSet<string>> _underWay = [];
    private readonly HashSet<string> _over = [];
    private DateTimeOffset? _wakeAt;

    /// <param name="note">Told how an endpoint did.</param>
    public WebhookPump(
        WebhookServices services, WebhookOutbox outbox, IGrainBase grain, Func<WebhookState> state, Func<string, WebhookAnswer, Task> note)
    {
        (_store, _sender, _options, _clock, _logger) = (services.Store, services.Sender, services.Options, services.Clock, services.Logger);
        (_outbox, _state, _note) = (outbox, state, note);
        _timer = grain.RegisterGrainTimer(TickAsync, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Looks again soon, or at a time, whichever comes first.</summary>
    public void Wake(DateTimeOffset? at = null)
    {
        var now = _clock.GetUtcNow();
        var wakeAt = at is { } later && later > now ? later : now;
        if (_wakeAt is null || wakeAt < _wakeAt)
        {
            _wakeAt = wakeAt;
            _timer.Change(wakeAt - now, Timeout.InfiniteTimeSpan);
        }
    }

    /// <summary>Starts what is due. Runs as a turn of the grain; what it starts goes on beside it.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        _wakeAt = null;
        foreach (var endpoint in _state().Endpoints.Where(endpoint => endpoint.Disabled == WebhookDisabled.Unknown))
        {
            if (await StartDueAsync(endpoint, cancellationToken) is { } nextAt)
            {
                Wake(nextAt);
            }
        }
    }

    // A store that is out is asked again; nobody else would.
    private async Task TickAsync(CancellationToken cancellationToken)
    {
        try
        {
            await RunAsync(cancellationToken);
        }
#pragma warning disable CA1031 // Whatever it was, what is due stays due.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            LogNotRead(_logger, exception);
            Wake(_clock.GetUtcNow() + LookAgain);
        }
    }

    // Answers when to look again; null when one that is under way does so when it comes back, or when there is nothing.
    private async Task<DateTimeOffset?> StartDueAsync(StoredEndpoint endpoint, CancellationToken cancellationToken)
    {
        if (!_underWay.TryGetValue(endpoint.EndpointId, out var underWay))
        {
            _underWay.Add(endpoint.EndpointId, underWay = []);
        }

        _over.Clear();
        var rows = await _store.ReadNextAsync(endpoint.EndpointId, _options.AtOnceMax + 1, cancellationToken);
        foreach (var row in rows.Where(row => !underWay.Contains(row.MessageId) && !_over.Contains(row.MessageId)))
        {
            if (row.NextAt > _clock.GetUtcNow())
            {
                return row.NextAt;
            }

            if (underWay.Count >= _options.AtOnceMax)
            {
                return null;
            }

            underWay.Add(row.MessageId);
            DeliverAsync(endpoint, row, underWay).Forget();
        }

        return null;
    }

    private async Task DeliverAsync(StoredEndpoint endpoint, WebhookDelivery row, HashSet<string> underWay)
    {
        try
        {
            var now = _clock.GetUtcNow();
            var request = new WebhookRequest(endpoint.Url, WebhookRules.Keys(endpoint, now), row.MessageId, now, row.Body);
            var answer = await _sender.SendAsync(request, CancellationToken.None);
            await _outbox.WriteAsync(Note(row, answer));
            await _note(endpoint.EndpointId, answer);
            LogSent(_logger, row.MessageId, endpoint.EndpointId, answer.Status);
        }
#pragma warning disable CA1031 // Nobody waits for it; the message stays due.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            LogNotNoted(_logger, row.MessageId, exception);
        }
        finally
        {
            underWay.Remove(row.MessageId);
            _over.Add(row.MessageId);
            Wake();
        }
    }

    private NoteAttempt Note(WebhookDelivery row, WebhookAnswer answer)
    {
        var (attempts, now) = (row.Attempts + 1, _clock.GetUtcNow());
        var nextAt = answer.IsDelivered || answer.IsGone ? null : WebhookLadder.NextAt(row.MessageId, attempts, answer.RetryAfter, now);
        var status = answer.IsDelivered ? WebhookMessageStatus.Delivered
            : nextAt is null ? WebhookMessageStatus.Dead
            : WebhookMessageStatus.Pending;
        return new NoteAttempt(row.EndpointId, row.MessageId, status, attempts, nextAt, answer.Status, answer.Error, now);
    }

    [LoggerMessage(Level = LogLevel.Debug, Message = "Message {MessageId} to endpoint {EndpointId}: {Status}")]
    private static partial void LogSent(ILogger logger, string messageId, string endpointId, int status);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Webhook messages that are due could not be read")]
    private static partial void LogNotRead(ILogger logger, Exception exception);

    [LoggerMessage(Level = LogLevel.Warning, Message = "What became of message {MessageId} was not noted; it is sent again")]
    private static partial void LogNotNoted(ILogger logger, string messageId, Exception exception);
}
