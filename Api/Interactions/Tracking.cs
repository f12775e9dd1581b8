using SocialCommerce.Grains.Interfaces.Interactions;
using SocialCommerce.Grains.Interfaces.Users;

namespace SocialCommerce.Api.Interactions;

/// <summary>Takes a batch of interactions of one user, from HTTP or from the hub.</summary>
internal sealed class Tracking(IGrainFactory grains, TimeProvider clock)
{
    public static ImmutableArray<FieldError> Check(TrackRequest? request) => new FieldChecks()
        .Add(request?.Items is not { Count: >= 1 and <= InteractionLimits.ItemsMax }, "items", $"must be 1 to {InteractionLimits.ItemsMax}")
        .Add(request?.Items?.Contains(null) is true, "items", "must not contain null")
        .Errors;

    /// <summary>Records a batch that passed the check. Answers when it is durable.</summary>
    public async Task<TrackResponse> RecordAsync(
        string userId, TrackRequest request, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var command = new RecordInteractions([.. request.Items!.Select(item => item!.ToInteraction(now))]);
        return TrackResponse.From(await grains.GetGrain<IUserGrain>(userId).RecordAsync(command, cancellationToken));
    }
}
