using SocialCommerce.Grains.Interfaces.Users;

namespace SocialCommerce.Api.Rooms.Moderation;

/// <summary>Who has bought in the shop.</summary>
internal interface IBuyers
{
    Task<bool> HasBoughtAsync(string userId, CancellationToken cancellationToken);
}

/// <summary>By the purchases in the interaction log.</summary>
internal sealed class RecordedBuyers(IGrainFactory grains) : IBuyers
{
    public Task<bool> HasBoughtAsync(string userId, CancellationToken cancellationToken) =>
        grains.GetGrain<IUserGrain>(userId).HasPurchasedAsync(cancellationToken);
}
