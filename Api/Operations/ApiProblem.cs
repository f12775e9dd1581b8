using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Serialization;
using SocialCommerce.Api.Orders;

namespace SocialCommerce.Api.Operations;

/// <summary>An error answer: problem details (RFC 9457) with a stable code. Never carries the text of an exception.</summary>
internal sealed class ApiProblem(int statusCode, string code, string detail) : IResult, IStatusCodeHttpResult
{
    public const string ContentType = "application/problem+json";

    public int StatusCode { get; } = statusCode;

    int? IStatusCodeHttpResult.StatusCode => StatusCode;

    public string Code { get; } = code;

    public ImmutableArray<FieldError> Errors { get; init; } = [];

    public TimeSpan? RetryAfter { get; init; }

    /// <summary>The items of an order that are in the way.</summary>
    public ImmutableArray<ObstacleBody> Items { get; init; } = [];

    /// <summary>What an order comes to now, when it is not what the caller expected.</summary>
    public Money? ActualTotal { get; init; }

    /// <summary>The order that stands although its payment was declined: it can be paid in another way until it expires.</summary>
    public string? OrderId { get; init; }

    public static ApiProblem Invalid(ImmutableArray<FieldError> errors) =>
        new(StatusCodes.Status400BadRequest, ProblemCodes.Invalid, "Some fields are not acceptable.") { Errors = errors };

    public static ApiProblem Invalid(string field, string message) => Invalid([new FieldError(field, message)]);

    public static ApiProblem Malformed() =>
        new(StatusCodes.Status400BadRequest, ProblemCodes.Malformed, "The request cannot be read.");

    public static ApiProblem NotFound() =>
        new(StatusCodes.Status404NotFound, ProblemCodes.NotFound, "There is nothing here.");

    public static ApiProblem Forbidden(string code = ProblemCodes.Forbidden) =>
        new(StatusCodes.Status403Forbidden, code, "You may not do this.");

    public static ApiProblem Conflict(string code, string detail) => new(StatusCodes.Status409Conflict, code, detail);

    public static ApiProblem Refused(string code, string detail) =>
        new(StatusCodes.Status422UnprocessableEntity, code, detail);

    public static ApiProblem Stale() =>
        new(StatusCodes.Status412PreconditionFailed, ProblemCodes.Stale, "It has changed since you read it.");

    public static ApiProblem TooMany(string code, TimeSpan retryAfter) =>
        new(StatusCodes.Status429TooManyRequests, code, "Too many requests.") { RetryAfter = retryAfter };

    public static ApiProblem Busy() =>
        new(StatusCodes.Status503ServiceUnavailable, ProblemCodes.Busy, "The server is busy.") { RetryAfter = TimeSpan.FromSeconds(1) };

    public Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.StatusCode = StatusCode;
        response.Headers.CacheControl = "no-store";
        if (RetryAfter is { } wait)
        {
            var seconds = Math.Max(1, (long)Math.Ceiling(wait.TotalSeconds));
            response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        }

        return response.WriteAsJsonAsync(Describe(httpContext), ApiJson.Options, ContentType, httpContext.RequestAborted);
    }

    private ProblemBody Describe(HttpContext context) => new(
        $"urn:social-commerce:problem:{Code}",
        Microsoft.AspNetCore.WebUtilities.ReasonPhrases.GetReasonPhrase(StatusCode),
        StatusCode,
        detail,
        Code,
        Activity.Current?.TraceId.ToHexString() ?? context.TraceIdentifier,
        Errors.IsEmpty ? null : Errors.GroupBy(error => error.Field).ToDictionary(
            group => group.Key, group => group.Select(error => error.Message).ToArray()),
        (long?)RetryAfter?.TotalMilliseconds,
        Items.IsEmpty ? null : Items,
        ActualTotal,
        OrderId);
}

/// <summary>The body of an error answer.</summary>
internal sealed record ProblemBody(
    string Type,
    string Title,
    int Status,
    string Detail,
    string Code,
    string TraceId,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] Dictionary<string, string[]>? Errors,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] long? RetryAfterMs,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<ObstacleBody>? Items = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] Money? ActualTotal = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? OrderId = null);
