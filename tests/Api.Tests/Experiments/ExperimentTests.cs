using System.Net;
using System.Text.Json;
using SocialCommerce.Api.Tests.Hosting;
using SocialCommerce.Client.Interactions;
using SocialCommerce.Grains.Interfaces.Users;
using SocialCommerce.Tests.Shared;

namespace SocialCommerce.Api.Tests.Experiments;

/// <summary>Not a shared host: a running experiment takes the traffic that another test would want.</summary>
public sealed class ExperimentTests : IAsyncLifetime
{
    private const string Path = "/api/v1/experiments";

    private const string Body =
        """
        {"name":"More diverse","unit":"user","kind":"fixed","metric":"clickThrough",
         "variants":[{"key":"control"},{"key":"diverse","weight":1,"parameters":{"diversity":0.3}}]}
        """;

    private readonly TestHost _host = new();
    private HttpClient _http = null!;

    public async Task InitializeAsync()
    {
        await _host.InitializeAsync();
        using var client = await _host.SignInAsync(Roles.Operator);
        _http = _host.CreateHttp(client.Tokens!.AccessToken);
    }

    public async Task DisposeAsync()
    {
        _http.Dispose();
        await _host.DisposeAsync();
    }

    [Fact]
    public async Task Experiment_FromDraftToStop_ReportsWhatShoppersDid()
    {
        using var shopper = await _host.SignInAsync();
        await StockAsync();
        var id = await CreateAsync();
        var started = await _http.SendAsync("POST", $"{Path}/{id}/start");
        Assert.Equal((HttpStatusCode.OK, "running"), (started.Status, started.Json.GetProperty("status").GetString()));

        var suggestions = await shopper.GetSuggestionsAsync(5);
        Assert.StartsWith($"{id}/", suggestions.Variant, StringComparison.Ordinal);
        Assert.Equal(suggestions.Variant, (await shopper.GetSuggestionsAsync(5)).Variant);
        await shopper.TrackAsync([new Interaction(suggestions.Items[0].ProductId, InteractionKind.Click)]);

        var variant = VariantOf(await ReportAsync(id), suggestions.Variant!.Split('/')[1]);
        Assert.Equal(1, variant.GetProperty("units").GetInt64());
        Assert.Equal(1, variant.GetProperty("metrics")[0].GetProperty("perUnit").GetDouble());

        var stopped = await _http.SendAsync("POST", $"{Path}/{id}/stop");
        Assert.Equal("stopped", stopped.Json.GetProperty("status").GetString());
        var after = await Eventually.GetAsync(() => shopper.GetSuggestionsAsync(5), list => list.Variant == "default");
        Assert.Equal("default", after.Variant);
        (await _http.SendAsync("POST", $"{Path}/{id}/start")).IsProblem(HttpStatusCode.Conflict, "illegal-step");
    }

    [Fact]
    public async Task Create_WithAKeyTwice_MakesOneExperiment()
    {
        var first = await _http.SendAsync("POST", Path, Body, ("Idempotency-Key", "k-1"));
        var again = await _http.SendAsync("POST", Path, Body, ("Idempotency-Key", "k-1"));

        Assert.Equal(HttpStatusCode.Created, first.Status);
        Assert.Equal(first.Body, again.Body);
        Assert.Equal("true", again.Headers["Idempotency-Replayed"]);
        var list = await _http.SendAsync("GET", Path);
        Assert.Equal(first.Json.GetProperty("experimentId").GetString(), Assert.Single(list.Json.GetProperty("items").EnumerateArray()).GetProperty("experimentId").GetString());
    }

    [Theory]
    [InlineData("\"name\":\"More diverse\"", "\"name\":\"\"", "name")]
    [InlineData("\"diversity\":0.3", "\"diversity\":7", "variants")]
    [InlineData("\"diversity\":0.3", "\"no.such\":1", "variants")]
    [InlineData("{\"key\":\"control\"},", "", "variants")]
    [InlineData("\"weight\":1", "\"weight\":-1", "variants")]
    public async Task Create_AMistake_IsNamedByItsField(string good, string bad, string field)
    {
        var answer = await _http.SendAsync("POST", Path, Body.Replace(good, bad, StringComparison.Ordinal));

        answer.IsProblem(HttpStatusCode.BadRequest, "invalid");
        Assert.True(answer.Json.GetProperty("errors").TryGetProperty(field, out _));
    }

