using System.Diagnostics.CodeAnalysis;

namespace Orleans.Runtime;

/// <summary>A call was refused before it reached a grain.</summary>
[GenerateSerializer]
[SuppressMessage("Design", "CA1032", Justification = "Only the engine rejects calls; Orleans has no public constructors either.")]
public class OrleansMessageRejectionException : OrleansException
{
    internal OrleansMessageRejectionException(string message)
        : base(message)
    {
    }

    internal OrleansMessageRejectionException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
