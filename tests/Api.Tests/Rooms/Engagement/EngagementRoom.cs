using System.Text.Json;
using SocialCommerce.Api.Tests.Hosting;
using SocialCommerce.Client;
using SocialCommerce.Client.Rooms;

namespace SocialCommerce.Api.Tests.Rooms.Engagement;

/// <summary>A live room with its hostess and one guest, by plain HTTP.</summary>
internal sealed class EngagementRoom : IDisposable
{
    private EngagementRoom(TestHost host, SocialCommerceClient hostess, SocialCommerceClient guest, string roomId)
    {
        HostessClient = hostess;
        GuestClient = guest;
        RoomId = roomId;
        Hostess = host.CreateHttp(hostess.Tokens!.AccessToken);
        Guest = host.CreateHttp(guest.Tokens!.AccessToken);
        Anybody = host.CreateHttp();
    }

    public SocialCommerceClient HostessClient { get; }

    public SocialCommerceClient GuestClient { get; }

    public HttpClient Hostess { get; }

    public HttpClient Guest { get; }

    public HttpClient Anybody { get; }

    public string RoomId { get; }

    public static async Task<EngagementRoom> OpenAsync(TestHost host)
    {
        var hostess = await host.SignInAsync();
        var guest = await host.SignInAsync();
        var room = await hostess.CreateRoomAsync(new NewRoom("A room", []));
        await hostess.ChangeRoomAsync(room.RoomId, RoomStep.Start);
        return new EngagementRoom(host, hostess, guest, room.RoomId);
    }

    public Task<Answer> SendAsync(HttpClient http, string method, string path, object? body = null, params (string, string)[] headers) =>
        http.SendAsync(method, $"/api/v1/rooms/{RoomId}/{path}", body is null ? null : JsonSerializer.Serialize(body), headers);

    public void Dispose()
    {
        Hostess.Dispose();
        Guest.Dispose();
        Anybody.Dispose();
        HostessClient.Dispose();
        GuestClient.Dispose();
    }
}
