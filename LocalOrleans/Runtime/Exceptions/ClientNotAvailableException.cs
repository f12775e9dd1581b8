namespace Orleans.Runtime;

/// <summary>The observer that was called is not there any more.</summary>
[GenerateSerializer]
public sealed class ClientNotAvailableException : OrleansException
{
    internal ClientNotAvailableException(string message)
        : base(message)
    {
    }
}
