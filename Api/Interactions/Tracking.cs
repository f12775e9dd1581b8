using SocialCommerce.Api.Rooms;
using SocialCommerce.Grains.Interfaces.Interactions;
using SocialCommerce.Grains.Interfaces.Users;

namespace SocialCommerce.Api.Interactions;

/// <summary>Takes a batch of interactions of one user, from HTTP or from the hub.</summary>
internal sealed class Tracking(IGrainFactory grains, RehearsalGuard rehearsals, TimeProvider clock)
{
    public static ImmutableArray<FieldError> Check(TrackRequest? request) => new FieldChecks()
        .Add(request?.Items is not { Count: >= 1 and <= InteractionLimits.ItemsMax }, "items", $"must be 1 to {InteractionLimits.ItemsMax}")
        .Add(request?.Items?.Contains(null) is true, "items", "must not contain null")
        .Errors;

    /// <summary>
    /// Records a batch that passed the check. Answers when it is durable. What is part of a rehearsal is left out of the
    /// log and of all that is made of it.
    /// </summary>
    public async Task<TrackResponse> RecordAsync(
        string userId, TrackRequest request, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var items = request.Items!.Select(item => item!.ToInteraction(now)).ToImmutableArray();
        var rehearsed = await FindRehearsedAsync(userId, items, cancellationToken);
        if (rehearsed.Count == 0)
        {
            return TrackResponse.From(await RecordAsync(userId, items, cancellationToken));
        }

        var counted = items.RemoveAll(item => rehearsed.Contains(item.RoomId));
        var recorded = counted.IsEmpty ? [] : (await RecordAsync(userId, counted, cancellationToken)).Results;
        var next = 0;
        return TrackResponse.From(new RecordResult(
            [.. items.Select(item => rehearsed.Contains(item.RoomId) ? new(InteractionStatus.Rehearsed) : recorded[next++])]));
    }

    private Task<RecordResult> RecordAsync(
        string userId, ImmutableArray<Interaction> items, CancellationToken cancellationToken) =>
        grains.GetGrain<IUserGrain>(userId).RecordAsync(new RecordInteractions(items), cancellationToken);

    private async Task<HashSet<string?>> FindRehearsedAsync(
        string userId, ImmutableArray<Interaction> items, CancellationToken cancellationToken)
    {
        var rehearsed = new HashSet<string?>();
        foreach (var roomId in items.Select(item => item.RoomId).OfType<string>().Distinct())
        {
            if (await rehearsals.IsRehearsedAsync(userId, roomId, cancellationToken))
            {
                rehearsed.Add(roomId);
            }
        }

        return rehearsed;
    }
}
