using SocialCommerce.Client.Common;
using SocialCommerce.Client.Products;

namespace SocialCommerce.Api.Tests.Hosting;

internal static class Samples
{
    public static NewProduct Product(string title = "Teapot", string? productId = null, int stock = 10) => new(
        title, "A pot for tea.", "kitchen", "Brown", new Money(1_999, "CNY"), stock, "/images/teapot.svg",
        new Dictionary<string, string> { ["colour"] = "brown" }, productId);
}
