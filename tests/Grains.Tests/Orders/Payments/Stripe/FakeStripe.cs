using System.Collections.Concurrent;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace SocialCommerce.Grains.Tests.Orders.Payments.Stripe;

/// <summary>
/// Plays Stripe's API on this machine as its reference describes it: who may call, which fields there are, what a key that is
/// used again gets, and what the answers look like. Refuses what Stripe would refuse.
/// </summary>
internal sealed class FakeStripe : IAsyncDisposable
{
    public const string SecretKey = "sk_test_4eC39HqLyjWDarjtT1zdp7dc";

    private readonly WebApplication _app;
    private readonly FakeStripeKeys _keys = new();
    private readonly ConcurrentDictionary<string, int> _faults = new();

    private FakeStripe(WebApplication app, TimeProvider clock)
    {
        _app = app;
        Books = new FakeStripeBooks(clock);
    }

    public FakeStripeBooks Books { get; }

    public Uri Address { get; private set; } = new("http://localhost");

    /// <summary>Requests as they came: method, path and form.</summary>
    public ConcurrentQueue<(string Method, string Path, IReadOnlyDictionary<string, string> Form)> Requests { get; } = new();

    public static async Task<FakeStripe> StartAsync(TimeProvider clock)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var fake = new FakeStripe(app, clock);
        app.Run(fake.AnswerAsync);
        await app.StartAsync();
        fake.Address = new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
        return fake;
    }

    /// <summary>The next calls go wrong: <c>lost</c> after the work is done, <c>429</c> and <c>503</c> before it, <c>500</c> in it.</summary>
    public void Fail(string fault, int times = 1) => _faults[fault] = times;

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task AnswerAsync(HttpContext context)
    {
        var form = context.Request.HasFormContentType
            ? (await context.Request.ReadFormAsync()).ToDictionary(field => field.Key, field => field.Value.ToString())
            : [];
        Requests.Enqueue((context.Request.Method, context.Request.Path + context.Request.QueryString, form));
        if (DenyCall(context) is { } denied)
        {
            await WriteAsync(context, denied);
            return;
        }

        // Rate limits and balancers stand before the keys.
        if (Takes("429") || Takes("503"))
        {
            await WriteAsync(context, FakeStripeAnswer.Error(_faults.ContainsKey("429") ? 429 : 503, "api_error", "rate_limit", "Come back later."));
            return;
        }

        var key = context.Request.Headers["Idempotency-Key"].ToString();
        var answer = context.Request.Method == "POST" && key.Length > 0
            ? await _keys.RunAsync(key, context.Request.Path + "?" + Canonical(form), () => WorkAsync(context, form))
            : await WorkAsync(context, form);
        if (Takes("lost"))
        {
            context.Abort();
            return;
        }

        await WriteAsync(context, answer);
    }

    private static FakeStripeAnswer? DenyCall(HttpContext context)
    {
        var request = context.Request;
        if (request.Headers.Authorization != $"Bearer {SecretKey}")
        {
            return FakeStripeAnswer.Error(401, "invalid_request_error", null, "Invalid API Key provided.");
        }

        if (request.Headers["Stripe-Version"].ToString().Length == 0)
        {
            return FakeStripeAnswer.Error(400, "invalid_request_error", null, "This test wants a pinned version.");
        }

        return request.Method == "POST" && request.ContentLength > 0 && request.ContentType != "application/x-www-form-urlencoded"
            ? FakeStripeAnswer.Error(400, "invalid_request_error", null, "Invalid request (check that your POST content type is application/x-www-form-urlencoded).")
            : null;
    }

    private async Task<FakeStripeAnswer> WorkAsync(HttpContext context, Dictionary<string, string> form)
    {
        // Long enough for calls with the same key to meet.
        await Task.Yield();
        if (Takes("500"))
        {
            return FakeStripeAnswer.Error(500, "api_error", null, "An unknown error occurred.");
        }

        var path = context.Request.Path.Value!.Split('/', StringSplitOptions.RemoveEmptyEntries);
        var query = context.Request.Query;
        return (context.Request.Method, path) switch
        {
            ("POST", ["v1", "payment_intents"]) => Books.Create(form),
            ("GET", ["v1", "payment_intents", "search"]) => Books.Search(query["query"].ToString()),
            ("GET", ["v1", "payment_intents"]) => Books.List(query),
            ("GET", ["v1", "payment_intents", var id]) => Books.Retrieve(id),
            ("POST", ["v1", "payment_intents", var id, "cancel"]) => Books.Cancel(id, form),
            ("POST", ["v1", "refunds"]) => Books.Refund(form),
            _ => FakeStripeAnswer.Error(404, "invalid_request_error", null, "Unrecognized request URL."),
        };
    }

    private bool Takes(string fault)
    {
        while (_faults.TryGetValue(fault, out var left) && left > 0)
        {
            if (_faults.TryUpdate(fault, left - 1, left))
            {
                return true;
            }
        }

        return false;
    }

    private static string Canonical(Dictionary<string, string> form) =>
        string.Join('&', form.OrderBy(field => field.Key, StringComparer.Ordinal).Select(field => $"{field.Key}={field.Value}"));

    private static async Task WriteAsync(HttpContext context, FakeStripeAnswer answer)
    {
        context.Response.StatusCode = answer.Status;
        context.Response.ContentType = "application/json";
        context.Response.Headers["Request-Id"] = "req_123";
        if (answer.IsReplayed)
        {
            context.Response.Headers["Idempotent-Replayed"] = "true";
        }

        await context.Response.Body.WriteAsync(Encoding.UTF8.GetBytes(answer.Body));
    }
}

internal sealed record FakeStripeAnswer(int Status, string Body, bool IsReplayed = false)
{
    public static FakeStripeAnswer Ok(JsonObject body) => new(200, body.ToJsonString());

    public static FakeStripeAnswer Error(
        int status, string type, string? code, string message, JsonObject? intent = null, string? declineCode = null, string? param = null)
    {
        var error = new JsonObject { ["type"] = type, ["message"] = message, ["request_log_url"] = "https://dashboard.stripe.com/test/logs/req_123" };
        if (code is not null)
        {
            error["code"] = code;
            error["doc_url"] = $"https://stripe.com/docs/error-codes/{code.Replace('_', '-')}";
        }

        if (declineCode is not null)
        {
            error["decline_code"] = declineCode;
        }

        if (param is not null)
        {
            error["param"] = param;
        }

        if (intent is not null)
        {
            error["payment_intent"] = intent.DeepClone();
        }

        return new FakeStripeAnswer(status, new JsonObject { ["error"] = error }.ToJsonString());
    }
}
