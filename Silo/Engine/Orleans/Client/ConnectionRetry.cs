using Orleans.Runtime;

namespace SocialCommerce.Api.Hosting;

/// <summary>An Api that starts before its cluster waits for it.</summary>
internal sealed partial class ConnectionRetry(ILogger<ConnectionRetry> logger) : IClientConnectionRetryFilter
{
    private static readonly TimeSpan Delay = TimeSpan.FromSeconds(1);

    public async Task<bool> ShouldRetryConnectionAttempt(Exception exception, CancellationToken cancellationToken)
    {
        LogWaiting(exception.Message);
        await Task.Delay(Delay, cancellationToken);
        return true;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "No silo answers yet: {Reason}")]
    private partial void LogWaiting(string reason);
}
