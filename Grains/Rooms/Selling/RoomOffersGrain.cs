using SocialCommerce.Grains.Interfaces.Rooms.Selling;

namespace SocialCommerce.Grains.Rooms.Selling;

/// <summary>Pages through a room's lists and asks the deals and vouchers. Holds nothing.</summary>
[Orleans.Concurrency.StatelessWorker]
internal sealed class RoomOffersGrain(IListStore lists) : Grain, IRoomOffersGrain
{
    private string RoomId => this.GetPrimaryKeyString();

    // A deal that never began was never shown to anybody.
    public async Task<DealPage> ListDealsAsync(PageRequest request, CancellationToken cancellationToken)
    {
        var page = await lists.PageAsync(ListNames.Deals(RoomId), request, cancellationToken);
        var deals = await Task.WhenAll(page.Ids.Select(id => GrainFactory.GetGrain<IDealGrain>(id).GetAsync(cancellationToken)));
        return new DealPage([.. deals.OfType<DealSnapshot>().Where(static deal => deal.Deal.Reason != DealEnd.NoStock)], page.NextCursor);
    }

    public async Task<VoucherPage> ListVouchersAsync(PageRequest request, CancellationToken cancellationToken)
    {
        var page = await lists.PageAsync(ListNames.Vouchers(RoomId), request, cancellationToken);
        var vouchers = await Task.WhenAll(
            page.Ids.Select(id => GrainFactory.GetGrain<IVoucherGrain>(id).GetAsync(cancellationToken)));
        return new VoucherPage([.. vouchers.OfType<VoucherSnapshot>()], page.NextCursor);
    }
}

/// <summary>Pages through the list of a user's vouchers and asks the vouchers. Holds nothing.</summary>
[Orleans.Concurrency.StatelessWorker]
internal sealed class VoucherWalletGrain(IListStore lists) : Grain, IVoucherWalletGrain
{
    public async Task<HeldVoucherPage> ListAsync(PageRequest request, CancellationToken cancellationToken)
    {
        var userId = this.GetPrimaryKeyString();
        var page = await lists.PageAsync(ListNames.VouchersOf(userId), request, cancellationToken);
        var held = await Task.WhenAll(
            page.Ids.Select(id => GrainFactory.GetGrain<IVoucherGrain>(id).GetHeldAsync(userId, cancellationToken)));
        return new HeldVoucherPage([.. held.OfType<HeldVoucher>()], page.NextCursor);
    }
}
