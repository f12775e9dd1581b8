using SocialCommerce.Grains.Interfaces.Users;

namespace SocialCommerce.Grains.Users;

/// <summary>First come, first served, once for the life of the store.</summary>
internal sealed class OwnerGrain(
    [PersistentState("owner", StorageNames.Commerce)] IPersistentState<OwnerState> storage) : Grain, IOwnerGrain
{
    public async Task<bool> ClaimAsync(string userId, CancellationToken cancellationToken)
    {
        if (storage.State.UserId.Length == 0)
        {
            await storage.SaveAsync(new OwnerState { UserId = userId }, this);
        }

        return storage.State.UserId == userId;
    }
}

[GenerateSerializer, Alias("sc.OwnerState")]
internal sealed record OwnerState
{
    [Id(0)]
    public string UserId { get; set; } = string.Empty;
}
