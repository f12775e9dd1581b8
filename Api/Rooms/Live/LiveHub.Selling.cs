using SocialCommerce.Api.Rooms.Selling;
using SocialCommerce.Grains.Interfaces.Rooms.Selling;

namespace SocialCommerce.Api.Rooms.Live;

/// <summary>What viewers claim.</summary>
internal sealed partial class LiveHub
{
    public async Task<HubAnswer> ClaimDeal(ClaimDealRequest request)
    {
        if (LiveRefusals.CheckJoined(Socket, request?.RoomId) is { } refusal)
        {
            return refusal;
        }

        var errors = new FieldChecks()
            .Id(request!.DealId, "dealId")
            .Id(request.ClientId, "clientId")
            .Add(request.Quantity is < 1 or > DealLimits.PerBuyerMax, "quantity", $"must be from 1 to {DealLimits.PerBuyerMax}")
            .Errors;
        if (!errors.IsEmpty)
        {
            return HubAnswer.Invalid(errors);
        }

        var userId = Socket.Caller.UserId;
        var claimId = ClaimEndpoints.ClaimIdOf(userId, request.DealId!, request.ClientId!);
        var result = await grains.GetGrain<IDealGrain>(request.DealId!).ClaimAsync(
            new ClaimDeal(claimId, userId, request.Quantity ?? 1), Context.ConnectionAborted);
        return result is { Outcome: DealOutcome.Done, Claim: { } claim }
            ? new ClaimedAnswer(ClaimBody.From(claim))
            : SellingProblems.ToAnswer(result);
    }
}

internal sealed record ClaimDealRequest(string? RoomId, string? DealId, int? Quantity, string? ClientId);

internal sealed record ClaimedAnswer(ClaimBody Claim) : HubAnswer(Ok: true);
