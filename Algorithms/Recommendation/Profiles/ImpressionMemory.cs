using System.Buffers.Binary;

namespace SocialCommerce.Algorithms.Recommendation;

/// <summary>What is remembered of a product that was shown to a user.</summary>
/// <param name="Count">Impressions without any action since, at most 255.</param>
/// <param name="At">The last impression that counted, to the minute.</param>
/// <param name="Source">The retriever that it was shown for.</param>
/// <param name="IsTrial">Whether it was shown to try it.</param>
public readonly record struct ShownProduct(int Count, DateTimeOffset At, Retriever Source, bool IsTrial);

/// <summary>
/// The products shown to one user of late, in bounded memory: by a 24-bit hash, the least recently shown is forgotten
/// first. Lists that follow each other closely are one impression, as a page that refreshes itself tires nobody.
/// Not thread-safe.
/// </summary>
public sealed class ImpressionMemory
{
    public const int Capacity = 48;

    /// <summary>A product shown again sooner than this was not shown anew.</summary>
    public static readonly TimeSpan CountsAgainAfter = TimeSpan.FromMinutes(1);

    private const int EntryBytes = 9;
    private const byte TrialBit = 0x80;

    // Oldest impression first.
    private readonly List<Entry> _entries = new(Capacity);

    public ImpressionMemory()
    {
    }

    /// <summary>Continues from what <see cref="Export"/> gave.</summary>
    public ImpressionMemory(ReadOnlySpan<byte> stored)
    {
        for (; stored.Length >= EntryBytes && _entries.Count < Capacity; stored = stored[EntryBytes..])
        {
            _entries.Add(new Entry(
                BinaryPrimitives.ReadUInt32LittleEndian(stored) & CompactHash.Mask, stored[3],
                BinaryPrimitives.ReadUInt32LittleEndian(stored[4..]), stored[8]));
        }
    }

    public int Count => _entries.Count;

    /// <summary>True when something changed since <see cref="Export"/>.</summary>
    public bool IsDirty { get; private set; }

    /// <summary>Remembers that a product is shown. False when it was shown a moment ago and does not count anew.</summary>
    public bool Show(string productId, DateTimeOffset now, Retriever source, bool isTrial)
    {
        var hash = CompactHash.Of(productId);
        var slot = Find(hash);
        var minute = ToMinute(now);
        var known = slot < 0 ? default : _entries[slot];
        if (slot >= 0 && minute < known.Minute + (uint)CountsAgainAfter.TotalMinutes)
        {
            return false;
        }

        if (slot >= 0 || _entries.Count == Capacity)
        {
            _entries.RemoveAt(Math.Max(slot, 0));
        }

        var label = (byte)((int)source | (isTrial ? TrialBit : 0));
        IsDirty = true;
        _entries.Add(new Entry(hash, (byte)Math.Min(known.Count + 1, byte.MaxValue), minute, label));
        return true;
    }

    /// <summary>What is remembered of a product, or null.</summary>
    public ShownProduct? Find(string productId)
    {
        var slot = Find(CompactHash.Of(productId));
        return slot < 0 ? null : Describe(_entries[slot]);
    }

    /// <summary>Forgets a product because the user acted on it; answers what was remembered, or null.</summary>
    public ShownProduct? Take(string productId)
    {
        var slot = Find(CompactHash.Of(productId));
        if (slot < 0)
        {
            return null;
        }

        var taken = Describe(_entries[slot]);
        _entries.RemoveAt(slot);
        IsDirty = true;
        return taken;
    }

    /// <summary>State to store, nine bytes a product.</summary>
    public byte[] Export()
    {
        IsDirty = false;
        var stored = new byte[_entries.Count * EntryBytes];
        for (var slot = 0; slot < _entries.Count; slot++)
        {
            var target = stored.AsSpan(slot * EntryBytes);
            BinaryPrimitives.WriteUInt32LittleEndian(target, _entries[slot].Hash);
            target[3] = _entries[slot].Count;
            BinaryPrimitives.WriteUInt32LittleEndian(target[4..], _entries[slot].Minute);
            target[8] = _entries[slot].Label;
        }

        return stored;
    }

    private int Find(uint hash)
    {
        for (var slot = _entries.Count - 1; slot >= 0; slot--)
        {
            if (_entries[slot].Hash == hash)
            {
                return slot;
            }
        }

        return -1;
    }

    private static ShownProduct Describe(Entry entry) => new(
        entry.Count, DateTimeOffset.UnixEpoch.AddMinutes(entry.Minute), (Retriever)(entry.Label & ~TrialBit),
        (entry.Label & TrialBit) != 0);

    private static uint ToMinute(DateTimeOffset time) =>
        (uint)Math.Clamp((time - DateTimeOffset.UnixEpoch).TotalMinutes, 0, uint.MaxValue / 2);

    private readonly record struct Entry(uint Hash, byte Count, uint Minute, byte Label);
}

/// <summary>
/// Pushes down what was shown often without any action. After <see cref="ListOptions.FatigueAfter"/> impressions each
/// further one leaves <see cref="ListOptions.FatigueFactor"/> of the score; a day without an impression forgives all.
/// </summary>
public static class Fatigue
{
    public static readonly TimeSpan ForgivenAfter = TimeSpan.FromDays(1);

    /// <summary>What remains of the score of a product that was shown as remembered, 0 to 1.</summary>
    public static float FactorOf(ShownProduct? shown, DateTimeOffset now, ListOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return shown is { } product && product.Count >= options.FatigueAfter && now - product.At < ForgivenAfter
            ? MathF.Pow(options.FatigueFactor, product.Count - options.FatigueAfter + 1)
            : 1;
    }
}
