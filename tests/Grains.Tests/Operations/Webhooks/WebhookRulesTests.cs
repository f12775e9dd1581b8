using System.Collections.Immutable;
using System.Text;
using SocialCommerce.Grains.Interfaces.Operations.Webhooks;
using SocialCommerce.Grains.Operations.Webhooks;

namespace SocialCommerce.Grains.Tests.Operations.Webhooks;

public sealed class WebhookRulesTests
{
    private static readonly DateTimeOffset Now = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan DisableAfter = TimeSpan.FromDays(5);

    [Theory]
    [InlineData("https://shop.test/hook", true)]
    [InlineData("https://shop.test:8443/hook?x=1", true)]
    [InlineData("https://8.8.8.8/hook", true)]
    [InlineData("http://shop.test/hook", false)]
    [InlineData("ftp://shop.test/hook", false)]
    [InlineData("https://user:secret@shop.test/", false)]
    [InlineData("https://shop.test/#part", false)]
    [InlineData("/hook", false)]
    [InlineData("", false)]
    [InlineData("https://localhost/hook", false)]
    [InlineData("https://127.0.0.1/hook", false)]
    [InlineData("https://169.254.169.254/latest/meta-data", false)]
    [InlineData("https://100.64.0.1/", false)]
    [InlineData("https://0.0.0.0/", false)]
    [InlineData("https://2130706433/", false)]
    [InlineData("https://0x7f000001/", false)]
    [InlineData("https://0177.0.0.1/", false)]
    [InlineData("https://[::1]/", false)]
    [InlineData("https://[fd00::1]/", false)]
    [InlineData("https://[::ffff:10.0.0.1]/", false)]
    [InlineData("https://[::ffff:7f00:1]/", false)]
    public void Create_AnAddress_IsPublicAndSecure(string url, bool expected) =>
        Assert.Equal(expected, WebhookRules.Create(new WebhookState(), Command(1) with { Url = url }, false, Now).Result.Outcome == WebhookOutcome.Done);

    [Theory]
    [InlineData("10.1.2.3")]
    [InlineData("172.16.0.1")]
    [InlineData("192.168.1.1")]
    public void Create_AnAddressOfAPrivateNetwork_IsRefused(string host) => Assert.Equal(
        WebhookOutcome.Invalid,
        WebhookRules.Create(new WebhookState(), Command(1) with { Url = $"https://{host}/hook" }, false, Now).Result.Outcome);

    [Fact]
    public void Create_ForDevelopment_TakesPlainAndPrivateAddresses() => Assert.Equal(
        WebhookOutcome.Done,
        WebhookRules.Create(new WebhookState(), Command(1) with { Url = "http://localhost:3000/" }, allowsPrivate: true, Now).Result.Outcome);

    [Fact]
    public void Create_EventsThatThereAreNot_IsRefused()
    {
        ImmutableArray<string>[] wrong = [[], ["order.eaten"], default];

        Assert.All(wrong, events => Assert.Equal(
            "events", WebhookRules.Create(new WebhookState(), Command(1) with { Events = events }, false, Now).Result.Errors.Single().Field));
    }

    [Fact]
    public void Create_MoreThanThereMayBe_IsRefusedAndTheSameAgainIsNot()
    {
        var state = Enumerable.Range(1, 10).Aggregate(new WebhookState(), (state, number) => WebhookRules.Create(state, Command(number), false, Now).Next);

        Assert.Equal(WebhookOutcome.TooMany, WebhookRules.Create(state, Command(11), false, Now).Result.Outcome);
        Assert.Equal(WebhookOutcome.Done, WebhookRules.Create(state, Command(10), false, Now).Result.Outcome);
        Assert.Equal(WebhookOutcome.Exists, WebhookRules.Create(state, Command(10) with { Secret = [9] }, false, Now).Result.Outcome);
    }

    [Fact]
    public void Rotate_TheSecretBefore_SignsForADayMore()
    {
        var state = WebhookRules.Rotate(Created(), "we_1", [7], Now).Next;
        var endpoint = state.Endpoints.Single();

        Assert.Equal([7, 1], WebhookRules.Keys(endpoint, Now.AddHours(23)).Select(key => key.Single()));
        Assert.Equal([7], WebhookRules.Keys(endpoint, Now.AddHours(24)).Select(key => key.Single()));
        Assert.Same(state, WebhookRules.Rotate(state, "we_1", [7], Now.AddHours(1)).Next);
    }

