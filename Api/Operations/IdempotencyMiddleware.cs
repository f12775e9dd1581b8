using System.Security.Cryptography;
using System.Text;
using SocialCommerce.Api.Auth;
using SocialCommerce.Grains.Interfaces.Operations;

namespace SocialCommerce.Api.Operations;

/// <summary>
/// Answers a repeated Idempotency-Key with the first answer. Sits behind authorization: keys belong to a user, and who
/// may not call is told so each time.
/// </summary>
internal sealed class IdempotencyMiddleware(RequestDelegate next, IGrainFactory grains)
{
    private static readonly TimeSpan RetryWhileRunning = TimeSpan.FromSeconds(1);

    public async Task InvokeAsync(HttpContext context)
    {
        if (context.GetEndpoint()?.Metadata.GetMetadata<IdempotentRequest>() is null
            || IdempotentRequest.KeyOf(context) is not { } key
            || context.User.FindFirst(ClaimNames.Subject)?.Value is not { } userId)
        {
            await next(context);
            return;
        }

        if (!IdempotentRequest.IsValid(key))
        {
            await ApiProblem.Invalid(IdempotentRequest.KeyHeader, "must be 1 to 255 visible ASCII characters")
                .ExecuteAsync(context);
            return;
        }

        var grain = grains.GetGrain<IIdempotencyGrain>(NewId.Derived("k", userId, key));
        var attempt = new BeginOperation(NewId.Event(), await FingerprintAsync(context.Request));
        await AnswerAsync(context, grain, attempt);
    }

    private async Task AnswerAsync(HttpContext context, IIdempotencyGrain grain, BeginOperation attempt)
    {
        var state = await grain.BeginAsync(attempt, context.RequestAborted);
        await (state.Status == OperationStatus.Begun ? RunAsync(context, grain, attempt) : TellAsync(context, state));
    }

    private static async Task TellAsync(HttpContext context, OperationState state)
    {
        await (state.Status switch
        {
            OperationStatus.Completed => ReplayAsync(context, state.Answer!),
            OperationStatus.Running => new ApiProblem(
                StatusCodes.Status409Conflict, ProblemCodes.RequestRunning, "The first request is still under way.")
            {
                RetryAfter = RetryWhileRunning,
            }.ExecuteAsync(context),
            OperationStatus.Mismatch => ApiProblem.Refused(
                ProblemCodes.IdempotencyKeyReused, "The key was used for another request.").ExecuteAsync(context),
            _ => throw new InvalidOperationException($"Unexpected operation status {state.Status}."),
        });
    }

    private async Task RunAsync(HttpContext context, IIdempotencyGrain grain, BeginOperation attempt)
    {
        var body = context.Response.Body;
        using var copy = new MemoryStream();
        context.Response.Body = copy;
        try
        {
            await next(context);
        }
        catch
        {
            await grain.AbandonAsync(attempt.AttemptId);
            throw;
        }
        finally
        {
            context.Response.Body = body;
        }

        // Kept even when the caller has gone meanwhile: it is the caller who will ask again.
        if (IsWorthKeeping(context.Response.StatusCode))
        {
            var answer = Describe(context.Response, copy);
            var stands = await grain.CompleteAsync(new CompleteOperation(attempt.AttemptId, attempt.Fingerprint, answer));
            if (stands.Answer != answer)
            {
                // Another attempt was quicker, while this one was believed to be dead.
                await TellAsync(context, stands);
                return;
            }
        }
        else
        {
            await grain.AbandonAsync(attempt.AttemptId);
        }

        copy.Position = 0;
        await copy.CopyToAsync(body, context.RequestAborted);
    }

    private static async Task ReplayAsync(HttpContext context, StoredAnswer answer)
    {
        var response = context.Response;
        response.StatusCode = answer.StatusCode;
        response.ContentType = answer.ContentType;
        response.Headers[IdempotentRequest.ReplayedHeader] = "true";
        response.Headers.Location = answer.Location;
        response.Headers.ETag = answer.ETag;
        await response.WriteAsync(answer.Body, context.RequestAborted);
    }

    // A refusal for lack of rights, a limit or a fault of ours may end otherwise next time.
    private static bool IsWorthKeeping(int statusCode) => statusCode
        is < StatusCodes.Status500InternalServerError
        and not StatusCodes.Status401Unauthorized
        and not StatusCodes.Status403Forbidden
        and not StatusCodes.Status429TooManyRequests;

    private static StoredAnswer Describe(HttpResponse response, MemoryStream body) => new(
        response.StatusCode,
        response.ContentType ?? string.Empty,
        Encoding.UTF8.GetString(body.GetBuffer(), 0, (int)body.Length),
        NullIfEmpty(response.Headers.Location),
        NullIfEmpty(response.Headers.ETag));

    private static string? NullIfEmpty(string? value) => string.IsNullOrEmpty(value) ? null : value;

    // The body is bounded by Kestrel; it is read here and given to the endpoint again.
    private static async Task<string> FingerprintAsync(HttpRequest request)
    {
        request.EnableBuffering();
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes($"{request.Method} {request.Path}\n"));
        var buffer = new byte[4096];
        int read;
        while ((read = await request.Body.ReadAsync(buffer, request.HttpContext.RequestAborted)) > 0)
        {
            hash.AppendData(buffer.AsSpan(0, read));
        }

        request.Body.Position = 0;
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
