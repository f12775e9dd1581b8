namespace SocialCommerce.Grains.Orders;

/// <summary>
/// Orders that could not go on when they were woken, a damaged row for example, and when each is woken again: ever later, so
/// that some of them keep nobody else waiting.
/// </summary>
internal sealed class FailedOrders
{
    private readonly Dictionary<string, (int Failures, DateTimeOffset Again)> _failed = new(StringComparer.Ordinal);

    public int Count => _failed.Count;

    /// <summary>Whether it is to be left alone for now.</summary>
    public bool IsWaiting(string orderId, DateTimeOffset now) => _failed.TryGetValue(orderId, out var known) && known.Again > now;

    public void Note(string orderId, DateTimeOffset now)
    {
        var failures = _failed.TryGetValue(orderId, out var known) ? known.Failures : 0;
        _failed[orderId] = (failures + 1, now + Backoff.After(failures));
    }

    public void Forget(string orderId) => _failed.Remove(orderId);
}
