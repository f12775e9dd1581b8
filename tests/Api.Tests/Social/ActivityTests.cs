using SocialCommerce.Api.Tests.Hosting;
using SocialCommerce.Api.Tests.Products.Reviews;
using SocialCommerce.Client.Rooms;
using SocialCommerce.Grains.Interfaces.Users;
using SocialCommerce.Tests.Shared;

namespace SocialCommerce.Api.Tests.Social;

public sealed class ActivityTests(ReviewHost reviews) : IClassFixture<ReviewHost>
{
    [Fact]
    public async Task Activity_OfFollowedPeople_ShowsRoomsAndReviews()
    {
        var host = reviews.Host;
        using var merchant = await host.SignInAsync(Roles.Merchant);
        using var friend = await host.SignInAsync();
        using var shopper = await host.SignInAsync();
        var product = await merchant.CreateProductAsync(Samples.Product("Reviewed pot"));
        await reviews.WriteAsync(friend, product, 4);
        var room = await merchant.CreateRoomAsync(new NewRoom("Friends' room", [product.ProductId]));
        await merchant.ChangeRoomAsync(room.RoomId, RoomStep.Start);
        Assert.Empty((await shopper.ListActivityAsync()).Items);

        await shopper.FollowAsync(friend.Tokens!.UserId);
        await shopper.FollowAsync(merchant.Tokens!.UserId);

        // The review reaches the interaction log by itself.
        var activity = await Eventually.GetAsync(async () => (await shopper.ListActivityAsync()).Items, items => items.Count == 2);
        Assert.Equal(["hosting", "reviewed"], activity.Select(item => item.Kind));
        Assert.Equal(room.RoomId, activity[0].Room!.RoomId);
        Assert.Equal((product.ProductId, 4), (activity[1].Product!.ProductId, activity[1].Rating));
        var withIt = Assert.Single((await shopper.ListFriendsWithAsync(product.ProductId)).Items);
        Assert.Equal((friend.Tokens.UserId, "reviewed"), (withIt.User.UserId, withIt.Kind));
    }

    [Fact]
    public async Task Visibility_EachPartIsSetByItself()
    {
        using var user = await reviews.Host.SignInAsync();
        using var http = reviews.Host.CreateHttp(user.Tokens!.AccessToken);

        await user.SetSharesPurchasesAsync(true);
        await user.SetInvisibleAsync(true);

        Assert.Equal(
            """{"invisible":true,"sharesPurchases":true}""",
            await http.GetStringAsync(new Uri("/api/v1/users/me/visibility", UriKind.Relative)));
    }
}
