using SocialCommerce.Grains.Interfaces.Orders;
using SocialCommerce.Grains.Interfaces.Orders.Payments;

namespace SocialCommerce.Grains.Orders.Payments;

/// <summary>Who is told what a provider said of an order's payment.</summary>
public interface IPaymentNotices
{
    /// <summary>Answers when it is durable. A repetition changes nothing.</summary>
    Task NoteAsync(PaymentNotice notice, CancellationToken cancellationToken);
}

/// <summary>Orders hear of their own payments.</summary>
internal sealed class OrderPaymentNotices(IGrainFactory grains) : IPaymentNotices
{
    public Task NoteAsync(PaymentNotice notice, CancellationToken cancellationToken) =>
        grains.GetGrain<IOrderGrain>(notice.OrderId).NotePaymentAsync(notice, cancellationToken);
}
