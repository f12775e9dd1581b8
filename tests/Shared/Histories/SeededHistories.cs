using System.Diagnostics;
using System.Globalization;
using Xunit.Abstractions;

namespace SocialCommerce.Tests.Shared;

/// <summary>What happens is drawn from a seed, and is the same every time.</summary>
internal interface IHistory
{
    /// <summary>What must not be and was; null when all was well.</summary>
    string? Violation { get; }

    /// <summary>How often each kind of thing happened.</summary>
    IReadOnlyDictionary<string, int> Counts { get; }

    void Run();
}

/// <summary>Runs very many histories. SOCIAL_COMMERCE_CASES runs more, SOCIAL_COMMERCE_SEED runs one.</summary>
internal static class SeededHistories
{
    /// <param name="kinds">Kinds of things that can happen, all of which have to.</param>
    public static void Run(Func<int, IHistory> make, int casesDefault, int kinds, ITestOutputHelper output)
    {
        var only = Setting("SOCIAL_COMMERCE_SEED", 0);
        var (first, count) = only > 0 ? (only, 1) : (1, Setting("SOCIAL_COMMERCE_CASES", casesDefault));
        var (started, totals) = (Stopwatch.GetTimestamp(), new Dictionary<string, int>(StringComparer.Ordinal));
        for (var seed = first; seed < first + count; seed++)
        {
            var history = make(seed);
            history.Run();
            Assert.True(history.Violation is null, $"SOCIAL_COMMERCE_SEED={seed}: {history.Violation}\n{history}");
            foreach (var (what, times) in history.Counts)
            {
                totals[what] = totals.GetValueOrDefault(what) + times;
            }
        }

        var told = string.Join(", ", totals.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => $"{pair.Key} {pair.Value}"));
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{count} cases in {Stopwatch.GetElapsedTime(started).TotalSeconds:F1} s: {told}"));
        Assert.True(only > 0 || totals.Count >= kinds, "Some of what can happen did not.");
    }

    private static int Setting(string name, int value) =>
        Environment.GetEnvironmentVariable(name) is { } text ? int.Parse(text, CultureInfo.InvariantCulture) : value;
}
