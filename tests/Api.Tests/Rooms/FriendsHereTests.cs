using System.Net.Http.Json;
using System.Threading.Channels;
using SocialCommerce.Api.Tests.Hosting;
using SocialCommerce.Client;
using SocialCommerce.Client.Live;
using SocialCommerce.Client.Rooms;

namespace SocialCommerce.Api.Tests.Rooms;

public sealed class FriendsHereTests(TestHost host) : IClassFixture<TestHost>
{
    [Fact]
    public async Task Join_WhereAFriendIs_ShowsEachFollowerTheirFriends()
    {
        using var ann = await host.SignInAsync();
        using var bob = await host.SignInAsync();
        await bob.FollowAsync(IdOf(ann));
        var room = await OpenRoomAsync(ann);
        await using var early = await Viewer.JoinAsync(ann, room.RoomId);

        await using var late = await Viewer.JoinAsync(bob, room.RoomId);

        Assert.Equal([IdOf(ann)], Ids(late.Joined.Snapshot.Friends!));
        Assert.Empty(early.Joined.Snapshot.Friends!);
    }

    [Fact]
    public async Task AFriendWhoComesHidesBlocksAndLeaves_IsShownOnlyWhileSeenHere()
    {
        using var ann = await host.SignInAsync();
        using var bob = await host.SignInAsync();
        await bob.FollowAsync(IdOf(ann));
        var room = await OpenRoomAsync(bob);
        await using var watching = await Viewer.JoinAsync(bob, room.RoomId);
        var told = Listen(watching.Live);

        var coming = await Viewer.JoinAsync(ann, room.RoomId);
        await told.FirstAsync(here => Ids(here.Friends).SequenceEqual([IdOf(ann)]));
        await ann.SetInvisibleAsync(true);
        await told.FirstAsync(here => here.Friends.Count == 0);
        await ann.SetInvisibleAsync(false);
        await told.FirstAsync(here => here.Friends.Count == 1);
        await coming.DisposeAsync();
        await told.FirstAsync(here => here.Friends.Count == 0);
        await using var again = await Viewer.JoinAsync(ann, room.RoomId);
        await told.FirstAsync(here => here.Friends.Count == 1);

        // The one who is followed blocks the follower: that hides them too.
        using var http = host.CreateHttp(await ann.GetAccessTokenAsync(default));
        (await http.PutAsync(new Uri($"api/v1/users/me/blocks/{IdOf(bob)}", UriKind.Relative), null)).EnsureSuccessStatusCode();
        await told.FirstAsync(here => here.Friends.Count == 0);
    }

    [Fact]
    public async Task SetVisibility_WithoutSayingWhich_IsMalformed()
    {
        using var ann = await host.SignInAsync();
        using var http = host.CreateHttp(await ann.GetAccessTokenAsync(default));

        using var refused = await http.PutAsJsonAsync("api/v1/users/me/visibility", new { });
        await ann.SetInvisibleAsync(true);

        Assert.Equal(400, (int)refused.StatusCode);
        Assert.Equal("""{"invisible":true,"sharesPurchases":false}""", await http.GetStringAsync(new Uri("api/v1/users/me/visibility", UriKind.Relative)));
    }

    private static ChannelReader<FriendsHere> Listen(LiveConnection live)
    {
        var told = Channel.CreateUnbounded<FriendsHere>();
        live.FriendsReceived += here => told.Writer.TryWrite(here);
        return told.Reader;
    }

    private static string IdOf(SocialCommerceClient client) => client.Tokens!.UserId;

    private static IEnumerable<string> Ids(IEnumerable<Friend> friends) => friends.Select(friend => friend.UserId);

    private static async Task<Room> OpenRoomAsync(SocialCommerceClient client)
    {
        var room = await client.CreateRoomAsync(new NewRoom("A room", []));
        return await client.ChangeRoomAsync(room.RoomId, RoomStep.Start);
    }
}
