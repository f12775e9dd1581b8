using SocialCommerce.Tests.Shared;
using Xunit.Abstractions;

namespace SocialCommerce.Api.Tests.Operations.Idempotency;

/// <summary>
/// What an Idempotency-Key promises, in 100,000 histories drawn from seeds: requests of one key that come one after the other and
/// at once, with the same body and another, whose endpoints fail before and after they did what they do, whose answers cannot
/// be stored, under grains that are lost, processes that die, reminders that come early. The real middleware and the real rules
/// run; the store, the endpoint and the clock are the test's. SOCIAL_COMMERCE_CASES runs more, SOCIAL_COMMERCE_SEED runs one.
/// </summary>
public sealed class IdempotencyPropertyTests(ITestOutputHelper output)
{
    private const int CasesDefault = 100_000;

    [Fact]
    public void AKey_WhateverHappens_HasOneEffectAndOneAnswer() =>
        SeededHistories.Run(seed => new KeyedHistory(seed), CasesDefault, KeyedHistory.Kinds, output);

    /// <summary>A test that finds nothing says something only if it finds what is there.</summary>
    [Theory]
    [InlineData((int)PlantedFault.AnswerNotStored)]
    [InlineData((int)PlantedFault.LastAnswerWins)]
    [InlineData((int)PlantedFault.BodyIgnored)]
    [InlineData((int)PlantedFault.FailedAttemptStays)]
    [InlineData((int)PlantedFault.EarlyReminderForgets)]
    [InlineData((int)PlantedFault.IdNotDerived)]
    public void AFault_ThatIsPlanted_IsFound(int number)
    {
        var fault = (PlantedFault)number;
        var seed = Enumerable.Range(1, 2_000).FirstOrDefault(seed =>
        {
            var history = new KeyedHistory(seed, fault);
            history.Run();
            return history.Violation is not null;
        });
        output.WriteLine($"{fault}: seed {seed}");
        Assert.True(seed > 0, $"{fault} was not found.");
    }
}

/// <summary>Faults of a program that the histories are to find; each is planted beside the real code, which has none of them.</summary>
internal enum PlantedFault
{
    None = 0,
    AnswerNotStored = 1,
    LastAnswerWins = 2,
    BodyIgnored = 3,
    FailedAttemptStays = 4,
    EarlyReminderForgets = 5,
    IdNotDerived = 6,
}
