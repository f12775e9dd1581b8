namespace SocialCommerce.Grains.Interfaces.Orders;

/// <summary>Wakes the orders that are due and that nobody else woke. Key: <see cref="All"/>.</summary>
[Alias("sc.IOrderSweeperGrain")]
public interface IOrderSweeperGrain : IGrainWithStringKey
{
    const string All = "*";

    /// <summary>Begins to look, now and from then on. Called at start and by a reminder.</summary>
    [Idempotent, Alias("Start")]
    Task StartAsync(CancellationToken cancellationToken = default);
}
