using System.Net;
using System.Net.WebSockets;
using Microsoft.Extensions.Logging;
using SocialCommerce.Api.Tests.Hosting;

namespace SocialCommerce.Api.Tests.Auth;

/// <summary>RELIABILITY S3 and S11: how browsers open sockets, and who may not.</summary>
public sealed class SocketTicketTests(TestHost host) : IClassFixture<TestHost>
{
    [Fact]
    public async Task ATicket_OpensOneSocket()
    {
        using var client = await host.SignInAsync();
        var ticket = (await client.GetTicketAsync()).Ticket;

        using var first = await OpenAsync($"?access_token={ticket}");
        var second = await RefusalAsync($"?access_token={ticket}");

        Assert.Equal(WebSocketState.Open, first.State);
        Assert.Equal(HttpStatusCode.Unauthorized, second);
    }

    [Fact]
    public async Task AnAccessTokenInTheAddress_IsRefused()
    {
        using var client = await host.SignInAsync();

        Assert.Equal(HttpStatusCode.Unauthorized, await RefusalAsync($"?access_token={client.Tokens!.AccessToken}"));
    }

    [Fact]
    public async Task ATicket_IsNoAccessToken()
    {
        using var client = await host.SignInAsync();
        var ticket = (await client.GetTicketAsync()).Ticket;
        using var http = host.CreateHttp(ticket);

        var byHeader = await http.SendAsync("GET", "/api/v1/users/me");
        var byQuery = await host.CreateHttp().SendAsync("GET", $"/api/v1/users/me?access_token={ticket}");

        byHeader.IsProblem(HttpStatusCode.Unauthorized, "unauthenticated");
        byQuery.IsProblem(HttpStatusCode.Unauthorized, "unauthenticated");
    }

    [Fact]
    public async Task NoTicketAndNoToken_IsRefused() =>
        Assert.Equal(HttpStatusCode.Unauthorized, await RefusalAsync(string.Empty));

    [Theory]
    [InlineData("https://evil.example")]
    [InlineData("null")]
    [InlineData("http://127.0.0.1.evil.example")]
    [InlineData("http://127.0.0.1:1")]
    public async Task AForeignOrigin_IsRefused(string origin)
    {
        using var client = await host.SignInAsync();
        var ticket = (await client.GetTicketAsync()).Ticket;

        Assert.Equal(HttpStatusCode.Forbidden, await RefusalAsync($"?access_token={ticket}", origin));
    }

    [Fact]
    public async Task TheSameOrigin_IsLetIn()
    {
        using var client = await host.SignInAsync();
        var ticket = (await client.GetTicketAsync()).Ticket;

        using var socket = await OpenAsync($"?access_token={ticket}", host.Address.GetLeftPart(UriPartial.Authority));

        Assert.Equal(WebSocketState.Open, socket.State);
    }

    [Fact]
    public async Task Logs_NeverHoldATicketOrAToken()
    {
        using var client = await host.SignInAsync();
        var ticket = (await client.GetTicketAsync()).Ticket;
        using var socket = await OpenAsync($"?access_token={ticket}");
        await client.GetMeAsync();

        string[] secrets = [ticket, client.Tokens!.AccessToken, client.Tokens.RefreshToken.Split('.')[1], TestHost.Password];
        Assert.NotEmpty(host.Logs.Lines);
        Assert.DoesNotContain(
            host.Logs.Lines.Where(line => line.Level >= LogLevel.Information),
            line => secrets.Any(secret => line.Text.Contains(secret, StringComparison.Ordinal)));
    }

    private async Task<ClientWebSocket> OpenAsync(string query, string? origin = null)
    {
        var socket = new ClientWebSocket();
        if (origin is not null)
        {
            socket.Options.SetRequestHeader("Origin", origin);
        }

        var address = new UriBuilder(new Uri(host.Address, $"/hubs/live{query}")) { Scheme = "ws" }.Uri;
        socket.Options.CollectHttpResponseDetails = true;
        await socket.ConnectAsync(address, CancellationToken.None);
        return socket;
    }

    private async Task<HttpStatusCode> RefusalAsync(string query, string? origin = null)
    {
        using var socket = new ClientWebSocket();
        socket.Options.CollectHttpResponseDetails = true;
        if (origin is not null)
        {
            socket.Options.SetRequestHeader("Origin", origin);
        }

        var address = new UriBuilder(new Uri(host.Address, $"/hubs/live{query}")) { Scheme = "ws" }.Uri;
        await Assert.ThrowsAsync<WebSocketException>(() => socket.ConnectAsync(address, CancellationToken.None));
        return socket.HttpStatusCode;
    }
}
