using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using SocialCommerce.Grains.Interfaces.Common;
using SocialCommerce.Grains.Interfaces.Operations.Webhooks;
using SocialCommerce.Grains.Operations.Webhooks;
using SocialCommerce.Grains.Tests.Hosting;
using SocialCommerce.Tests.Shared;

namespace SocialCommerce.Grains.Tests.Operations.Webhooks;

public sealed class WebhookGrainTests : IAsyncLifetime
{
    private readonly FakeReceiver _receiver = new();
    private GrainHost _host = null!;

    private IWebhookGrain Webhooks => _host.Grains.GetGrain<IWebhookGrain>("u-1");

    public async Task InitializeAsync() => _host = await GrainHost.StartAsync(services =>
    {
        services.AddSingleton<IWebhookSender>(_receiver);
        services.Configure<WebhookOptions>(options => options.DisableAfter = TimeSpan.FromDays(30));
    });

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task Enqueue_AnEventThatIsWanted_ArrivesOnce()
    {
        await CreateAsync();

        Assert.Equal(1, (await EnqueueAsync(1)).Endpoints);
        Assert.Equal(1, (await EnqueueAsync(1)).Endpoints);
        Assert.Equal(0, (await EnqueueAsync(2, type: "stock.low")).Endpoints);
        Assert.Equal(WebhookOutcome.Invalid, (await EnqueueAsync(3, data: "{")).Outcome);

        var sent = Assert.Single(await _receiver.WaitAsync(1));
        Assert.Equal("https://shop.test/1", sent.Url);
        Assert.Equal(1, JsonSerializer.Deserialize<JsonElement>(sent.Body).GetProperty("data").GetProperty("number").GetInt32());
        Assert.Equal(WebhookMessageStatus.Delivered, (await StatusAsync(1, WebhookMessageStatus.Delivered)).Status);
        Assert.Single(_receiver.Sent);
    }

    [Fact]
    public async Task Message_ThatDoesNotArrive_IsTriedByTheLadderAndThenDead()
    {
        await CreateAsync();
        _receiver.Answer = _ => new WebhookAnswer(500);
        await EnqueueAsync(1);

        for (var attempt = 1; attempt <= WebhookLadder.AttemptsMax; attempt++)
        {
            Assert.Equal(attempt, (await _receiver.WaitAsync(attempt)).Count);
            await Eventually.GetAsync(() => MessageAsync(1), message => message!.Attempts == attempt);
            _host.Clock.Advance(TimeSpan.FromHours(28));
            await Webhooks.SweepAsync();
        }

        var dead = await StatusAsync(1, WebhookMessageStatus.Dead);
        Assert.Equal((WebhookLadder.AttemptsMax, 500), (dead.Attempts, dead.LastStatus));
        Assert.Single(_receiver.Sent.Select(request => request.MessageId).Distinct());
        Assert.Single(_receiver.Sent.Select(request => Convert.ToBase64String(request.Body)).Distinct());
    }

    [Fact]
    public async Task Message_BeforeItsTime_IsNotTried()
    {
        await CreateAsync();
        _receiver.Answer = _ => new WebhookAnswer(503, RetryAfter: TimeSpan.FromMinutes(10));
        await EnqueueAsync(1);
        await Eventually.GetAsync(() => MessageAsync(1), message => message!.Attempts == 1);

        _host.Clock.Advance(TimeSpan.FromMinutes(9));
        await Webhooks.SweepAsync();

        Assert.Single(_receiver.Sent);
    }

