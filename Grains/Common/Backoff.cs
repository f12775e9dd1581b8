namespace SocialCommerce.Grains.Common;

/// <summary>How long to wait before what failed elsewhere is tried again: a second, then twice as long each time, up to five minutes.</summary>
internal static class Backoff
{
    private const int DoublingsMax = 20;

    private static readonly TimeSpan Least = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Most = TimeSpan.FromMinutes(5);

    /// <param name="attempts">Attempts before this one.</param>
    public static TimeSpan After(int attempts)
    {
        var wait = Least * Math.Pow(2, Math.Min(attempts, DoublingsMax));
        return wait < Most ? wait : Most;
    }
}
