using SocialCommerce.Grains.Interfaces.Operations.Webhooks;
using SocialCommerce.Grains.Operations.Webhooks;

namespace SocialCommerce.Silo.Tests.Storage;

/// <summary>What merchants' webhooks rely on, whatever keeps their messages.</summary>
public abstract class WebhookStoreConformance
{
    private static readonly DateTimeOffset Now = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);

    protected abstract IWebhookStore Store { get; }

    /// <summary>Opens the same store anew, as the next process does.</summary>
    protected abstract Task ReopenAsync();

    [StoreFact]
    public async Task Add_AMessage_IsThereAfterReopeningByteForByte()
    {
        var added = Message(1) with { Body = [1, 2, 0, 255] };
        Assert.Equal([1], await Store.WriteAsync([new AddDelivery(added)], default));
        await ReopenAsync();

        var read = Assert.Single(await Store.ReadNextAsync("e-1", 10, default));

        Assert.Equal(added with { Sequence = read.Sequence, Body = read.Body }, read);
        Assert.Equal(added.Body, read.Body);
        Assert.Equal(read.Sequence, (await Store.FindAsync("e-1", "m-1", default))!.Sequence);
        Assert.Null(await Store.FindAsync("e-2", "m-1", default));
        Assert.Empty(await Store.ReadNextAsync("e-2", 10, default));
    }

    [StoreFact]
    public async Task Add_TheSameMessageAgain_ChangesNothing()
    {
        Assert.Equal([1, 0], await Store.WriteAsync([new AddDelivery(Message(1)), new AddDelivery(Message(1) with { Body = [9] })], default));
        Assert.Equal([0], await Store.WriteAsync([new AddDelivery(Message(1))], default));

        Assert.Equal(Message(1).Body, (await Store.FindAsync("e-1", "m-1", default))!.Body);
    }

    [StoreFact]
    public async Task Next_OfOneSubject_IsTheOldestAloneUntilItIsOver()
    {
        await AddAsync(Message(1), Message(2), Message(3, subject: "o-2"), Message(4));

        Assert.Equal(["m-1", "m-3"], await NextAsync());
        await Store.WriteAsync([Attempt(1, WebhookMessageStatus.Pending, Now.AddMinutes(5))], default);
        Assert.Equal(["m-3", "m-1"], await NextAsync());
        await Store.WriteAsync([Attempt(1, WebhookMessageStatus.Delivered)], default);
        Assert.Equal(["m-2", "m-3"], await NextAsync());
        await Store.WriteAsync([Attempt(2, WebhookMessageStatus.Dead), Attempt(3, WebhookMessageStatus.Delivered)], default);
        Assert.Equal(["m-4"], await NextAsync());
        await Store.WriteAsync([Attempt(4, WebhookMessageStatus.Delivered)], default);
        Assert.Empty(await NextAsync());
    }

    [StoreFact]
    public async Task Next_OfAnotherEndpoint_WaitsForNobodyHere()
    {
        await AddAsync(Message(1), Message(1) with { EndpointId = "e-2", MessageId = "m-9" });

        Assert.Equal("m-9", Assert.Single(await Store.ReadNextAsync("e-2", 10, default)).MessageId);
    }

    [StoreFact]
    public async Task Note_AnAttempt_IsKeptAndOneThatIsOverStaysOver()
    {
        await AddAsync(Message(1));
        var note = Attempt(1, WebhookMessageStatus.Pending, Now.AddMinutes(1)) with { LastStatus = 503, LastError = "busy" };
        Assert.Equal([1], await Store.WriteAsync([note], default));

        var read = (await Store.FindAsync("e-1", "m-1", default))!;
        Assert.Equal((1, Now.AddMinutes(1), 503, "busy"), (read.Attempts, read.NextAt, read.LastStatus, read.LastError));
        await Store.WriteAsync([Attempt(1, WebhookMessageStatus.Delivered)], default);
        Assert.Equal([0], await Store.WriteAsync([note], default));
        Assert.Equal(WebhookMessageStatus.Delivered, (await Store.FindAsync("e-1", "m-1", default))!.Status);
    }

    [StoreFact]
    public async Task GiveUp_AnEndpoint_LeavesNothingPendingThere()
    {
        await AddAsync(Message(1), Message(2), Message(3, subject: "o-2"), Message(1) with { EndpointId = "e-2" });

        Assert.Equal([3], await Store.WriteAsync([new GiveUpPending("e-1", Now)], default));

        Assert.Empty(await NextAsync());
        Assert.Single(await Store.ReadNextAsync("e-2", 10, default));
        Assert.Equal(3, (await Store.ReadBackAsync("e-1", WebhookMessageStatus.Dead, long.MaxValue, 10, default)).Count);
    }

    [StoreFact]
    public async Task Replay_BringsBackOneOrAllThatAreDead_InTheirOrder()
    {
        await AddAsync(Message(1), Message(2), Message(3, subject: "o-2"));
        await Store.WriteAsync([Attempt(1, WebhookMessageStatus.Delivered), new GiveUpPending("e-1", Now)], default);

        Assert.Equal([1], await Store.WriteAsync([new ReplayMessages("e-1", "m-1", 10, Now)], default));
        Assert.Equal(["m-1"], await NextAsync());
        Assert.Equal([0], await Store.WriteAsync([new ReplayMessages("e-1", "m-1", 10, Now)], default));
        Assert.Equal([1], await Store.WriteAsync([new ReplayMessages("e-1", null, 1, Now)], default));
        Assert.Equal([1], await Store.WriteAsync([new ReplayMessages("e-1", null, 10, Now)], default));
        Assert.Equal(["m-1", "m-3"], await NextAsync());
        Assert.Equal(0, (await Store.FindAsync("e-1", "m-2", default))!.Attempts);
        await Store.WriteAsync([Attempt(1, WebhookMessageStatus.Delivered)], default);
        Assert.Equal(["m-3", "m-2"], (await NextAsync()).OrderByDescending(id => id));
    }

    [StoreFact]
    public async Task ReadBack_IsNewestFirstByStatusAndPage()
    {
        await AddAsync([.. Enumerable.Range(1, 5).Select(number => Message(number, subject: $"o-{number}"))]);
        await Store.WriteAsync([Attempt(2, WebhookMessageStatus.Delivered), Attempt(4, WebhookMessageStatus.Dead)], default);

        var all = await Store.ReadBackAsync("e-1", WebhookMessageStatus.Unknown, long.MaxValue, 3, default);
        var rest = await Store.ReadBackAsync("e-1", WebhookMessageStatus.Unknown, all[^1].Sequence, 3, default);

        Assert.Equal(["m-5", "m-4", "m-3", "m-2", "m-1"], all.Concat(rest).Select(row => row.MessageId));
        Assert.All(all, row => Assert.Empty(row.Body));
        Assert.Equal("m-4", Assert.Single(await Store.ReadBackAsync("e-1", WebhookMessageStatus.Dead, long.MaxValue, 3, default)).MessageId);
        Assert.Equal("m-2", Assert.Single(await Store.ReadBackAsync("e-1", WebhookMessageStatus.Delivered, long.MaxValue, 3, default)).MessageId);
    }

    [StoreFact]
    public async Task Prune_TakesWhatHasBeenOverForLong_ABoundedNumberAtATime()
    {
        await AddAsync([.. Enumerable.Range(1, 4).Select(number => Message(number, subject: $"o-{number}"))]);
        await Store.WriteAsync(
            [
                Attempt(1, WebhookMessageStatus.Delivered) with { Now = Now.AddDays(-8) },
                Attempt(2, WebhookMessageStatus.Delivered) with { Now = Now.AddDays(-9) },
                Attempt(3, WebhookMessageStatus.Dead) with { Now = Now.AddDays(-9) },
            ],
            default);

        await Store.WriteAsync([new PruneMessages("e-1", Now.AddDays(-7), Now.AddDays(-30), 1)], default);
        Assert.Equal(3, (await Store.ReadBackAsync("e-1", WebhookMessageStatus.Unknown, long.MaxValue, 10, default)).Count);
        await Store.WriteAsync([new PruneMessages("e-1", Now.AddDays(-7), Now.AddDays(-30), 10)], default);
        Assert.Equal(
            ["m-4", "m-3"],
            (await Store.ReadBackAsync("e-1", WebhookMessageStatus.Unknown, long.MaxValue, 10, default)).Select(row => row.MessageId));
    }

    [StoreFact]
    public async Task Delete_AnEndpointsMessages_LeavesTheOthers()
    {
        await AddAsync(Message(1), Message(1) with { EndpointId = "e-2" });

        Assert.Equal([1], await Store.WriteAsync([new DeleteMessages("e-1")], default));

        Assert.Null(await Store.FindAsync("e-1", "m-1", default));
        Assert.NotNull(await Store.FindAsync("e-2", "m-1", default));
        Assert.Empty(await Store.WriteAsync([], default));
    }

    private Task<IReadOnlyList<int>> AddAsync(params WebhookDelivery[] messages) =>
        Store.WriteAsync([.. messages.Select(message => new AddDelivery(message))], default);

    private async Task<IReadOnlyList<string>> NextAsync() =>
        [.. (await Store.ReadNextAsync("e-1", 10, default)).Select(row => row.MessageId)];

    private static NoteAttempt Attempt(int number, WebhookMessageStatus status, DateTimeOffset? nextAt = null) =>
        new("e-1", $"m-{number}", status, 1, nextAt, 200, null, Now.AddSeconds(number));

    private static WebhookDelivery Message(int number, string subject = "o-1") => new(
        0, "u-1", "e-1", $"m-{number}", $"ev-{number}", "order.paid", subject, Now, WebhookMessageStatus.Pending, 0,
        Now.AddSeconds(number), 0, null, [(byte)number]);
}
