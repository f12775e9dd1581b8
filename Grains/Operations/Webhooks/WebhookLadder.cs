using System.Security.Cryptography;
using System.Text;

namespace SocialCommerce.Grains.Operations.Webhooks;

/// <summary>When a message that did not arrive is tried again: as Standard Webhooks suggests, over three days. Pure.</summary>
internal static class WebhookLadder
{
    private const double JitterMax = 0.1;

    private static readonly TimeSpan RetryAfterMax = TimeSpan.FromHours(24);

    private static readonly ImmutableArray<TimeSpan> Delays =
    [
        TimeSpan.FromSeconds(5), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(30), TimeSpan.FromHours(2), TimeSpan.FromHours(5),
        TimeSpan.FromHours(10), TimeSpan.FromHours(14), TimeSpan.FromHours(20), TimeSpan.FromHours(24),
    ];

    /// <summary>Attempts in all.</summary>
    public static int AttemptsMax => Delays.Length + 1;

    /// <summary>Null when it is given up.</summary>
    /// <param name="attempts">That failed so far.</param>
    /// <param name="retryAfter">What the endpoint asked for; never less than the ladder gives.</param>
    public static DateTimeOffset? NextAt(string messageId, int attempts, TimeSpan? retryAfter, DateTimeOffset now)
    {
        if (attempts > Delays.Length)
        {
            return null;
        }

        var delay = Delays[attempts - 1];
        delay += delay * (JitterMax * Uniform(messageId, attempts));
        var asked = retryAfter is { } wanted && wanted < RetryAfterMax ? wanted : retryAfter is null ? TimeSpan.Zero : RetryAfterMax;
        return now + (asked > delay ? asked : delay);
    }

    // So that what failed together does not come back together.
    private static double Uniform(string messageId, int attempts)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes($"{messageId}\n{attempts}"));
        return BitConverter.ToUInt32(hash) / (uint.MaxValue + 1.0);
    }
}
