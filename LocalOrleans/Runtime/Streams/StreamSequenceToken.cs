using System.Diagnostics.CodeAnalysis;

namespace Orleans.Streams;

/// <summary>The place of an event in its stream.</summary>
[GenerateSerializer]
[SuppressMessage("Design", "CA1067", Justification = "Orleans leaves object.Equals to the tokens themselves.")]
public abstract class StreamSequenceToken : IEquatable<StreamSequenceToken?>, IComparable<StreamSequenceToken?>
{
    public abstract long SequenceNumber { get; protected set; }

    public abstract int EventIndex { get; protected set; }

    public abstract bool Equals(StreamSequenceToken? other);

    public abstract int CompareTo(StreamSequenceToken? other);
}
