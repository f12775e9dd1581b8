using System.Net;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using SocialCommerce.Client.Common;

namespace SocialCommerce.Client.Live;

/// <summary>Builds the SignalR connection to the hub.</summary>
internal static class HubLink
{
    private const string Path = "hubs/live";

    public static HubConnection Create(Uri address, Func<CancellationToken, ValueTask<string?>> accessToken)
    {
        var builder = new HubConnectionBuilder();
        builder.Services.AddSingleton<IConnectionFactory>(new WebSocketConnectionFactory(accessToken));
        builder.Services.AddSingleton<EndPoint>(new UriEndPoint(SocketAddress(address)));
        builder.Services.AddSingleton<ILoggerFactory>(NullLoggerFactory.Instance);
        builder.AddJsonProtocol(json => ClientJson.Configure(json.PayloadSerializerOptions));
        return builder.Build();
    }

    private static Uri SocketAddress(Uri address) => new UriBuilder(new Uri(address, Path))
    {
        Scheme = address.Scheme == Uri.UriSchemeHttps ? Uri.UriSchemeWss : Uri.UriSchemeWs,
    }.Uri;
}
