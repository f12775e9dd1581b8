using System.Globalization;
using System.Security.Claims;
using Microsoft.AspNetCore.Http;
using Orleans.Runtime;
using SocialCommerce.Api.Auth;
using SocialCommerce.Api.Operations;

namespace SocialCommerce.Api.Tests.Operations.Idempotency;

/// <summary>How an endpoint ends.</summary>
internal enum Fate
{
    Done = 0,

    /// <summary>It throws before it did anything.</summary>
    Fails = 1,

    /// <summary>It did what it does, and throws.</summary>
    FailsAfter = 2,

    /// <summary>Not now; nothing was done.</summary>
    Limited = 3,

    /// <summary>The process dies with it: nobody is answered.</summary>
    Dies = 4,
}

/// <summary>An endpoint that creates a thing under the id that its key leads to, and says what it finds there when it is there.</summary>
internal sealed class KeyedShop(PlantedFault planted)
{
    public const string BadBody = "bad";

    private readonly Dictionary<string, string> _things = new(StringComparer.Ordinal);
    private int _answers;
    private int _ids;

    /// <summary>How many things were created for each key.</summary>
    public Dictionary<string, int> Effects { get; } = new(StringComparer.Ordinal);

    public async Task AnswerAsync(HttpContext context, Attempt attempt)
    {
        var fate = await attempt.Gate.Task;
        using var reader = new StreamReader(context.Request.Body);
        var body = await reader.ReadToEndAsync();
        switch (fate)
        {
            case Fate.Fails:
                throw new OrleansException("Nobody knows.");
            case Fate.Limited:
                context.Response.StatusCode = StatusCodes.Status429TooManyRequests;
                return;
            default:
                await (body == BadBody ? RefuseAsync(context) : CreateAsync(context, attempt.Key, body));
                break;
        }

        if (fate == Fate.FailsAfter)
        {
            throw new OrleansException("Nobody knows.");
        }
    }

    private static Task RefuseAsync(HttpContext context) => ApiProblem.Invalid("title", "is bad").ExecuteAsync(context);

    private Task CreateAsync(HttpContext context, string key, string body)
    {
        var id = planted == PlantedFault.IdNotDerived ? $"p_{_ids++}" : IdempotentRequest.DerivedId(context, "p")!;
        if (_things.TryAdd(id, body))
        {
            Effects[key] = Effects.GetValueOrDefault(key) + 1;
        }

        // What it says changes with time: a repetition must not be asked again.
        var response = context.Response;
        response.StatusCode = StatusCodes.Status201Created;
        response.ContentType = "application/json";
        response.Headers.Location = $"/things/{id}";
        response.Headers.ETag = $"\"{_answers}\"";
        return response.WriteAsync(string.Create(CultureInfo.InvariantCulture, $$"""{"id":"{{id}}","title":"{{_things[id]}}","seen":{{_answers++}}}"""));
    }
}

/// <summary>One request on its way.</summary>
internal sealed class Attempt(string key, string body, DateTimeOffset begunAt)
{
    private static readonly Endpoint Marked = new(null, new EndpointMetadataCollection(IdempotentRequest.Instance), "things");

    private static readonly ClaimsPrincipal Somebody = new(new ClaimsIdentity(
    [
        new Claim(ClaimNames.Subject, "u_1"), new Claim(ClaimNames.Name, "n"), new Claim(ClaimNames.DisplayName, "N"), new Claim(ClaimNames.SessionId, "s_1"),
    ]));

    public string Key => key;

    public string Body => body;

    public DateTimeOffset BegunAt => begunAt;

    public DefaultHttpContext Context { get; } = MakeContext(key, body);

    /// <summary>The endpoint waits here, if the request comes so far.</summary>
    public TaskCompletionSource<Fate> Gate { get; } = new();

    public Task Answered { get; set; } = Task.CompletedTask;

    public bool IsReplayed => Context.Response.Headers.ContainsKey(IdempotentRequest.ReplayedHeader);

    public int Status => Context.Response.StatusCode;

    /// <summary>Everything that was answered.</summary>
    public string Answer
    {
        get
        {
            var (response, body) = (Context.Response, (MemoryStream)Context.Response.Body);
            return $"{response.StatusCode} {response.ContentType} {response.Headers.Location} {response.Headers.ETag} {System.Text.Encoding.UTF8.GetString(body.ToArray())}";
        }
    }

    private static DefaultHttpContext MakeContext(string key, string body)
    {
        var context = new DefaultHttpContext { User = Somebody, TraceIdentifier = "t" };
        context.Request.Method = "POST";
        context.Request.Path = "/things";
        context.Request.Headers[IdempotentRequest.KeyHeader] = key;
        context.Request.Body = new MemoryStream(System.Text.Encoding.UTF8.GetBytes(body));
        context.Response.Body = new MemoryStream();
        context.SetEndpoint(Marked);
        return context;
    }

}
