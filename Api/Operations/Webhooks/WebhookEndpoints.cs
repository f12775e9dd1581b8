using System.Security.Claims;
using System.Security.Cryptography;
using SocialCommerce.Api.Auth;
using SocialCommerce.Grains.Interfaces.Operations.Webhooks;
using SocialCommerce.Grains.Interfaces.Users;

namespace SocialCommerce.Api.Operations.Webhooks;

/// <summary>Where a merchant's programs are told what happened. Another merchant's are not found: they are another grain's.</summary>
internal static class WebhookEndpoints
{
    public static void MapWebhooks(this RouteGroupBuilder api)
    {
        var group = api.MapGroup("/webhooks").WithTags("Operations").RequireAuthorization(Roles.Merchant);
        group.MapGet("/", ListAsync).WithName("ListWebhooks");

        // Not answered again by a key: the answer holds a secret, and secrets are not kept.
        group.MapPost("/", CreateAsync).WithName("CreateWebhook");
        group.MapGet("/{id}", GetAsync).WithName("GetWebhook");
        group.MapPatch("/{id}", ChangeAsync).WithName("ChangeWebhook");
        group.MapDelete("/{id}", DeleteAsync).WithName("DeleteWebhook");
        group.MapPost("/{id}/secret", RotateAsync).WithName("RotateWebhookSecret");
        group.MapGet("/{id}/messages", ListMessagesAsync).WithName("ListWebhookMessages");
        group.MapGet("/{id}/messages/{messageId}", GetMessageAsync).WithName("GetWebhookMessage");
        group.MapPost("/{id}/messages/replay", ReplayDeadAsync).WithName("ReplayDeadWebhookMessages");
        group.MapPost("/{id}/messages/{messageId}/replay", ReplayAsync).WithName("ReplayWebhookMessage");
    }

    private static async Task<Ok<WebhooksResponse>> ListAsync(
        ClaimsPrincipal user, IGrainFactory grains, CancellationToken cancellationToken)
    {
        var endpoints = await Own(grains, user).ListAsync(cancellationToken);
        return TypedResults.Ok(new WebhooksResponse([.. endpoints.Select(WebhookResponse.From)]));
    }

    private static async Task<Results<Created<WebhookResponse>, ApiProblem>> CreateAsync(
        WebhookRequest request, HttpContext context, IGrainFactory grains, CancellationToken cancellationToken)
    {
        if (request is not { Url: { } url, Events: { } events })
        {
            return ApiProblem.Invalid(request.Url is null ? "url" : "events", "is required");
        }

        var secret = RandomNumberGenerator.GetBytes(WebhookLimits.SecretBytes);
        var command = new CreateWebhook(NewId.Webhook(), url, events, request.Description, [.. secret]);
        var result = await Own(grains, context.User).CreateAsync(command, cancellationToken);
        context.Response.Headers.CacheControl = "no-store";
        return result is { Outcome: WebhookOutcome.Done, Endpoint: { } endpoint }
            ? TypedResults.Created(
                $"/api/v1/webhooks/{endpoint.EndpointId}", WebhookResponse.From(endpoint) with { Secret = WebhookSignature.WriteSecret(secret) })
            : WebhookProblems.From(result.Outcome, result.Errors);
    }

    private static async Task<Results<Ok<WebhookResponse>, ApiProblem>> GetAsync(
        string id, ClaimsPrincipal user, IGrainFactory grains, CancellationToken cancellationToken)
    {
        var endpoints = await Own(grains, user).ListAsync(cancellationToken);
        return endpoints.FirstOrDefault(endpoint => endpoint.EndpointId == id) is { } endpoint
            ? TypedResults.Ok(WebhookResponse.From(endpoint))
            : ApiProblem.NotFound();
    }

    private static async Task<Results<Ok<WebhookResponse>, ApiProblem>> ChangeAsync(
        string id, WebhookPatch patch, ClaimsPrincipal user, IGrainFactory grains, CancellationToken cancellationToken)
    {
        var command = new ChangeWebhook(id, patch.Url, patch.Events, patch.Description, patch.Enabled);
        var result = await Own(grains, user).ChangeAsync(command, cancellationToken);
        return result is { Outcome: WebhookOutcome.Done, Endpoint: { } endpoint }
            ? TypedResults.Ok(WebhookResponse.From(endpoint))
            : WebhookProblems.From(result.Outcome, result.Errors);
    }

