namespace Orleans.Runtime;

/// <summary>The identity of a stream subscription.</summary>
[Immutable]
public sealed class GuidId : IEquatable<GuidId>
{
    public readonly Guid Guid;

    private GuidId(Guid guid) => Guid = guid;

    public static GuidId GetGuidId(Guid guid) => new(guid);

    public static GuidId GetNewGuidId() => new(Guid.NewGuid());

    public bool Equals(GuidId? other) => other is not null && Guid.Equals(other.Guid);

    public override bool Equals(object? obj) => Equals(obj as GuidId);

    public override int GetHashCode() => Guid.GetHashCode();

    public override string ToString() => Guid.ToString("N");
}
