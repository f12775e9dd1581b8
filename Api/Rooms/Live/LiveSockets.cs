using System.Collections.Concurrent;
using System.Net;
using Microsoft.Extensions.Options;

namespace SocialCommerce.Api.Rooms.Live;

/// <summary>The sockets of this process, by id, user and address.</summary>
internal sealed class LiveSockets(IOptions<LiveOptions> options)
{
    private readonly Lock _lock = new();
    private readonly ConcurrentDictionary<string, LiveSocket> _byId = new();
    private readonly Dictionary<string, ImmutableArray<LiveSocket>> _byUser = [];
    private readonly Dictionary<IPAddress, int> _byAddress = [];

    public IEnumerable<LiveSocket> All => _byId.Values;

    /// <summary>The socket, or null when it was not let in or has gone.</summary>
    public LiveSocket? Find(string connectionId) => _byId.GetValueOrDefault(connectionId);

    public ImmutableArray<LiveSocket> OfUser(string userId)
    {
        lock (_lock)
        {
            return _byUser.GetValueOrDefault(userId, []);
        }
    }

    /// <summary>Lets a socket in, unless its user or address has as many as allowed.</summary>
    public bool TryAdd(LiveSocket socket)
    {
        lock (_lock)
        {
            var ofUser = _byUser.GetValueOrDefault(socket.Caller.UserId, []);
            if (ofUser.Length >= options.Value.ConnectionsPerUserMax || !TryCount(socket.Address))
            {
                return false;
            }

            _byUser[socket.Caller.UserId] = ofUser.Add(socket);
            _byId[socket.Id] = socket;
            return true;
        }
    }

    /// <summary>Forgets a socket; null when it was never let in.</summary>
    public LiveSocket? Remove(string connectionId)
    {
        lock (_lock)
        {
            if (!_byId.TryRemove(connectionId, out var socket))
            {
                return null;
            }

            var left = _byUser[socket.Caller.UserId].Remove(socket);
            if (left.IsEmpty)
            {
                _byUser.Remove(socket.Caller.UserId);
            }
            else
            {
                _byUser[socket.Caller.UserId] = left;
            }

            Discount(socket.Address);
            return socket;
        }
    }

    private bool TryCount(IPAddress? address)
    {
        if (address is null || IPAddress.IsLoopback(address))
        {
            return true;
        }

        var count = _byAddress.GetValueOrDefault(address);
        if (count >= options.Value.ConnectionsPerAddressMax)
        {
            return false;
        }

        _byAddress[address] = count + 1;
        return true;
    }

    private void Discount(IPAddress? address)
    {
        if (address is not null && _byAddress.TryGetValue(address, out var count) && (_byAddress[address] = count - 1) == 0)
        {
            _byAddress.Remove(address);
        }
    }
}