    private static async Task<Results<NoContent, ApiProblem>> DeleteAsync(
        string id, ClaimsPrincipal user, IGrainFactory grains, CancellationToken cancellationToken)
    {
        var outcome = await Own(grains, user).DeleteAsync(id, cancellationToken);
        return outcome == WebhookOutcome.Done ? TypedResults.NoContent() : WebhookProblems.From(outcome, []);
    }

    private static async Task<Results<Ok<WebhookSecretResponse>, ApiProblem>> RotateAsync(
        string id, HttpContext context, IGrainFactory grains, TimeProvider clock, CancellationToken cancellationToken)
    {
        var secret = RandomNumberGenerator.GetBytes(WebhookLimits.SecretBytes);
        var result = await Own(grains, context.User).RotateAsync(id, [.. secret], cancellationToken);
        context.Response.Headers.CacheControl = "no-store";
        return result.Outcome == WebhookOutcome.Done
            ? TypedResults.Ok(new WebhookSecretResponse(WebhookSignature.WriteSecret(secret), clock.GetUtcNow() + WebhookLimits.SecretOverlap))
            : WebhookProblems.From(result.Outcome, result.Errors);
    }

    private static async Task<Results<Ok<PageResponse<WebhookMessageResponse>>, ApiProblem>> ListMessagesAsync(
        string id, string? status, int? limit, string? cursor, ClaimsPrincipal user, IGrainFactory grains, CancellationToken cancellationToken)
    {
        if (!Paging.TryRead(limit, cursor, out var request, out var problem))
        {
            return problem;
        }

        WebhookMessageStatus? wanted = status switch
        {
            null => WebhookMessageStatus.Unknown,
            "pending" => WebhookMessageStatus.Pending,
            "delivered" => WebhookMessageStatus.Delivered,
            "dead" => WebhookMessageStatus.Dead,
            _ => null,
        };
        if (wanted is not { } only)
        {
            return ApiProblem.Invalid("status", "must be pending, delivered or dead");
        }

        return await Own(grains, user).PageMessagesAsync(id, only, request, cancellationToken) is { } page
            ? TypedResults.Ok(new PageResponse<WebhookMessageResponse>([.. page.Messages.Select(WebhookMessageResponse.From)], page.NextCursor))
            : ApiProblem.NotFound();
    }

    private static async Task<Results<Ok<WebhookMessageResponse>, ApiProblem>> GetMessageAsync(
        string id, string messageId, ClaimsPrincipal user, IGrainFactory grains, CancellationToken cancellationToken) =>
        await Own(grains, user).GetMessageAsync(id, messageId, cancellationToken) is { } message
            ? TypedResults.Ok(WebhookMessageResponse.From(message))
            : ApiProblem.NotFound();

    private static Task<Results<Ok<WebhookReplayResponse>, ApiProblem>> ReplayDeadAsync(
        string id, ClaimsPrincipal user, IGrainFactory grains, CancellationToken cancellationToken) =>
        ReplayAsync(id, null, user, grains, cancellationToken);

    private static async Task<Results<Ok<WebhookReplayResponse>, ApiProblem>> ReplayAsync(
        string id, string? messageId, ClaimsPrincipal user, IGrainFactory grains, CancellationToken cancellationToken)
    {
        var result = await Own(grains, user).ReplayAsync(id, messageId, cancellationToken);
        return result.Outcome == WebhookOutcome.Done
            ? TypedResults.Ok(new WebhookReplayResponse(result.Count))
            : WebhookProblems.From(result.Outcome, []);
    }

    private static IWebhookGrain Own(IGrainFactory grains, ClaimsPrincipal user) =>
        grains.GetGrain<IWebhookGrain>(Caller.Of(user).UserId);
}

internal static class WebhookProblems
{
    public static ApiProblem From(WebhookOutcome outcome, ImmutableArray<FieldError> errors) => outcome switch
    {
        WebhookOutcome.NotFound => ApiProblem.NotFound(),
        WebhookOutcome.Invalid => ApiProblem.Invalid(errors),
        WebhookOutcome.TooMany => ApiProblem.Conflict(
            ProblemCodes.TooManyWebhooks, $"You have {WebhookLimits.EndpointsMax} webhooks; delete one first."),
        _ => throw new InvalidOperationException($"Unexpected webhook outcome {outcome}."),
    };
}
