using System.Text.Json;
using SocialCommerce.Api.Tests.Hosting;
using SocialCommerce.Client;
using SocialCommerce.Client.Rooms;

namespace SocialCommerce.Api.Tests.Rooms.Moderation;

/// <summary>A live room with its host and one guest, who is in it.</summary>
internal sealed class Stage : IAsyncDisposable
{
    private int _said;

    private Stage(SocialCommerceClient hostClient, SocialCommerceClient guest, string roomId, Rest rest, RawHub hub, JsonElement joined)
    {
        HostClient = hostClient;
        Guest = guest;
        RoomId = roomId;
        Host = rest;
        Hub = hub;
        Joined = joined;
    }

    public SocialCommerceClient HostClient { get; }

    public SocialCommerceClient Guest { get; }

    public string RoomId { get; }

    /// <summary>The host's calls.</summary>
    public Rest Host { get; }

    /// <summary>The guest's socket.</summary>
    public RawHub Hub { get; }

    public JsonElement Joined { get; }

    public string HostId => HostClient.Tokens!.UserId;

    public string GuestId => Guest.Tokens!.UserId;

    public static async Task<Stage> OpenAsync(TestHost host)
    {
        var hostess = await host.SignInAsync();
        var guest = await host.SignInAsync();
        var room = await hostess.CreateRoomAsync(new NewRoom("A room", []));
        await hostess.ChangeRoomAsync(room.RoomId, RoomStep.Start);
        var hub = new RawHub(host.Address, guest);
        await hub.StartAsync();
        var joined = await hub.CallAsync("JoinRoom", new { roomId = room.RoomId });
        return new Stage(hostess, guest, room.RoomId, new Rest(host, hostess, room.RoomId), hub, joined);
    }

    /// <summary>The guest says something new; the answer as it is.</summary>
    public Task<JsonElement> SayAsync(string text) =>
        Hub.CallAsync("SendComment", new { roomId = RoomId, text, clientId = $"k-{++_said}" });

    public async ValueTask DisposeAsync()
    {
        await Hub.DisposeAsync();
        Host.Dispose();
        HostClient.Dispose();
        Guest.Dispose();
    }
}
