using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using SocialCommerce.Grains.Interfaces.Orders.Payments;
using SocialCommerce.Grains.Orders.Payments;
using SocialCommerce.Grains.Tests.Hosting;
using SocialCommerce.Tests.Shared;

namespace SocialCommerce.Grains.Tests.Orders.Payments;

public sealed class SimulatedPaymentProviderTests : PaymentProviderConformance, IAsyncLifetime
{
    private readonly RecordedNotices _notices = new();
    private GrainHost _host = null!;

    private protected override IPaymentProvider Provider => _host.Service<IPaymentProvider>();

    public async Task InitializeAsync() => _host = await GrainHost.StartAsync(services =>
    {
        services.AddSingleton<IPaymentNotices>(_notices);
        services.Configure<PaymentOptions>(options => options.Deadline = TimeSpan.FromSeconds(5));
    });

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Theory]
    [InlineData("test-late-20", PaymentNoticeKind.Succeeded, 1)]
    [InlineData("test-late-declined-20", PaymentNoticeKind.Failed, 0)]
    public async Task Charge_ThatIsLate_IsToldByANotice(string method, PaymentNoticeKind expected, int charges)
    {
        var charge = Charge(Behaviour.Good) with { Method = method };

        Assert.Equal(PaymentOutcome.Processing, (await ChargeAsync(charge)).Outcome);

        var notice = Assert.Single(await _notices.WaitAsync(1));
        Assert.Equal((expected, charge.OrderId, charge.IdempotencyKey, charge.Amount), (notice.Kind, notice.OrderId, notice.IdempotencyKey, notice.Amount));
        Assert.Equal(charges, (await AuditAsync(charge)).Count);
    }

    [Fact]
    public async Task Charge_ThatIsToldTwice_IsOneChargeAndTwoNotices()
    {
        var charge = Charge(Behaviour.Good) with { Method = "test-twice" };

        Assert.Equal(PaymentOutcome.Succeeded, (await ChargeAsync(charge)).Outcome);

        var notices = await _notices.WaitAsync(2);
        Assert.Equal(notices[0].NoticeId, notices[1].NoticeId);
        Assert.Equal(1, (await AuditAsync(charge)).Count);
    }

    [Fact]
    public async Task Charge_ThatIsCancelledBeforeItsTime_IsNeverMade()
    {
        var charge = Charge(Behaviour.Good) with { Method = "test-late-600000" };
        var paymentId = (await ChargeAsync(charge)).PaymentId;

        var cancelled = await Provider.CancelAsync(new PaymentCancel("key-1", paymentId, "o-1", charge.Amount), default);
        _host.Clock.Advance(TimeSpan.FromMinutes(20));

        Assert.Equal(PaymentOutcome.Cancelled, cancelled.Outcome);
        Assert.Equal(PaymentOutcome.Cancelled, (await Provider.FindAsync("key-1", paymentId, default)).Outcome);
        Assert.Equal((0, 0, 0), await AuditAsync(charge));
        Assert.Empty(_notices.All);
    }

    [Fact]
    public async Task Notice_ThatTheShopDidNotTake_ComesAgain()
    {
        _notices.Failures = 1;
        await ChargeAsync(Charge(Behaviour.Good) with { Method = "test-late-1" });

        Assert.Single(await _notices.WaitAsync(1));
    }

    [Fact]
    public async Task Charge_ThatTheBuyerConfirms_IsToldByANotice()
    {
        var charge = Charge(Behaviour.Action);
        var paymentId = (await ChargeAsync(charge)).PaymentId!;

        var payment = _host.Grains.GetGrain<ISimulatedPaymentGrain>(paymentId);
        Assert.Equal(PaymentOutcome.NotFound, (await payment.CompleteAsync("u-2", isApproved: true)).Outcome);
        Assert.Equal(PaymentOutcome.Succeeded, (await payment.CompleteAsync("u-1", isApproved: true)).Outcome);

        Assert.Equal(PaymentNoticeKind.Succeeded, Assert.Single(await _notices.WaitAsync(1)).Kind);
        Assert.Equal((1, 1999, 0), await AuditAsync(charge));
    }

    [Fact]
    public async Task Books_SurviveARestart()
    {
        var charge = Charge(Behaviour.Good);
        await ChargeAsync(charge);

        await _host.RestartAsync();

        Assert.Equal(PaymentOutcome.Succeeded, (await ChargeAsync(charge)).Outcome);
        Assert.Equal((1, 1999, 0), await AuditAsync(charge));
    }

    [Fact]
    public async Task Door_OfAnotherProviderOrAForger_IsShut()
    {
        var charge = Charge(Behaviour.Good);
        await ChargeAsync(charge);
        var hook = await NoticeOfAsync(charge);

        Assert.Equal(PaymentHookOutcome.NotFound, await _host.Grains.GetGrain<IPaymentDoorGrain>("stripe").ReceiveAsync(hook));
        Assert.Equal(
            PaymentHookOutcome.BadSignature,
            await _host.Grains.GetGrain<IPaymentDoorGrain>("simulated").ReceiveAsync(hook with { Body = [1] }));
        Assert.Empty(_notices.All);
    }

    private protected override async Task<(int Count, long ChargedMinor, long RefundedMinor)> AuditAsync(PaymentCharge charge)
    {
        var entry = await _host.Grains.GetGrain<ISimulatedPaymentGrain>(SimulatedPaymentProvider.PaymentIdOf(charge.IdempotencyKey)).GetEntryAsync();
        return (entry.ChargedMinor > 0 ? 1 : 0, entry.ChargedMinor, entry.RefundedMinor);
    }

    private protected override string Method(Behaviour behaviour) => behaviour switch
    {
        Behaviour.Declined => "test-declined",
        Behaviour.Action => "test-action",
        Behaviour.LostAnswer => "test-timeout",
        Behaviour.FailOnce => "test-fail-once",
        _ => "test-card",
    };

    private protected override Task<PaymentHook> NoticeOfAsync(PaymentCharge charge) => Task.FromResult(
        _host.Service<SimulatedNotices>().Sign(
            SimulatedPaymentProvider.PaymentIdOf(charge.IdempotencyKey),
            new SimulatedPayment { Charge = charge, Status = SimulatedStatus.Succeeded }));

    private protected override void Advance(TimeSpan by) => _host.Clock.Advance(by);

    private sealed class RecordedNotices : IPaymentNotices
    {
        private readonly ConcurrentQueue<PaymentNotice> _all = new();
        private int _failures;

        public IReadOnlyList<PaymentNotice> All => [.. _all];

        public int Failures
        {
            set => _failures = value;
        }

        public Task NoteAsync(PaymentNotice notice, CancellationToken cancellationToken)
        {
            if (Interlocked.Decrement(ref _failures) >= 0)
            {
                throw new InvalidOperationException("As the test wants it.");
            }

            _all.Enqueue(notice);
            return Task.CompletedTask;
        }

        public Task<IReadOnlyList<PaymentNotice>> WaitAsync(int count) =>
            Eventually.GetAsync(() => Task.FromResult(All), notices => notices.Count >= count);
    }
}
