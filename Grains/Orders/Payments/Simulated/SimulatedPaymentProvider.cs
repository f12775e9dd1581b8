using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;
using SocialCommerce.Grains.Interfaces.Orders.Payments;

namespace SocialCommerce.Grains.Orders.Payments;

/// <summary>
/// Nobody's money. Books of its own, one row a charge, and all the ways in which a provider can be slow, fail, answer
/// twice, answer late or not at all.
/// </summary>
internal sealed class SimulatedPaymentProvider(
    IGrainFactory grains,
    SimulatedNotices notices,
    IOptions<PaymentOptions> payments,
    IOptions<SimulatedPaymentOptions> options,
    TimeProvider clock) : IPaymentProvider
{
    private const int IdBytes = 16;

    private static readonly PaymentResult Silence = new(PaymentOutcome.Unknown, DeclineCode: "timeout");

    public string Name => SimulatedNotices.ProviderName;

    /// <summary>The payment that a key leads to.</summary>
    public static string PaymentIdOf(string idempotencyKey) =>
        "sim_" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(idempotencyKey)).AsSpan(0, IdBytes));

    public async Task<PaymentResult> ChargeAsync(PaymentCharge charge, CancellationToken cancellationToken)
    {
        var paymentId = PaymentIdOf(charge.IdempotencyKey);
        var method = SimulatedMethod.Of(charge, options.Value);
        var isFirst = method.IsAnswerLost && (await FindAsync(paymentId)).Outcome == PaymentOutcome.NotFound;
        var answer = await AskAsync(Payment(paymentId).ChargeAsync(charge, method.Behaviour, CancellationToken.None), Silence);
        if (isFirst)
        {
            return Silence;
        }

        return method.Delay == TimeSpan.Zero ? answer : await DelayAsync(answer, method.Delay, cancellationToken);
    }

    public Task<PaymentResult> FindAsync(string idempotencyKey, string? paymentId, CancellationToken cancellationToken) =>
        FindAsync(paymentId ?? PaymentIdOf(idempotencyKey));

    public Task<PaymentResult> CancelAsync(PaymentCancel cancel, CancellationToken cancellationToken) =>
        AskAsync(Payment(PaymentIdOf(cancel.IdempotencyKey)).CancelAsync(cancel, CancellationToken.None), Silence);

    public Task<RefundResult> RefundAsync(PaymentRefund refund, CancellationToken cancellationToken) => AskAsync(
        Payment(refund.PaymentId).RefundAsync(refund, CancellationToken.None), new RefundResult(RefundOutcome.Unknown, Code: "timeout"));

    public NoticeReading ReadNotice(PaymentHook hook) => notices.Read(hook);

    private ISimulatedPaymentGrain Payment(string paymentId) => grains.GetGrain<ISimulatedPaymentGrain>(paymentId);

    private Task<PaymentResult> FindAsync(string paymentId) => AskAsync(Payment(paymentId).FindAsync(CancellationToken.None), Silence);

    // What happens to the books after the deadline happens all the same.
    private async Task<T> AskAsync<T>(Task<T> asked, T silence)
    {
        try
        {
            return await asked.WaitAsync(payments.Value.Deadline, clock);
        }
#pragma warning disable CA1031 // A provider in trouble is a provider that does not answer.
        catch (Exception)
#pragma warning restore CA1031
        {
            asked.Forget();
            return silence;
        }
    }

    private async Task<PaymentResult> DelayAsync(PaymentResult answer, TimeSpan delay, CancellationToken cancellationToken)
    {
        var isInTime = delay < payments.Value.Deadline;
        var never = new TaskCompletionSource();
        try
        {
            await never.Task.WaitAsync(isInTime ? delay : payments.Value.Deadline, clock, cancellationToken);
        }
        catch (TimeoutException)
        {
            return isInTime ? answer : Silence;
        }

        return Silence;
    }
}
