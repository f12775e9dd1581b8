namespace Orleans.Configuration;

/// <summary>Limits of calls.</summary>
public abstract class MessagingOptions
{
    /// <summary>How long a caller waits for a response.</summary>
    public TimeSpan ResponseTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Whether a request that waited longer than its caller does is dropped.</summary>
    public bool DropExpiredMessages { get; set; } = true;

    /// <summary>Whether a callee's cancellation token is signalled when its caller gives up.</summary>
    public bool CancelRequestOnTimeout { get; set; }
}

/// <inheritdoc/>
public class SiloMessagingOptions : MessagingOptions
{
    public const int DEFAULT_MAX_ENQUEUED_REQUESTS_SOFT_LIMIT = 0;
    public const int DEFAULT_MAX_ENQUEUED_REQUESTS_HARD_LIMIT = 0;
    public const int DEFAULT_MAX_ENQUEUED_REQUESTS_STATELESS_WORKER_HARD_LIMIT = 0;

    /// <summary>Requests that may wait at one activation before a warning is logged; 0 is none.</summary>
    public int MaxEnqueuedRequestsSoftLimit { get; set; } = DEFAULT_MAX_ENQUEUED_REQUESTS_SOFT_LIMIT;

    /// <summary>Requests that may wait at one activation before more are refused; 0 is no limit.</summary>
    public int MaxEnqueuedRequestsHardLimit { get; set; } = DEFAULT_MAX_ENQUEUED_REQUESTS_HARD_LIMIT;

    /// <summary>The same for each worker of a stateless worker grain.</summary>
    public int MaxEnqueuedRequestsHardLimit_StatelessWorker { get; set; } =
        DEFAULT_MAX_ENQUEUED_REQUESTS_STATELESS_WORKER_HARD_LIMIT;
}