    [Fact]
    public void Address_AnEvent_GoesToThoseThatWantItOnly()
    {
        var state = Created();
        state = WebhookRules.Create(state, Command(2) with { Events = ["stock.low"] }, false, Now).Next;
        state = WebhookRules.Create(state, Command(3), false, Now).Next;
        state = WebhookRules.Change(state, new ChangeWebhook("we_3", null, null, null, IsEnabled: false), false).Next;

        var delivery = WebhookRules.Address(state, "u-1", Event, Now)!.Value.Single();

        Assert.Equal(("we_1", "u-1", "order.paid", "o-1"), (delivery.EndpointId, delivery.MerchantId, delivery.Type, delivery.SubjectId));
        Assert.Equal("""{"type":"order.paid","timestamp":"2026-01-01T12:00:00+00:00","data":{"orderId":"o-1"}}""", Encoding.UTF8.GetString(delivery.Body));
        Assert.Empty(WebhookRules.Address(state, "u-1", Event with { Type = "review.added" }, Now)!.Value);
        Assert.Equal(delivery.MessageId, WebhookRules.Address(state, "u-1", Event, Now.AddDays(1))!.Value.Single().MessageId);
    }

    [Theory]
    [InlineData("{")]
    [InlineData("{} {}")]
    [InlineData("")]
    public void Address_DataThatIsNotJson_IsRefused(string data) =>
        Assert.Null(WebhookRules.Address(Created(), "u-1", Event with { DataJson = data }, Now));

    [Fact]
    public void Note_FailuresForFiveDays_DisableAndOneThatArrivesForgivesAll()
    {
        var state = Note(Created(), 500, Now);
        Assert.Equal(Now, state.Endpoints[0].FailingSince);
        Assert.Same(state, Note(state, 0, Now.AddDays(4)));

        Assert.Equal(WebhookDisabled.Failing, Note(state, 503, Now.AddDays(5)).Endpoints[0].Disabled);
        var arrived = Note(state, 200, Now.AddDays(4));
        Assert.Null(arrived.Endpoints[0].FailingSince);
        Assert.Same(arrived, Note(arrived, 204, Now.AddDays(4)));
        Assert.Equal(WebhookDisabled.Unknown, Note(Note(arrived, 500, Now.AddDays(5)), 500, Now.AddDays(6)).Endpoints[0].Disabled);
    }

    [Fact]
    public void Note_Gone_DisablesAtOnceUntilTheMerchantSaysOtherwise()
    {
        var state = Note(Created(), 410, Now);
        Assert.Equal(WebhookDisabled.Gone, state.Endpoints[0].Disabled);

        var enabled = WebhookRules.Change(state, new ChangeWebhook("we_1", null, null, null, IsEnabled: true), false).Next.Endpoints[0];

        Assert.Equal((WebhookDisabled.Unknown, null), (enabled.Disabled, enabled.FailingSince));
    }

    [Fact]
    public void Ladder_IsThatOfTheSpecificationWithALittleMore()
    {
        double[] seconds = [5, 300, 1800, 7200, 18_000, 36_000, 50_400, 72_000, 86_400];

        for (var attempts = 1; attempts <= seconds.Length; attempts++)
        {
            var wait = (WebhookLadder.NextAt("msg_1", attempts, null, Now) - Now)!.Value.TotalSeconds;
            Assert.InRange(wait, seconds[attempts - 1], seconds[attempts - 1] * 1.1);
        }

        Assert.Null(WebhookLadder.NextAt("msg_1", 10, null, Now));
        Assert.Equal(10, WebhookLadder.AttemptsMax);
        Assert.NotEqual(WebhookLadder.NextAt("msg_1", 2, null, Now), WebhookLadder.NextAt("msg_2", 2, null, Now));
    }

    [Fact]
    public void Ladder_AWishOfTheEndpoint_CountsWithinADay()
    {
        Assert.Equal(Now.AddSeconds(90), WebhookLadder.NextAt("msg_1", 1, TimeSpan.FromSeconds(90), Now));
        Assert.Equal(Now.AddHours(24), WebhookLadder.NextAt("msg_1", 1, TimeSpan.FromDays(400), Now));
        Assert.True(WebhookLadder.NextAt("msg_1", 1, TimeSpan.FromSeconds(-9), Now) >= Now.AddSeconds(5));
    }

    private static MerchantEvent Event => new("ev-1", "order.paid", "o-1", Now, """{"orderId":"o-1"}""");

    private static WebhookState Created() => WebhookRules.Create(new WebhookState(), Command(1), false, Now).Next;

    private static WebhookState Note(WebhookState state, int status, DateTimeOffset at) =>
        WebhookRules.Note(state, "we_1", new WebhookAnswer(status), DisableAfter, at);

    private static CreateWebhook Command(int number) =>
        new($"we_{number}", "https://shop.test/hook", ["order.paid", "order.shipped"], "Mine", [(byte)number]);
}
