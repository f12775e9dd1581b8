namespace SocialCommerce.Tools.Simulate.Wire;

/// <summary>
/// Pushes that have been read already: the same bytes go to every viewer of a room, so each is read once and compared
/// ever after. Safe for many readers; two that come at once are both read, and agree.
/// </summary>
internal sealed class ParsedMessages(Func<string?, int> indexOf, Action<WireEvents> first)
{
    private const int Slots = 4_096;
    private const int HeadBytes = 256;
    private const int TailBytes = 64;

    private readonly Entry?[] _slots = new Entry?[Slots];

    public WireEvents Get(ReadOnlySpan<byte> message)
    {
        ref var slot = ref _slots[Hash(message) & (Slots - 1)];
        var known = Volatile.Read(ref slot);
        if (known is not null && message.SequenceEqual(known.Bytes))
        {
            return known.Events;
        }

        var events = WireEvents.Parse(message, indexOf);
        first(events);
        Volatile.Write(ref slot, new Entry(message.ToArray(), events));
        return events;
    }

    // The ends tell messages apart; a slot that two share is only read more often.
    private static int Hash(ReadOnlySpan<byte> message)
    {
        var hash = new HashCode();
        hash.AddBytes(message[..Math.Min(HeadBytes, message.Length)]);
        hash.AddBytes(message[Math.Max(0, message.Length - TailBytes)..]);
        hash.Add(message.Length);
        return hash.ToHashCode();
    }

    private sealed record Entry(byte[] Bytes, WireEvents Events);
}
