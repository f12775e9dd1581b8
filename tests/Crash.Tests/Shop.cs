using System.Globalization;
using SocialCommerce.Client;
using SocialCommerce.Client.Common;
using SocialCommerce.Client.Products;
using SocialCommerce.Client.Rooms;

namespace SocialCommerce.Crash.Tests;

/// <summary>What there is before the first kill: products and a live room.</summary>
internal sealed record Shop(string RoomId, IReadOnlyList<string> ProductIds)
{
    private const string Password = "correct-horse-battery";
    private const int ProductsMax = 40;

    /// <summary>The first user of an empty store owns it, and so may sell.</summary>
    public static async Task<Shop> OpenAsync(SocialCommerceClient merchant)
    {
        await RegisterAsync(merchant, "merchant");
        var ids = new List<string>();
        await foreach (var result in merchant.ImportProductsAsync(Enumerable.Range(1, ProductsMax).Select(Describe)))
        {
            Assert.NotNull(result.ProductId);
            ids.Add(result.ProductId);
        }

        var room = await merchant.CreateRoomAsync(new NewRoom("Crash room", [.. ids.Take(10)]));
        await merchant.ChangeRoomAsync(room.RoomId, RoomStep.Start);
        return new Shop(room.RoomId, ids);
    }

    public static Task RegisterAsync(SocialCommerceClient client, string name) => client.RegisterAsync(name, Password, name);

    private static NewProduct Describe(int number) => new(
        string.Create(CultureInfo.InvariantCulture, $"Product {number}"),
        "What the crash test sells.",
        number % 2 == 0 ? "tea" : "books",
        "Brand",
        new Money(1_000 + number, "CNY"),
        Stock: 100);
}
