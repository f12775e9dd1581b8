namespace SocialCommerce.Grains.Interfaces.Rooms.Selling;

/// <summary>What a room offered, newest first, over or not. Key: the room id.</summary>
[Alias("sc.IRoomOffersGrain")]
public interface IRoomOffersGrain : IGrainWithStringKey
{
    [Idempotent, Alias("ListDeals")]
    Task<DealPage> ListDealsAsync(PageRequest request, CancellationToken cancellationToken = default);

    [Idempotent, Alias("ListVouchers")]
    Task<VoucherPage> ListVouchersAsync(PageRequest request, CancellationToken cancellationToken = default);
}

/// <summary>The vouchers of one user, newest first. Key: the user id.</summary>
[Alias("sc.IVoucherWalletGrain")]
public interface IVoucherWalletGrain : IGrainWithStringKey
{
    [Idempotent, Alias("List")]
    Task<HeldVoucherPage> ListAsync(PageRequest request, CancellationToken cancellationToken = default);
}

[GenerateSerializer, Immutable, Alias("sc.DealPage")]
public sealed record DealPage([property: Id(0)] ImmutableArray<DealSnapshot> Deals, [property: Id(1)] string? NextCursor);

[GenerateSerializer, Immutable, Alias("sc.VoucherPage")]
public sealed record VoucherPage([property: Id(0)] ImmutableArray<VoucherSnapshot> Vouchers, [property: Id(1)] string? NextCursor);

[GenerateSerializer, Immutable, Alias("sc.HeldVoucherPage")]
public sealed record HeldVoucherPage([property: Id(0)] ImmutableArray<HeldVoucher> Vouchers, [property: Id(1)] string? NextCursor);
