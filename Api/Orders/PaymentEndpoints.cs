using System.Security.Claims;
using SocialCommerce.Api.Auth;
using SocialCommerce.Grains.Interfaces.Orders.Payments;

namespace SocialCommerce.Api.Orders;

/// <summary>Which provider takes the money, and where it tells what became of a payment.</summary>
internal static class PaymentEndpoints
{
    public static void MapPayments(this RouteGroupBuilder api)
    {
        var group = api.MapGroup("/payments").WithTags("Orders");

        group.MapGet("/", GetProviderAsync).WithName("GetPaymentProvider");

        // Whoever signs with the provider's secret needs no other credential.
        group.MapPost("/{provider}/webhook", ReceiveAsync).WithName("ReceivePaymentHook").Accepts<object>("application/json");
        group.MapPost("/simulated/{paymentId}/confirm", ConfirmAsync).WithName("ConfirmSimulatedPayment").RequireAuthorization();
    }

    private static async Task<Ok<PaymentProviderResponse>> GetProviderAsync(IGrainFactory grains, CancellationToken cancellationToken) =>
        TypedResults.Ok(new PaymentProviderResponse(
            await grains.GetGrain<IPaymentDoorGrain>(IPaymentDoorGrain.AnyProvider).GetProviderAsync(cancellationToken)));

    private static async Task<Results<Ok<PaymentHookResponse>, ApiProblem>> ReceiveAsync(
        string provider, HttpRequest request, IGrainFactory grains, CancellationToken cancellationToken)
    {
        if (await ReadAsync(request, cancellationToken) is not { } body)
        {
            return new ApiProblem(StatusCodes.Status413PayloadTooLarge, ProblemCodes.TooLarge, "The body is too large.");
        }

        var hook = new PaymentHook(ReadHeaders(request.Headers), [.. body]);
        var outcome = await grains.GetGrain<IPaymentDoorGrain>(provider).ReceiveAsync(hook, cancellationToken);
        return outcome switch
        {
            PaymentHookOutcome.Taken => TypedResults.Ok(new PaymentHookResponse(Taken: true)),
            PaymentHookOutcome.Ignored => TypedResults.Ok(new PaymentHookResponse(Taken: false)),
            PaymentHookOutcome.NotFound => ApiProblem.NotFound(),
            PaymentHookOutcome.BadSignature => new ApiProblem(
                StatusCodes.Status401Unauthorized, ProblemCodes.BadSignature, "The message is not signed by the provider, or too old."),
            _ => throw new InvalidOperationException($"Unexpected outcome {outcome} of a payment hook."),
        };
    }

    private static async Task<Results<Ok<PaymentConfirmResponse>, ApiProblem>> ConfirmAsync(
        string paymentId, PaymentConfirmRequest request, ClaimsPrincipal user, IGrainFactory grains, CancellationToken cancellationToken)
    {
        if (request.Approve is not { } isApproved)
        {
            return ApiProblem.Invalid("approve", "is required");
        }

        var result = await grains.GetGrain<ISimulatedPaymentGrain>(paymentId).CompleteAsync(
            Caller.Of(user).UserId, isApproved, cancellationToken);
        return result.Outcome == PaymentOutcome.NotFound
            ? ApiProblem.NotFound()
            : TypedResults.Ok(new PaymentConfirmResponse(result.Outcome, result.DeclineCode));
    }

    // The signature is over the bytes as they came.
    private static async Task<byte[]?> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        var buffer = new byte[PaymentLimits.HookBytesMax + 1];
        var length = await request.Body.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellationToken);
        return length > PaymentLimits.HookBytesMax ? null : buffer[..length];
    }

    private static ImmutableDictionary<string, string> ReadHeaders(IHeaderDictionary headers) => PaymentLimits.HookHeaders
        .Select(name => KeyValuePair.Create(name, headers[name].ToString()))
        .Where(header => header.Value.Length is > 0 and <= PaymentLimits.HookHeaderLengthMax)
        .ToImmutableDictionary();
}

/// <param name="Provider">As it stands in the address of its webhook.</param>
internal sealed record PaymentProviderResponse(string Provider);

/// <param name="Taken">False for what orders do not ask about.</param>
internal sealed record PaymentHookResponse(bool Taken);

/// <param name="Approve">What the buyer answers the bank of the simulated provider.</param>
internal sealed record PaymentConfirmRequest(bool? Approve);

internal sealed record PaymentConfirmResponse(PaymentOutcome Outcome, string? DeclineCode);
