using SocialCommerce.Grains.Interfaces.Rooms;

namespace SocialCommerce.Grains.Rooms.Selling;

/// <summary>Which deals and vouchers are on, made of the room's events. Pure.</summary>
internal static class SellingBoard
{
    // An event of a room without its deal is one that an older companion of the room announced.
    public static RoomBoard ApplyDeal(RoomBoard board, RoomEvent roomEvent)
    {
        if (roomEvent.Deal is not { } deal)
        {
            return board;
        }

        return board with
        {
            Deals = roomEvent.Type switch
            {
                RoomEventType.DealClosed => board.Deals.RemoveAll(known => known.DealId == deal.DealId),
                RoomEventType.DealClaimed => [.. board.Deals.Select(known => known.DealId == deal.DealId ? deal : known)],
                _ => Put(board.Deals, deal, static known => known.DealId),
            },
        };
    }

    public static RoomBoard ApplyVoucher(RoomBoard board, RoomEvent roomEvent)
    {
        if (roomEvent.Voucher is not { } voucher)
        {
            return board;
        }

        return board with
        {
            Vouchers = roomEvent.Type == RoomEventType.VoucherWithdrawn
                ? board.Vouchers.RemoveAll(known => known.VoucherId == voucher.VoucherId)
                : Put(board.Vouchers, voucher, static known => known.VoucherId),
        };
    }

    private static ImmutableArray<T> Put<T>(ImmutableArray<T> items, T item, Func<T, string> id)
    {
        for (var index = 0; index < items.Length; index++)
        {
            if (id(items[index]) == id(item))
            {
                return items.SetItem(index, item);
            }
        }

        return items.Add(item);
    }
}
