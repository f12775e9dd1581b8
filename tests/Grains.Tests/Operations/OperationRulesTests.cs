using SocialCommerce.Grains.Interfaces.Operations;
using SocialCommerce.Grains.Operations;

namespace SocialCommerce.Grains.Tests.Operations;

public sealed class OperationRulesTests
{
    private static readonly DateTimeOffset Now = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);

    private static readonly StoredAnswer Answer = new(201, "application/json", "{}");

    [Fact]
    public void Begin_TheFirst_GoesOn_AndTheNextWaits()
    {
        var (running, first) = OperationRules.Begin(new OperationMemory(), null, new BeginOperation("a1", "f"), Now);
        var (_, second) = OperationRules.Begin(new OperationMemory(), running, new BeginOperation("a2", "f"), Now);
        var (_, other) = OperationRules.Begin(new OperationMemory(), running, new BeginOperation("a3", "g"), Now);

        Assert.Equal(
            (OperationStatus.Begun, OperationStatus.Running, OperationStatus.Mismatch),
            (first.Status, second.Status, other.Status));
    }

    [Fact]
    public void Begin_AfterAnAttemptHasDied_GoesOn()
    {
        var (running, _) = OperationRules.Begin(new OperationMemory(), null, new BeginOperation("a1", "f"), Now);
        var (next, result) = OperationRules.Begin(
            new OperationMemory(), running, new BeginOperation("a2", "f"), Now + OperationRules.AttemptMax);

        Assert.Equal((OperationStatus.Begun, "a2"), (result.Status, next!.AttemptId));
    }

    [Fact]
    public void Begin_OfACompletedOperation_AnswersIt_OrRefusesAnotherRequest()
    {
        var memory = OperationRules.Complete(new OperationMemory(), new CompleteOperation("a1", "f", Answer), Now);

        var same = OperationRules.Begin(memory, null, new BeginOperation("a2", "f"), Now).Result;
        var other = OperationRules.Begin(memory, null, new BeginOperation("a3", "g"), Now).Result;

        Assert.Equal(new OperationState(OperationStatus.Completed, Answer), same);
        Assert.Equal(OperationStatus.Mismatch, other.Status);
    }

    [Fact]
    public void Complete_Twice_KeepsTheFirstAnswer()
    {
        var memory = OperationRules.Complete(new OperationMemory(), new CompleteOperation("a1", "f", Answer), Now);

        Assert.Same(memory, OperationRules.Complete(memory, new CompleteOperation("a2", "f", Answer with { Body = "x" }), Now));
    }
}
