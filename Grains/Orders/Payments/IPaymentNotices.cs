using SocialCommerce.Grains.Interfaces.Orders.Payments;

namespace SocialCommerce.Grains.Orders.Payments;

/// <summary>Who is told what a provider said of an order's payment.</summary>
public interface IPaymentNotices
{
    /// <summary>Answers when it is durable. A repetition changes nothing.</summary>
    Task NoteAsync(PaymentNotice notice, CancellationToken cancellationToken);
}

/// <summary>For a host without orders.</summary>
internal sealed class ForgottenNotices : IPaymentNotices
{
    public Task NoteAsync(PaymentNotice notice, CancellationToken cancellationToken) => Task.CompletedTask;
}
