using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using SocialCommerce.Grains.Interfaces.Orders.Payments;

namespace SocialCommerce.Grains.Orders.Payments;

/// <summary>How one charge is treated: what its books do, and what becomes of the answer on its way. Pure.</summary>
/// <param name="Delay">How long the answer takes.</param>
/// <param name="IsAnswerLost">The first answer does not arrive.</param>
internal sealed record SimulatedMethod(SimulatedBehaviour Behaviour, TimeSpan Delay = default, bool IsAnswerLost = false)
{
    public const string Card = "test-card";

    private const int MillisecondsMax = 3_600_000;

    private static readonly SimulatedMethod Good = new(new SimulatedBehaviour(SimulatedAnswer.Succeed));
    private static readonly SimulatedMethod Lost = Good with { IsAnswerLost = true };
    private static readonly SimulatedMethod Doubled = new(new SimulatedBehaviour(SimulatedAnswer.Succeed, Notices: 2));
    private static readonly SimulatedMethod Bad = new(new SimulatedBehaviour(SimulatedAnswer.Decline));
    private static readonly SimulatedMethod FailsOnce = new(new SimulatedBehaviour(SimulatedAnswer.FailOnce));
    private static readonly SimulatedMethod NeedsAction = new(new SimulatedBehaviour(SimulatedAnswer.RequireAction));

    /// <summary>As the method says; by the shares when it is <see cref="Card"/> or none; declined when nobody knows it.</summary>
    public static SimulatedMethod Of(PaymentCharge charge, SimulatedPaymentOptions options) => charge.Method switch
    {
        Card or "" => Draw(charge.IdempotencyKey, options),
        "test-declined" => Bad,
        "test-timeout" => Lost,
        "test-twice" => Doubled,
        "test-fail-once" => FailsOnce,
        "test-action" => NeedsAction,
        var method when Milliseconds(method, "test-slow-") is { } slow => Good with { Delay = slow },
        var method when Milliseconds(method, "test-late-declined-") is { } late => LateBy(SimulatedAnswer.Decline, late),
        var method when Milliseconds(method, "test-late-twice-") is { } late => LateBy(SimulatedAnswer.Succeed, late, notices: 2),
        var method when Milliseconds(method, "test-late-") is { } late => LateBy(SimulatedAnswer.Succeed, late),
        _ => Bad,
    };

    private static SimulatedMethod Draw(string key, SimulatedPaymentOptions options)
    {
        var draw = Uniform(options.Seed, key);
        return Takes(options.Declined) ? Bad
            : Takes(options.FailOnce) ? FailsOnce
            : Takes(options.LostAnswer) ? Lost
            : Takes(options.Twice) ? Doubled
            : Takes(options.Late) ? LateBy(SimulatedAnswer.Succeed, options.LateBy)
            : Takes(options.Slow) ? Good with { Delay = options.SlowBy }
            : Good;

        bool Takes(double share)
        {
            draw -= share;
            return draw < 0;
        }
    }

    private static SimulatedMethod LateBy(SimulatedAnswer answer, TimeSpan late, int notices = 1) =>
        new(new SimulatedBehaviour(answer, late, notices));

    private static TimeSpan? Milliseconds(string method, string prefix) =>
        method.StartsWith(prefix, StringComparison.Ordinal)
        && int.TryParse(method.AsSpan(prefix.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var value)
        && value <= MillisecondsMax
            ? TimeSpan.FromMilliseconds(value)
            : null;

    private static double Uniform(int seed, string key)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{seed}\n{key}")));
        return BitConverter.ToUInt32(hash) / (uint.MaxValue + 1.0);
    }
}
