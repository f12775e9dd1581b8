using System.Text.Json;
using Microsoft.AspNetCore.SignalR.Client;
using SocialCommerce.Client;
using SocialCommerce.Client.Live;

namespace SocialCommerce.Api.Tests.Rooms;

/// <summary>The hub without the client's manners: any method with any request, and the answer as it is.</summary>
internal sealed class RawHub : IAsyncDisposable
{
    private readonly HubConnection _hub;

    public RawHub(Uri address, SocialCommerceClient client) =>
        _hub = HubLink.Create(address, client.GetAccessTokenAsync);

    public Task StartAsync() => _hub.StartAsync();

    public Task<JsonElement> CallAsync(string method, object? request) =>
        _hub.InvokeAsync<JsonElement>(method, request).WaitAsync(Hosting.Await.Limit);

    /// <summary>The next push of a kind of which the test approves.</summary>
    public async Task<JsonElement> NextAsync(string push, Predicate<JsonElement> isExpected)
    {
        var found = new TaskCompletionSource<JsonElement>(TaskCreationOptions.RunContinuationsAsynchronously);
        using var subscription = _hub.On<JsonElement>(push, body =>
        {
            if (isExpected(body))
            {
                found.TrySetResult(body);
            }
        });
        return await found.Task.WaitAsync(Hosting.Await.Limit);
    }

    public ValueTask DisposeAsync() => _hub.DisposeAsync();
}
