using System.Net;
using System.Net.Sockets;

namespace SocialCommerce.Grains.Interfaces.Common;

/// <summary>
/// Connects to addresses of the public internet only, whatever a name resolves to at that moment: a configured address must
/// not become a way into the network of the shop (RELIABILITY S39).
/// </summary>
public static class PublicAddresses
{
    public static async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(context);
        var addresses = await Dns.GetHostAddressesAsync(context.DnsEndPoint.Host, cancellationToken);
        var reachable = addresses.Where(IsPublic).ToArray();
        if (reachable.Length == 0)
        {
            throw new HttpRequestException($"{context.DnsEndPoint.Host} has no public address.");
        }

        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(reachable, context.DnsEndPoint.Port, cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <summary>False for loopback, private, link-local, shared, multicast, reserved and unspecified addresses.</summary>
    public static bool IsPublic(IPAddress address)
    {
        ArgumentNullException.ThrowIfNull(address);
        if (address.IsIPv4MappedToIPv6)
        {
            return IsPublic(address.MapToIPv4());
        }

        if (address.AddressFamily == AddressFamily.InterNetworkV6)
        {
            // Global unicast is 2000::/3; of it, 2001::/23 and 2002::/16 carry other addresses, 2001:db8::/32 is for texts.
            var bytes = address.GetAddressBytes();
            return (bytes[0] & 0xE0) == 0x20 && bytes is not [0x20, 0x02, ..] and not [0x20, 0x01, 0x00 or 0x01, ..]
                and not [0x20, 0x01, 0x0D, 0xB8, ..];
        }

        return address.GetAddressBytes() is not ([0 or 10 or 127 or >= 224, ..] or [169, 254, ..] or [192, 168, ..]
            or [172, >= 16 and <= 31, ..] or [100, >= 64 and <= 127, ..] or [192, 0, 0 or 2, _] or [198, 18 or 19, ..]
            or [198, 51, 100, _] or [203, 0, 113, _]);
    }
}
