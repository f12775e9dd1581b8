using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using SocialCommerce.Api.Tests.Hosting;
using SocialCommerce.Client;

namespace SocialCommerce.Api.Tests.Rooms.Moderation;

/// <summary>One user's calls about one room, with the answers as they are.</summary>
internal sealed class Rest(TestHost host, SocialCommerceClient client, string roomId) : IDisposable
{
    private readonly HttpClient _http = host.CreateHttp(client.Tokens!.AccessToken);

    public Task<HttpResponseMessage> ActAsync(object act) => _http.PostAsJsonAsync($"api/v1/rooms/{roomId}/moderation", act);

    public Task<HttpResponseMessage> PutAsync(string path, object body) => _http.PutAsJsonAsync($"api/v1/rooms/{roomId}/{path}", body);

    public Task<HttpResponseMessage> GetAsync(string path) => _http.GetAsync($"api/v1/rooms/{roomId}/{path}");

    public Task<JsonElement> ReadAsync(string path) => _http.GetFromJsonAsync<JsonElement>($"api/v1/rooms/{roomId}/{path}");

    public async Task DoAsync(object act)
    {
        using var response = await ActAsync(act);
        Assert.True(response.StatusCode == HttpStatusCode.NoContent, await response.Content.ReadAsStringAsync());
    }

    public async Task SetAsync(string path, object body)
    {
        using var response = await PutAsync(path, body);
        Assert.True(response.StatusCode == HttpStatusCode.OK, await response.Content.ReadAsStringAsync());
    }

    public void Dispose() => _http.Dispose();
}
