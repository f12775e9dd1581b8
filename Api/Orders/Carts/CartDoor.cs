using System.Security.Cryptography;
using System.Text;
using SocialCommerce.Api.Auth;
using SocialCommerce.Grains.Interfaces.Orders.Carts;

namespace SocialCommerce.Api.Orders.Carts;

/// <summary>The cart that a request is about: a guest's, opened by its secret, where the route has an id; else the caller's own.</summary>
internal readonly record struct CartDoor(ICartGrain Cart, string? SecretHash)
{
    public const string SecretHeader = "Cart-Secret";

    public static CartDoor Of(HttpContext context, IGrainFactory grains) => context.Request.RouteValues["id"] is string id
        ? new CartDoor(grains.GetGrain<ICartGrain>(ICartGrain.GuestPrefix + id), Hash(context.Request.Headers[SecretHeader].ToString()))
        : new CartDoor(grains.GetGrain<ICartGrain>(Caller.Of(context.User).UserId), null);

    public static string Hash(string secret) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(secret)));

    /// <summary>Keeps the hash out of logs.</summary>
    public override string ToString() => nameof(CartDoor);
}
