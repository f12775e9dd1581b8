using System.Globalization;
using System.Text;
using SocialCommerce.Grains.Interfaces.Operations.Webhooks;

namespace SocialCommerce.Grains.Operations.Webhooks;

/// <summary>
/// A merchant's endpoints and their messages. <see cref="WebhookRules"/> decides, <see cref="WebhookPump"/> sends; a timer
/// wakes it when a message is due, a reminder when a crash took the timer.
/// </summary>
internal sealed class WebhookGrain(
    [PersistentState("webhooks", StorageNames.Commerce)] IPersistentState<WebhookState> storage,
    WebhookServices services) : Grain, IWebhookGrain, IRemindable
{
    private const string SweepReminder = "sweep";
    private const int PruneMax = 1_000;

    private static readonly TimeSpan SweepPeriod = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan HousekeepingPeriod = TimeSpan.FromHours(1);

    private WebhookState _state = new();
    private GroupCommit<WebhookState> _commit = null!;
    private WebhookOutbox _outbox = null!;
    private WebhookPump _pump = null!;
    private DateTimeOffset _keptHouseAt;

    private string MerchantId => this.GetPrimaryKeyString();

    private DateTimeOffset Now => services.Clock.GetUtcNow();

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _state = storage.State;
        _commit = new GroupCommit<WebhookState>(storage, () => _state, this);
        _outbox = new WebhookOutbox(services.Store, this);
        _pump = new WebhookPump(services, _outbox, this, () => _state, NoteAsync);
        if (_state.Endpoints.Length > 0)
        {
            _pump.Wake();
        }

        return Task.CompletedTask;
    }

    public async Task<EnqueueResult> EnqueueAsync(MerchantEvent merchantEvent, CancellationToken cancellationToken)
    {
        _commit.ThrowIfBroken();
        if (WebhookRules.Address(_state, MerchantId, merchantEvent, Now) is not { } deliveries)
        {
            return new EnqueueResult(WebhookOutcome.Invalid);
        }

        if (deliveries.Length > 0)
        {
            await _outbox.WriteAsync([.. deliveries.Select(delivery => new AddDelivery(delivery))]);
            _pump.Wake();
        }

        return new EnqueueResult(WebhookOutcome.Done, deliveries.Length);
    }

    public async Task<WebhookResult> CreateAsync(CreateWebhook command, CancellationToken cancellationToken)
    {
        var (next, result) = WebhookRules.Create(_state, command, services.Options.AllowPrivateAddresses, Now);
        if (result.Outcome == WebhookOutcome.Done)
        {
            // The reminder first: without one a crash would end all telling.
            await this.RegisterOrUpdateReminder(SweepReminder, SweepPeriod, SweepPeriod);
            await SaveAsync(next);
        }

        return result;
    }

    public Task<ImmutableArray<WebhookEndpoint>> ListAsync(CancellationToken cancellationToken)
    {
        _commit.ThrowIfBroken();
        return Task.FromResult<ImmutableArray<WebhookEndpoint>>([.. _state.Endpoints.Select(endpoint => endpoint.Describe())]);
    }

    public async Task<WebhookResult> ChangeAsync(ChangeWebhook command, CancellationToken cancellationToken)
    {
        var (next, result) = WebhookRules.Change(_state, command, services.Options.AllowPrivateAddresses);
        await SaveAsync(next);
        if (result.Endpoint is { IsEnabled: false })
        {
            await _outbox.WriteAsync(new GiveUpPending(command.EndpointId, Now));
        }

        _pump.Wake();
        return result;
    }

    public async Task<WebhookOutcome> DeleteAsync(string endpointId, CancellationToken cancellationToken)
    {
        var (next, outcome) = WebhookRules.Delete(_state, endpointId);
        await SaveAsync(next);
        await _outbox.WriteAsync(new DeleteMessages(endpointId));
        if (_state.Endpoints.IsEmpty && await this.GetReminder(SweepReminder) is { } reminder)
        {
            await this.UnregisterReminder(reminder);
        }

        return outcome;
    }

    public async Task<WebhookResult> RotateAsync(string endpointId, ImmutableArray<byte> secret, CancellationToken cancellationToken)
    {
        var (next, result) = WebhookRules.Rotate(_state, endpointId, secret, Now);
        await SaveAsync(next);
        return result;
    }

    public async Task<WebhookMessagePage?> PageMessagesAsync(
        string endpointId, WebhookMessageStatus status, PageRequest request, CancellationToken cancellationToken)
    {
        if (WebhookRules.Find(_state, endpointId) is null)
        {
            return null;
        }

        var limit = Math.Clamp(request.Limit, 1, PageLimits.LimitMax);
        var before = long.TryParse(request.Cursor, NumberStyles.None, CultureInfo.InvariantCulture, out var sequence) ? sequence : long.MaxValue;

        // One row more than asked for tells whether there is a next page.
        var rows = await services.Store.ReadBackAsync(endpointId, status, before, limit + 1, cancellationToken);
        return new WebhookMessagePage(
            [.. rows.Take(limit).Select(row => Describe(row, withBody: false))],
            rows.Count > limit ? rows[limit - 1].Sequence.ToString(CultureInfo.InvariantCulture) : null);
    }

    public async Task<WebhookMessage?> GetMessageAsync(string endpointId, string messageId, CancellationToken cancellationToken) =>
        WebhookRules.Find(_state, endpointId) is not null
        && await services.Store.FindAsync(endpointId, messageId, cancellationToken) is { } row
            ? Describe(row, withBody: true)
            : null;

    public async Task<ReplayWebhooksResult> ReplayAsync(string endpointId, string? messageId, CancellationToken cancellationToken)
    {
        if (WebhookRules.Find(_state, endpointId) is null
            || (messageId is not null && await services.Store.FindAsync(endpointId, messageId, cancellationToken) is null))
        {
            return new ReplayWebhooksResult(WebhookOutcome.NotFound);
        }

        var count = await _outbox.WriteAsync(new ReplayMessages(endpointId, messageId, WebhookLimits.ReplayMax, Now));
        _pump.Wake();
        return new ReplayWebhooksResult(WebhookOutcome.Done, count);
    }

    public Task SweepAsync(CancellationToken cancellationToken) => _pump.RunAsync(cancellationToken);

    public async Task ReceiveReminder(string reminderName, TickStatus status)
    {
        if (Now - _keptHouseAt >= HousekeepingPeriod)
        {
            _keptHouseAt = Now;
            await KeepHouseAsync();
        }

        await _pump.RunAsync(CancellationToken.None);
    }

    private async Task KeepHouseAsync()
    {
        var options = services.Options;
        foreach (var endpoint in _state.Endpoints)
        {
            await _outbox.WriteAsync(
                new PruneMessages(endpoint.EndpointId, Now - options.DeliveredKept, Now - options.DeadKept, PruneMax),
                new FreeOldest(endpoint.EndpointId, Now));
        }
    }

    private async Task NoteAsync(string endpointId, WebhookAnswer answer)
    {
        var before = WebhookRules.Find(_state, endpointId)?.Disabled;
        await SaveAsync(WebhookRules.Note(_state, endpointId, answer, services.Options.DisableAfter, Now));
        if (before == WebhookDisabled.Unknown && WebhookRules.Find(_state, endpointId) is { Disabled: not WebhookDisabled.Unknown })
        {
            await _outbox.WriteAsync(new GiveUpPending(endpointId, Now));
        }
    }

    private Task SaveAsync(WebhookState next)
    {
        _commit.ThrowIfBroken();
        if (ReferenceEquals(next, _state))
        {
            return Task.CompletedTask;
        }

        _state = next;
        return _commit.SaveAsync();
    }

    private static WebhookMessage Describe(WebhookDelivery row, bool withBody) => new(
        row.MessageId, row.EventId, row.Type, row.SubjectId, row.At, row.Status, row.Attempts, row.NextAt, row.LastStatus, row.LastError,
        withBody ? Encoding.UTF8.GetString(row.Body) : null);
}
