using SocialCommerce.Grains.Interfaces.Interactions;
using SocialCommerce.Grains.Interfaces.Rooms;
using SocialCommerce.Grains.Interfaces.Social;
using SocialCommerce.Grains.Interfaces.Users;
using SocialCommerce.Grains.Tests.Hosting;
using SocialCommerce.Grains.Tests.Rooms;

namespace SocialCommerce.Grains.Tests.Social;

public sealed class FriendActivityTests : IAsyncLifetime
{
    private GrainHost _host = null!;

    private IUserGrain Ann => _host.Grains.User("ann");

    private IUserGrain Bob => _host.Grains.User("bob");

    public async Task InitializeAsync()
    {
        _host = await GrainHost.StartAsync();
        await _host.Grains.StockAsync(3);
        foreach (var user in new[] { "ann", "bob", "eve" })
        {
            await _host.Grains.RegisterAsync(user);
        }

        await Ann.FollowAsync(new FollowUser("bob", Shop.Now));
    }

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task Purchases_AreToldWhenTheBuyerSharesThem_AlsoAfterARestart()
    {
        await BuyAsync("bob", "p-1");
        await BuyAsync("eve", "p-1");
        Assert.Empty(await Ann.ListActivityAsync(20));
        Assert.Empty(await Ann.ListFriendsWithAsync("p-1"));

        await Bob.SetSharesPurchasesAsync(true);
        await _host.Grains.User("eve").SetSharesPurchasesAsync(true);
        await _host.RestartAsync();

        var bought = Assert.Single(await Ann.ListActivityAsync(20));
        Assert.Equal((ActivityKind.Bought, "bob", "Display bob", "p-1"), (bought.Kind, bought.UserId, bought.DisplayName, bought.Product!.ProductId));
        Assert.Equal("bob", Assert.Single(await Ann.ListFriendsWithAsync("p-1")).UserId);
        Assert.Empty(await Ann.ListFriendsWithAsync("p-2"));

        await Bob.BlockAsync(new BlockUser("ann"));
        Assert.Empty(await Ann.ListActivityAsync(20));
        await Bob.UnblockAsync(new BlockUser("ann"));
        await Bob.ForgetTasteAsync();
        Assert.Empty(await Ann.ListFriendsWithAsync("p-1"));
    }

    [Fact]
    public async Task Rooms_HostedAndVisited_ComeFirstWhileTheyAreLive()
    {
        await Bob.SetSharesPurchasesAsync(true);
        await BuyAsync("bob", "p-1");
        await Ann.FollowAsync(new FollowUser("eve", Shop.Now));
        var room = _host.Grains.GetGrain<IRoomGrain>("r-1");
        await room.CreateAsync(RoomSamples.Create(hostId: "bob"));
        Assert.Equal(ActivityKind.Bought, Assert.Single(await Ann.ListActivityAsync(20)).Kind);

        await room.ChangeStatusAsync(new ChangeRoomStatus("bob", RoomStatus.Live));
        var listener = new Listener();
        await _host.Grains.GetGrain<IRoomPresenceGrain>("r-1").ReportAsync(
            new PresenceReport("relay", IsWhole: true, [new PresentPerson("eve", "Eve"), new PresentPerson("ann", "Ann")], [], 0),
            _host.Grains.CreateObjectReference<IRoomPresenceObserver>(listener));

        Assert.Equal(
            [(ActivityKind.Hosting, "bob"), (ActivityKind.Watching, "eve"), (ActivityKind.Bought, "bob")],
            (await Ann.ListActivityAsync(20)).Select(activity => (activity.Kind, activity.UserId)));
        Assert.Equal(2, (await Ann.ListActivityAsync(2)).Length);

        await room.ChangeStatusAsync(new ChangeRoomStatus("bob", RoomStatus.Ended));
        Assert.Equal(ActivityKind.Bought, Assert.Single(await Ann.ListActivityAsync(20)).Kind);
        GC.KeepAlive(listener);
    }

    private Task<RecordResult> BuyAsync(string userId, string productId) => _host.Grains.User(userId).RecordAsync(new RecordInteractions(
        [Shop.Like(userId, productId) with { Kind = InteractionKind.Purchase }]));

    private sealed class Listener : IRoomPresenceObserver
    {
        public Task OnPresenceAsync(PresenceView view) => Task.CompletedTask;
    }
}
