namespace SocialCommerce.Tools.Simulate.Faults;

/// <summary>One kind of fault, done to a shop a few times, and then judged. The shop's server runs before and is gone after.</summary>
internal interface IFaultRun
{
    /// <param name="first">Number of the first fault of these, in all.</param>
    Task RunAsync(FaultShop shop, int first, int count, CancellationToken cancellationToken);
}
