using System.Globalization;
using System.Text;

namespace Orleans.Runtime;

/// <summary>The identity of a stream: a namespace and a key.</summary>
[Immutable]
public readonly struct StreamId : IEquatable<StreamId>, IComparable<StreamId>
{
    private readonly byte[] _fullKey;
    private readonly ushort _keyIndex;
    private readonly int _hash;

    private StreamId(byte[] fullKey, ushort keyIndex)
    {
        _fullKey = fullKey;
        _keyIndex = keyIndex;
        _hash = unchecked((int)StableHash.ComputeHash(fullKey));
    }

    public ReadOnlyMemory<byte> FullKey => _fullKey;

    public ReadOnlyMemory<byte> Namespace => _fullKey.AsMemory(0, _keyIndex);

    public ReadOnlyMemory<byte> Key => _fullKey.AsMemory(_keyIndex);

    public static bool operator ==(StreamId s1, StreamId s2) => s1.Equals(s2);

    public static bool operator !=(StreamId s1, StreamId s2) => !s1.Equals(s2);

    public static StreamId Create(ReadOnlySpan<byte> ns, ReadOnlySpan<byte> key)
    {
        if (key.IsEmpty)
        {
            throw new ArgumentNullException(nameof(key));
        }

        return new StreamId([.. ns, .. key], checked((ushort)ns.Length));
    }

    public static StreamId Create(string? ns, Guid key) => Create(ns, key.ToString("N", CultureInfo.InvariantCulture));

    public static StreamId Create(string? ns, long key) => Create(ns, key.ToString(CultureInfo.InvariantCulture));

    public static StreamId Create(string? ns, string key) =>
        Create(ns is null ? [] : Encoding.UTF8.GetBytes(ns), Encoding.UTF8.GetBytes(key));

    public int CompareTo(StreamId other) => _fullKey.AsSpan().SequenceCompareTo(other._fullKey);

    public bool Equals(StreamId other) => _keyIndex == other._keyIndex && _fullKey.AsSpan().SequenceEqual(other._fullKey);

    public override bool Equals(object? obj) => obj is StreamId other && Equals(other);

    public override int GetHashCode() => _hash;

    public string GetKeyAsString() => Encoding.UTF8.GetString(_fullKey, _keyIndex, _fullKey.Length - _keyIndex);

    public string? GetNamespace() => _keyIndex == 0 ? null : Encoding.UTF8.GetString(_fullKey, 0, _keyIndex);

    public override string ToString() => $"{GetNamespace() ?? "null"}/{GetKeyAsString()}";

    internal IdSpan GetKeyIdSpan() => new(Key.ToArray());
}
