using System.Diagnostics;
using System.Globalization;
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
    public void AKey_WhateverHappens_HasOneEffectAndOneAnswer()
    {
        var only = Setting("SOCIAL_COMMERCE_SEED", 0);
        var (first, count) = only > 0 ? (only, 1) : (1, Setting("SOCIAL_COMMERCE_CASES", CasesDefault));
        var (started, totals) = (Stopwatch.GetTimestamp(), new Dictionary<string, int>(StringComparer.Ordinal));
        for (var seed = first; seed < first + count; seed++)
        {
            var history = new KeyedHistory(seed);
            history.Run();
            Assert.True(history.Violation is null, $"SOCIAL_COMMERCE_SEED={seed}: {history.Violation}\n{history}");
            foreach (var (what, times) in history.Counts)
            {
                totals[what] = totals.GetValueOrDefault(what) + times;
            }
        }

        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{count} cases in {Stopwatch.GetElapsedTime(started).TotalSeconds:F1} s: {string.Join(", ", totals.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => $"{pair.Key} {pair.Value}"))}"));
        Assert.True(only > 0 || totals.Count >= KeyedHistory.Kinds, "Some of what can happen did not.");
    }

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

    private static int Setting(string name, int value) =>
        Environment.GetEnvironmentVariable(name) is { } text ? int.Parse(text, CultureInfo.InvariantCulture) : value;
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
