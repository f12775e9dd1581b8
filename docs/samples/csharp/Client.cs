// dotnet run Client.cs http://localhost:5080
#:package Microsoft.AspNetCore.SignalR.Client@10.0.15
#:property PublishAot=false
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.SignalR.Client;

var shop = new Uri(args.Length > 0 ? args[0] : "http://localhost:5080");
var seconds = args.Length > 1 ? int.Parse(args[1]) : 10;

using var http = new HttpClient { BaseAddress = new Uri(shop, "/api/v1/") };
using var login = await http.PostAsJsonAsync("auth/login", new { userName = "shopper", password = "demo-password-1" });
login.EnsureSuccessStatusCode();
var token = (await login.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("accessToken").GetString();
http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);

await using var hub = new HubConnectionBuilder()
    .WithUrl(new Uri(shop, "/hubs/live"), connection =>
    {
        connection.AccessTokenProvider = () => Task.FromResult(token);
        connection.SkipNegotiation = true;
        connection.Transports = HttpTransportType.WebSockets;
    })
    .Build();
hub.On<JsonElement>("Events", batch =>
{
    foreach (var @event in batch.GetProperty("events").EnumerateArray())
    {
        Console.WriteLine($"{@event.GetProperty("seq")} {@event.GetProperty("type")} {@event.GetProperty("data")}");
    }
});
await hub.StartAsync();

var rooms = await http.GetFromJsonAsync<JsonElement>("rooms");
var room = rooms.GetProperty("items").EnumerateArray().First(room => room.GetProperty("status").GetString() == "live");
var roomId = room.GetProperty("roomId").GetString();
var joined = await hub.InvokeAsync<JsonElement>("JoinRoom", new { roomId });
Console.WriteLine($"joined {room.GetProperty("title")} {joined.GetProperty("ok")}");
var comment = new { roomId, text = "Hello from C#", clientId = Guid.NewGuid().ToString() };
Console.WriteLine($"sent {await hub.InvokeAsync<JsonElement>("SendComment", comment)}");

var suggestions = await http.GetFromJsonAsync<JsonElement>($"users/me/suggestions?limit=3&roomId={roomId}");
foreach (var item in suggestions.GetProperty("items").EnumerateArray())
{
    Console.WriteLine($"suggested {item.GetProperty("title")} - {item.GetProperty("reasons")}");
}
await Task.Delay(TimeSpan.FromSeconds(seconds));
