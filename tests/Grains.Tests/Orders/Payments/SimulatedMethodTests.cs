using System.ComponentModel.DataAnnotations;
using SocialCommerce.Grains.Interfaces.Common;
using SocialCommerce.Grains.Interfaces.Orders.Payments;
using SocialCommerce.Grains.Orders.Payments;

namespace SocialCommerce.Grains.Tests.Orders.Payments;

public sealed class SimulatedMethodTests
{
    [Theory]
    [InlineData("test-card", SimulatedAnswer.Succeed)]
    [InlineData("test-declined", SimulatedAnswer.Decline)]
    [InlineData("pm_card_visa", SimulatedAnswer.Decline)]
    [InlineData("test-slow-", SimulatedAnswer.Decline)]
    [InlineData("test-slow-99999999999", SimulatedAnswer.Decline)]
    [InlineData("test-fail-once", SimulatedAnswer.FailOnce)]
    [InlineData("test-action", SimulatedAnswer.RequireAction)]
    public void Of_AMethod_AnswersAsItSays(string method, SimulatedAnswer expected) =>
        Assert.Equal(expected, Of(method).Behaviour.Answer);

    [Fact]
    public void Of_MethodsWithATime_TakeIt()
    {
        Assert.Equal(TimeSpan.FromMilliseconds(250), Of("test-slow-250").Delay);
        Assert.Equal(TimeSpan.FromMilliseconds(40), Of("test-late-40").Behaviour.Late);
        Assert.Equal(SimulatedAnswer.Decline, Of("test-late-declined-40").Behaviour.Answer);
        Assert.Equal(2, Of("test-late-twice-40").Behaviour.Notices);
    }

    [Fact]
    public void Of_TheCard_IsDrawnByShareAndTheSameForAKey()
    {
        var options = new SimulatedPaymentOptions { Declined = 0.1, LostAnswer = 0.2, Late = 0.3, Seed = 7 };

        var drawn = Enumerable.Range(0, 10_000).Select(number => Of("test-card", options, $"k-{number}")).ToList();

        Assert.InRange(drawn.Count(method => method.Behaviour.Answer == SimulatedAnswer.Decline), 900, 1_100);
        Assert.InRange(drawn.Count(method => method.IsAnswerLost), 1_850, 2_150);
        Assert.InRange(drawn.Count(method => method.Behaviour.Late is not null), 2_850, 3_150);
        Assert.Equal(drawn, Enumerable.Range(0, 10_000).Select(number => Of("test-card", options, $"k-{number}")));
    }

    [Fact]
    public void Options_BadOnes_AreRefused()
    {
        Assert.Single(Validate(new SimulatedPaymentOptions { Declined = 0.6, Late = 0.6 }));
        Assert.Single(Validate(new SimulatedPaymentOptions { WebhookSecret = "whsec_short" }));
        Assert.Empty(Validate(new SimulatedPaymentOptions { WebhookSecret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw" }));
    }

    private static IEnumerable<ValidationResult> Validate(SimulatedPaymentOptions options) =>
        options.Validate(new ValidationContext(options));

    private static SimulatedMethod Of(string method, SimulatedPaymentOptions? options = null, string key = "k-1") =>
        SimulatedMethod.Of(new PaymentCharge(key, "o-1", "u-1", new Money(1, "EUR"), method, ""), options ?? new());
}
