using SocialCommerce.Grains.Interfaces.Inventory;
using SocialCommerce.Grains.Interfaces.Products;

namespace SocialCommerce.Grains.Inventory;

/// <summary>
/// Tells the product how many units it may show: at most some times a second, at once when it sells out or is back. Nobody
/// waits for it; what did not arrive is told again.
/// </summary>
internal sealed class StockTeller
{
    private static readonly TimeSpan Period = TimeSpan.FromMilliseconds(100);

    private static readonly TimeSpan RetryPeriod = TimeSpan.FromSeconds(1);

    private readonly IProductGrain _product;
    private readonly OneShotTimer _timer;
    private StockCopy _latest;
    private StockCopy _told;
    private bool _isTelling;

    /// <param name="known">What the product may know already.</param>
    public StockTeller(IGrainBase grain, IProductGrain product, StockCopy known)
    {
        (_product, _latest, _told) = (product, known, known);
        _timer = new OneShotTimer(grain, _ =>
        {
            Tell();
            return Task.CompletedTask;
        });
    }

    public void Note(StockCopy copy)
    {
        _latest = copy;
        if ((copy.Available == 0) != (_told.Available == 0))
        {
            Tell();
        }
        else if (copy != _told)
        {
            _timer.Schedule(Period);
        }
    }

    private void Tell()
    {
        if (_isTelling)
        {
            _timer.Schedule(Period);
        }
        else if (_latest != _told)
        {
            TellAsync(_latest).Forget();
        }
    }

    // The product may be asking this grain for something: it is not waited for in a turn.
    private async Task TellAsync(StockCopy copy)
    {
        _isTelling = true;
        try
        {
            await _product.StockMovedAsync(copy);
            _told = copy;
            _isTelling = false;
            Note(_latest);
        }
#pragma warning disable CA1031 // Told again, whatever it was; when it activates the product asks by itself.
        catch (Exception)
#pragma warning restore CA1031
        {
            _isTelling = false;
            _timer.Reschedule(RetryPeriod);
        }
    }
}
