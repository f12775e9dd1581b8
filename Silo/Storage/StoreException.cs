using Orleans.Runtime;

namespace SocialCommerce.Silo.Storage;

/// <summary>The store cannot be opened; the message is for the person who started the program.</summary>
public sealed class StoreException(string message, Exception? inner = null) : Exception(message, inner);

/// <summary>
/// A write failed and its outcome is unknown to the caller until it reads again. The store reopens itself; later
/// writes succeed when the cause is gone.
/// </summary>
public sealed class StoreUnavailableException : OrleansException
{
    public StoreUnavailableException(string message)
        : base(message)
    {
    }

    public StoreUnavailableException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
