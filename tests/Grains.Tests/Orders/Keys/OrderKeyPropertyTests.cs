using System.Diagnostics;
using System.Globalization;
using Xunit.Abstractions;

namespace SocialCommerce.Grains.Tests.Orders.Keys;

/// <summary>
/// What a key of an order promises, in histories drawn from seeds: every step asked for once more, otherwise, after a write that
/// failed or landed unknown, by an order that was loaded anew, while the bank says yes, no, later, or nothing. The real order runs
/// over its stored bytes. SOCIAL_COMMERCE_CASES runs more, SOCIAL_COMMERCE_SEED runs one.
/// </summary>
public sealed class OrderKeyPropertyTests(ITestOutputHelper output)
{
    private const int CasesDefault = 20_000;

    [Fact]
    public void AKey_WhateverHappens_HasOneEffectAndOneAnswer()
    {
        var only = Setting("SOCIAL_COMMERCE_SEED", 0);
        var (first, count) = only > 0 ? (only, 1) : (1, Setting("SOCIAL_COMMERCE_CASES", CasesDefault));
        var (started, totals) = (Stopwatch.GetTimestamp(), new Dictionary<string, int>(StringComparer.Ordinal));
        for (var seed = first; seed < first + count; seed++)
        {
            var history = new OrderKeyHistory(seed);
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
        Assert.True(only > 0 || totals.Count >= OrderKeyHistory.Kinds, "Some of what can happen did not.");
    }

    private static int Setting(string name, int value) =>
        Environment.GetEnvironmentVariable(name) is { } text ? int.Parse(text, CultureInfo.InvariantCulture) : value;
}
