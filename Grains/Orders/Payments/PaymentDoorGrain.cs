using Orleans.Concurrency;
using SocialCommerce.Grains.Interfaces.Orders.Payments;

namespace SocialCommerce.Grains.Orders.Payments;

/// <summary>Passes on what the provider signed. Keeps nothing: the orders know what they were told.</summary>
[StatelessWorker]
internal sealed partial class PaymentDoorGrain(
    IPaymentProvider provider,
    IPaymentNotices notices,
    ILogger<PaymentDoorGrain> logger) : Grain, IPaymentDoorGrain
{
    public Task<string> GetProviderAsync(CancellationToken cancellationToken) => Task.FromResult(provider.Name);

    public async Task<PaymentHookOutcome> ReceiveAsync(PaymentHook hook, CancellationToken cancellationToken)
    {
        if (this.GetPrimaryKeyString() != provider.Name)
        {
            return PaymentHookOutcome.NotFound;
        }

        var reading = provider.ReadNotice(hook);
        if (!reading.IsSigned)
        {
            return PaymentHookOutcome.BadSignature;
        }

        if (reading.Notice is not { } notice)
        {
            return PaymentHookOutcome.Ignored;
        }

        await notices.NoteAsync(notice, cancellationToken);
        LogTaken(notice.NoticeId, notice.Kind, notice.PaymentId, notice.OrderId);
        return PaymentHookOutcome.Taken;
    }

    [LoggerMessage(Level = LogLevel.Debug, Message = "Notice {NoticeId}: {Kind} of payment {PaymentId} for order {OrderId}")]
    private partial void LogTaken(string noticeId, PaymentNoticeKind kind, string paymentId, string orderId);
}