    [Fact]
    public async Task Messages_OfOneSubject_ArriveInOrderAndADeadOneHoldsUpNobodyElse()
    {
        await CreateAsync();
        _receiver.Answer = request => new WebhookAnswer(Number(request) == 1 ? 500 : 200);
        await EnqueueAsync(1, subject: "o-1");
        await EnqueueAsync(2, subject: "o-1");
        await EnqueueAsync(3, subject: "o-2");

        await StatusAsync(3, WebhookMessageStatus.Delivered);
        Assert.DoesNotContain(2, _receiver.Sent.Select(Number));
        _receiver.Answer = _ => new WebhookAnswer(200);
        _host.Clock.Advance(TimeSpan.FromMinutes(1));
        await Webhooks.SweepAsync();
        await StatusAsync(2, WebhookMessageStatus.Delivered);

        Assert.Equal([1, 2], _receiver.Sent.Select(Number).Where(number => number != 3).TakeLast(2));
    }

    [Fact]
    public async Task Messages_ToAnEndpointThatHangs_HoldUpNoOther()
    {
        await CreateAsync(1);
        await CreateAsync(2);
        _receiver.Hangs = request => request.Url.EndsWith('1');
        for (var number = 1; number <= 20; number++)
        {
            await EnqueueAsync(number, subject: $"o-{number}");
        }

        await Eventually.GetAsync(
            () => Task.FromResult(_receiver.Sent), sent => sent.Count(request => request.Url.EndsWith('2')) == 20);

        Assert.Equal(20, _receiver.Sent.Count(request => request.Url.EndsWith('2')));
        Assert.InRange(_receiver.Sent.Count(request => request.Url.EndsWith('1')), 1, 4);
    }

    /// <summary>It arrived, and the process ended before that was noted.</summary>
    [Fact]
    public async Task Message_WhoseArrivalWasNotNoted_IsSentAgainUnderTheSameId()
    {
        await CreateAsync();
        _receiver.Hangs = _ => true;
        await EnqueueAsync(1);
        await _receiver.WaitAsync(1);

        await _host.RestartAsync();
        _receiver.Hangs = _ => false;
        await Webhooks.SweepAsync();

        await StatusAsync(1, WebhookMessageStatus.Delivered);
        Assert.Equal(2, _receiver.Sent.Count);
        Assert.Single(_receiver.Sent.Select(request => request.MessageId).Distinct());
    }

    [Fact]
    public async Task Endpoint_ThatIsGone_IsToldNoMore_AndItsDeadAreSentWhenItIsBack()
    {
        await CreateAsync();
        _receiver.Answer = _ => new WebhookAnswer(410);
        await EnqueueAsync(1);
        await StatusAsync(1, WebhookMessageStatus.Dead);
        var gone = await Eventually.GetAsync(async () => (await Webhooks.ListAsync()).Single(), endpoint => !endpoint.IsEnabled);
        Assert.Equal(WebhookDisabled.Gone, gone.Disabled);
        Assert.Equal(0, (await EnqueueAsync(2)).Endpoints);

        _receiver.Answer = _ => new WebhookAnswer(200);
        Assert.True((await Webhooks.ChangeAsync(new ChangeWebhook("we_1", null, null, null, IsEnabled: true))).Endpoint!.IsEnabled);
        Assert.Equal(1, (await Webhooks.ReplayAsync("we_1", null)).Count);

        await StatusAsync(1, WebhookMessageStatus.Delivered);
        Assert.Equal(WebhookOutcome.NotFound, (await Webhooks.ReplayAsync("we_1", "msg_none")).Outcome);
    }

    [Fact]
    public async Task Replay_WhatWasDelivered_SendsItAgain()
    {
        await CreateAsync();
        await EnqueueAsync(1);
        var message = await StatusAsync(1, WebhookMessageStatus.Delivered);

        Assert.Equal(1, (await Webhooks.ReplayAsync("we_1", message.MessageId)).Count);

        Assert.Equal(2, (await _receiver.WaitAsync(2)).Count);
    }

    [Fact]
    public async Task Rotate_SignsWithBothForADay()
    {
        await CreateAsync();
        await Webhooks.RotateAsync("we_1", [9]);

        await EnqueueAsync(1);
        Assert.Equal([9, 1], (await _receiver.WaitAsync(1))[0].Keys.Select(key => key.Single()));
        _host.Clock.Advance(TimeSpan.FromHours(25));
        await EnqueueAsync(2);

        Assert.Equal([9], (await _receiver.WaitAsync(2))[1].Keys.Select(key => key.Single()));
    }