    [Fact]
    public async Task SetWeights_WithATagThatIsOld_IsRefused()
    {
        var id = await CreateAsync();
        var tag = (await _http.SendAsync("GET", $"{Path}/{id}")).Headers["ETag"];

        var done = await _http.SendAsync("PATCH", $"{Path}/{id}", """{"weights":{"diverse":3}}""", ("If-Match", tag));
        var stale = await _http.SendAsync("PATCH", $"{Path}/{id}", """{"weights":{"diverse":4}}""", ("If-Match", tag));

        Assert.Equal([1d, 3d], done.Json.GetProperty("variants").EnumerateArray().Select(variant => variant.GetProperty("weight").GetDouble()));
        Assert.NotEqual(tag, done.Headers["ETag"]);
        stale.IsProblem(HttpStatusCode.PreconditionFailed, "stale");
        (await _http.SendAsync("PATCH", $"{Path}/{id}", "{}")).IsProblem(HttpStatusCode.BadRequest, "invalid");
    }

    [Fact]
    public async Task Start_WhenAnotherHasTheTraffic_SaysSo()
    {
        var first = await CreateAsync();
        var second = await CreateAsync();
        await _http.SendAsync("POST", $"{Path}/{first}/start");

        (await _http.SendAsync("POST", $"{Path}/{second}/start")).IsProblem(HttpStatusCode.Conflict, "no-traffic");
    }

    [Theory]
    [InlineData("GET", "")]
    [InlineData("POST", "")]
    [InlineData("GET", "/x-1")]
    [InlineData("PATCH", "/x-1")]
    [InlineData("POST", "/x-1/start")]
    [InlineData("POST", "/x-1/stop")]
    public async Task Anything_ByAShopperOrMerchant_IsForbidden(string method, string path)
    {
        using var merchant = await _host.SignInAsync(Roles.Merchant);
        using var http = _host.CreateHttp(merchant.Tokens!.AccessToken);
        using var nobody = _host.CreateHttp();

        (await http.SendAsync(method, Path + path, method == "GET" ? null : "{}")).IsProblem(HttpStatusCode.Forbidden, "forbidden");
        (await nobody.SendAsync(method, Path + path, method == "GET" ? null : "{}")).IsProblem(HttpStatusCode.Unauthorized, "unauthenticated");
    }

    [Theory]
    [InlineData("GET", "/x-none", null)]
    [InlineData("POST", "/x-none/start", null)]
    [InlineData("POST", "/x-none/stop", null)]
    [InlineData("PATCH", "/x-none", """{"weights":{"a":1}}""")]
    public async Task Anything_OfAnExperimentThatIsNot_IsNotFound(string method, string path, string? body) =>
        (await _http.SendAsync(method, Path + path, body)).IsProblem(HttpStatusCode.NotFound, "not-found");

    private async Task<string> CreateAsync()
    {
        var answer = await _http.SendAsync("POST", Path, Body);
        Assert.Equal(HttpStatusCode.Created, answer.Status);
        return answer.Json.GetProperty("experimentId").GetString()!;
    }

    private async Task<JsonElement> ReportAsync(string id) => (await _http.SendAsync("GET", $"{Path}/{id}")).Json;

    private static JsonElement VariantOf(JsonElement report, string key) =>
        report.GetProperty("variants").EnumerateArray().Single(variant => variant.GetProperty("key").GetString() == key);

    private async Task StockAsync()
    {
        using var merchant = await _host.SignInAsync(Roles.Merchant);
        for (var number = 0; number < 6; number++)
        {
            await merchant.CreateProductAsync(Samples.Product($"Teapot {number}"));
        }
    }
}
