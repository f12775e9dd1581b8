using SocialCommerce.Api.Tests.Hosting;
using SocialCommerce.Client.Common;
using SocialCommerce.Client.Live;
using SocialCommerce.Client.Rooms;
using SocialCommerce.Grains.Interfaces.Users;

namespace SocialCommerce.Api.Tests.Rooms;

public sealed class RoomHostingTests(TestHost host) : IClassFixture<TestHost>
{
    [Fact]
    public async Task Steps_InOrder_ReachTheViewersInOrder()
    {
        using var hostess = await host.SignInAsync();
        var room = await hostess.CreateRoomAsync(new NewRoom("A room", []));
        await using var viewer = await Viewer.JoinAsync(hostess, room.RoomId);

        foreach (var step in new[] { RoomStep.Start, RoomStep.Pause, RoomStep.Start, RoomStep.End })
        {
            await hostess.ChangeRoomAsync(room.RoomId, step);
        }

        var states = (await viewer.Events.Reader.TakeAsync(4)).Select(e => e.DataAs<RoomStateData>().Status);
        Assert.Equal(["live", "paused", "live", "ended"], states);
        var again = await Assert.ThrowsAsync<ApiException>(() => hostess.ChangeRoomAsync(room.RoomId, RoomStep.Start));
        Assert.Equal((409, "illegal-step"), (again.Status, again.Code));
    }

    [Fact]
    public async Task Hosting_BySomebodyElse_IsForbidden()
    {
        using var hostess = await host.SignInAsync();
        using var guest = await host.SignInAsync(Roles.Merchant, Roles.Operator);
        using var merchant = await host.SignInAsync(Roles.Merchant);
        var room = await hostess.CreateRoomAsync(new NewRoom("A room", []));
        var product = await guest.CreateProductAsync(Samples.Product());

        Func<Task>[] attempts =
        [
            () => guest.ChangeRoomAsync(room.RoomId, RoomStep.Start),
            () => guest.PinAsync(room.RoomId, product.ProductId),
            () => guest.UnpinAsync(room.RoomId, product.ProductId),
            () => merchant.RemoveCommentAsync(room.RoomId, "c_1"),
        ];

        foreach (var attempt in attempts)
        {
            var refused = await Assert.ThrowsAsync<ApiException>(attempt);
            Assert.Equal((403, "not-host"), (refused.Status, refused.Code));
        }
    }

    [Fact]
    public async Task Pin_AndStockChange_ReachTheViewers()
    {
        using var hostess = await host.SignInAsync(Roles.Merchant);
        var product = await hostess.CreateProductAsync(Samples.Product());
        var room = await hostess.CreateRoomAsync(new NewRoom("A room", [product.ProductId]));
        await hostess.ChangeRoomAsync(room.RoomId, RoomStep.Start);
        await using var viewer = await Viewer.JoinAsync(hostess, room.RoomId);

        await hostess.PinAsync(room.RoomId, product.ProductId);
        await hostess.UpdateProductAsync(product.ProductId, new Client.Products.ProductChanges(Stock: 2));
        var stock = await viewer.Events.Reader.FirstAsync(e => e.Type == LiveEvent.StockChanged);
        await hostess.UnpinAsync(room.RoomId, product.ProductId);
        var unpinned = await viewer.Events.Reader.FirstAsync(e => e.Type == LiveEvent.ProductUnpinned);

        Assert.Equal(new StockData(product.ProductId, 2), stock.DataAs<StockData>());
        Assert.Equal(product.ProductId, unpinned.DataAs<ProductIdData>().ProductId);
    }

    [Fact]
    public async Task ListRooms_NamesTheNewestFirst()
    {
        using var hostess = await host.SignInAsync();
        var older = await hostess.CreateRoomAsync(new NewRoom("Older", []));
        var newer = await hostess.CreateRoomAsync(new NewRoom("Newer", []));

        var listed = (await hostess.ListRoomsAsync(limit: 100)).Items.Select(room => room.RoomId).ToList();

        Assert.True(listed.IndexOf(newer.RoomId) < listed.IndexOf(older.RoomId));
        Assert.InRange(listed.IndexOf(newer.RoomId), 0, listed.Count - 2);
    }
}
