namespace SocialCommerce.Tools.Simulate.Wire;

/// <summary>Makes whole messages of what comes from a socket in pieces. One buffer that grows to the largest message.</summary>
internal sealed class MessageAssembler(int bytes)
{
    private byte[] _buffer = new byte[bytes];
    private int _filled;
    private byte[] _parts = [];
    private int _partsFilled;

    public delegate void Receive(ReadOnlySpan<byte> message);

    /// <summary>Where the next bytes go; never empty.</summary>
    public Memory<byte> Free
    {
        get
        {
            if (_filled == _buffer.Length)
            {
                Array.Resize(ref _buffer, _buffer.Length * 2);
            }

            return _buffer.AsMemory(_filled);
        }
    }

    /// <summary>Takes bytes that were put where <see cref="Free"/> said; tells every message that is whole. False: the other side closes.</summary>
    public bool Take(int count, Receive receive)
    {
        _filled += count;
        var rest = _buffer.AsSpan(0, _filled);
        while (WebSocketFrames.TryRead(rest, out var header) && rest.Length >= header.Size + header.Payload)
        {
            if (header.IsClose)
            {
                return false;
            }

            if (!header.IsControl)
            {
                Join(header, rest.Slice(header.Size, header.Payload), receive);
            }

            rest = rest[(header.Size + header.Payload)..];
        }

        rest.CopyTo(_buffer);
        _filled = rest.Length;
        return true;
    }

    private void Join(FrameHeader header, ReadOnlySpan<byte> payload, Receive receive)
    {
        if (header.IsFinal && _partsFilled == 0)
        {
            receive(payload);
            return;
        }

        if (_partsFilled + payload.Length > _parts.Length)
        {
            Array.Resize(ref _parts, Math.Max(_parts.Length * 2, _partsFilled + payload.Length));
        }

        payload.CopyTo(_parts.AsSpan(_partsFilled));
        _partsFilled += payload.Length;
        if (header.IsFinal)
        {
            var whole = _parts.AsSpan(0, _partsFilled);
            _partsFilled = 0;
            receive(whole);
        }
    }
}