    [Fact]
    public async Task Delete_AnEndpoint_ForgetsItsMessages()
    {
        await CreateAsync();
        _receiver.Answer = _ => new WebhookAnswer(500);
        await EnqueueAsync(1);

        Assert.Equal(WebhookOutcome.Done, await Webhooks.DeleteAsync("we_1"));
        Assert.Equal(WebhookOutcome.NotFound, await Webhooks.DeleteAsync("we_1"));

        Assert.Null(await Webhooks.PageMessagesAsync("we_1", WebhookMessageStatus.Unknown, new PageRequest(10, null)));
        Assert.Null(await _host.Service<IWebhookStore>().FindAsync("we_1", WebhookRules.MessageIdOf("we_1", "ev-1"), default));
    }

    [Fact]
    public async Task Messages_ArePagedNewestFirst()
    {
        await CreateAsync();
        for (var number = 1; number <= 5; number++)
        {
            await EnqueueAsync(number);
        }

        var first = (await Webhooks.PageMessagesAsync("we_1", WebhookMessageStatus.Unknown, new PageRequest(3, null)))!;
        var second = (await Webhooks.PageMessagesAsync("we_1", WebhookMessageStatus.Unknown, new PageRequest(3, first.NextCursor)))!;

        Assert.Equal(["ev-5", "ev-4", "ev-3", "ev-2", "ev-1"], first.Messages.Concat(second.Messages).Select(message => message.EventId));
        Assert.Null(second.NextCursor);
    }

    private Task<WebhookResult> CreateAsync(int number = 1) => Webhooks.CreateAsync(
        new CreateWebhook($"we_{number}", $"https://shop.test/{number}", ["order.paid"], null, [(byte)number]));

    private Task<EnqueueResult> EnqueueAsync(int number, string type = "order.paid", string? subject = null, string? data = null) =>
        Webhooks.EnqueueAsync(new MerchantEvent(
            $"ev-{number}", type, subject ?? $"o-{number}", _host.Clock.GetUtcNow(),
            data ?? string.Create(CultureInfo.InvariantCulture, $$"""{"number":{{number}}}""")));

    private Task<WebhookMessage?> MessageAsync(int number) => Webhooks.GetMessageAsync("we_1", WebhookRules.MessageIdOf("we_1", $"ev-{number}"));

    private async Task<WebhookMessage> StatusAsync(int number, WebhookMessageStatus status)
    {
        var message = (await Eventually.GetAsync(() => MessageAsync(number), message => message!.Status == status))!;
        Assert.Equal(status, message.Status);
        return message;
    }

    private static int Number(WebhookRequest request) =>
        JsonSerializer.Deserialize<JsonElement>(request.Body).GetProperty("data").GetProperty("number").GetInt32();

    private sealed class FakeReceiver : IWebhookSender
    {
        private readonly ConcurrentQueue<WebhookRequest> _sent = new();

        public IReadOnlyList<WebhookRequest> Sent => [.. _sent];

        public Func<WebhookRequest, WebhookAnswer> Answer { get; set; } = _ => new WebhookAnswer(200);

        public Func<WebhookRequest, bool> Hangs { get; set; } = _ => false;

        public Task<WebhookAnswer> SendAsync(WebhookRequest request, CancellationToken cancellationToken)
        {
            _sent.Enqueue(request);
            return Hangs(request) ? new TaskCompletionSource<WebhookAnswer>().Task : Task.FromResult(Answer(request));
        }

        public Task<IReadOnlyList<WebhookRequest>> WaitAsync(int count) =>
            Eventually.GetAsync(() => Task.FromResult(Sent), sent => sent.Count >= count);
    }
}
