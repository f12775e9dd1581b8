using SocialCommerce.Grains.Interfaces.Orders.Carts;

namespace SocialCommerce.Grains.Orders.Carts;

/// <summary>What is stored of a cart.</summary>
internal sealed record CartState
{
    /// <summary>In the order in which they were put in, one of each product.</summary>
    public ImmutableArray<CartEntry> Entries { get; set; } = [];

    public long Version { get; set; }

    /// <summary>Guest carts that were taken in and may not know it yet: taking one in again changes nothing.</summary>
    public ImmutableArray<string> Merging { get; set; } = [];

    /// <summary>The last orders whose units were taken out.</summary>
    public ImmutableArray<string> Ordered { get; set; } = [];

    /// <summary>Only of a guest's cart.</summary>
    public GuestCart? Guest { get; set; }
}

/// <param name="UsedAt">When it was last used, to the day.</param>
/// <param name="HandedTo">The user into whose cart it went, or is going.</param>
internal sealed record GuestCart(string SecretHash, DateTimeOffset UsedAt, string? HandedTo = null);
