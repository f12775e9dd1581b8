using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace SocialCommerce.Tools.Simulate.Sale;

/// <summary>
/// HTTP/1.1 as plain as it gets, over connections that are kept: whoever asks thousands of times a second from the machine
/// that answers has to ask cheaply.
/// </summary>
internal sealed class HttpWire(IPEndPoint server, int connectionsMax) : IDisposable
{
    private readonly SemaphoreSlim _room = new(connectionsMax);
    private readonly ConcurrentStack<HttpWireConnection> _idle = new();

    /// <exception cref="SocketException">Nobody listens, or the connection broke: nobody knows what became of the request.</exception>
    /// <exception cref="IOException">The answer broke off.</exception>
    public async Task<HttpWireAnswer> SendAsync(ReadOnlyMemory<byte> request, CancellationToken cancellationToken)
    {
        await _room.WaitAsync(cancellationToken);
        try
        {
            if (!_idle.TryPop(out var connection))
            {
                connection = await HttpWireConnection.OpenAsync(server, cancellationToken);
            }

            return await AskAsync(connection, request, cancellationToken);
        }
        finally
        {
            _room.Release();
        }
    }

    public void Dispose()
    {
        while (_idle.TryPop(out var connection))
        {
            connection.Dispose();
        }

        _room.Dispose();
    }

    private async Task<HttpWireAnswer> AskAsync(
        HttpWireConnection connection, ReadOnlyMemory<byte> request, CancellationToken cancellationToken)
    {
        try
        {
            var answer = await connection.AskAsync(request, cancellationToken);
            _idle.Push(connection);
            return answer;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }
}

internal readonly record struct HttpWireAnswer(int Status, ReadOnlyMemory<byte> Body);
