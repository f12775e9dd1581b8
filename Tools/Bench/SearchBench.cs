using System.Diagnostics;
using System.Globalization;
using SocialCommerce.Grains.Interfaces.Search;

namespace SocialCommerce.Tools.Bench;

/// <summary>
/// The index with 100,000 products of some thousand words, English and Chinese, which are as unevenly common as words are:
/// how fast it takes them in, how fast it finds while others change, and what it takes in memory.
/// </summary>
internal static class SearchBench
{
    private const int Products = 100_000;
    private const int Words = 8_000;
    private const int Searches = 20_000;
    private const int SearchesPerChange = 10;
    private const int Callers = 4;
    private const int PageLength = 20;

    public static async Task<IReadOnlyList<BenchRow>> RunAsync(string directory)
    {
        await using var shop = await BenchShop.StartAsync(Path.Combine(directory, "store"));
        var index = shop.Grains.GetGrain<ISearchGrain>(ISearchGrain.All);
        await index.FindAsync(new SearchRequest("nothing", 1));
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var filling = Stopwatch.StartNew();
        for (var number = 0; number < Products; number++)
        {
            await index.PutAsync(EntryOf(number, version: 1));
        }

        filling.Stop();
        var bytes = GC.GetTotalMemory(forceFullCollection: true) - before;
        var (finding, whole, typed) = await SearchAsync(index);
        return
        [
            new BenchRow("products taken in", Products / filling.Elapsed.TotalSeconds, "products/s", BytesPerOp: (double)bytes / Products),
            new BenchRow("searches of whole words, one product changing for ten", Searches / finding.TotalSeconds, "searches/s",
                whole.Percentile(0.5), whole.Percentile(0.99)),
            new BenchRow("searches of which the last word is begun", typed.Count, "searches", typed.Percentile(0.5), typed.Percentile(0.99)),
        ];
    }

    private static async Task<(TimeSpan Elapsed, Latencies Whole, Latencies Typed)> SearchAsync(ISearchGrain index)
    {
        var (whole, typed) = (new Latencies(), new Latencies());
        var clock = Stopwatch.StartNew();
        await Parallel.ForAsync(0, Searches, new ParallelOptions { MaxDegreeOfParallelism = Callers }, async (number, cancellation) =>
        {
            if (number % SearchesPerChange == 0)
            {
                await index.PutAsync(EntryOf(number % Products, version: 2 + number), cancellation);
            }

            var random = new Random(~number);
            var query = Text(random, 1 + random.Next(3));
            var isTyped = number % 2 == 1;
            var started = Stopwatch.GetTimestamp();
            var text = isTyped ? query[..Math.Max(1, query.Length - random.Next(4))] : $"{query} ";
            await index.FindAsync(new SearchRequest(text, PageLength), cancellation);
            (isTyped ? typed : whole).Add(Stopwatch.GetElapsedTime(started));
        });
        return (clock.Elapsed, whole, typed);
    }

    private static SearchEntry EntryOf(int number, long version)
    {
        var random = new Random((int)((version * Products) + number));
        return new SearchEntry(
            SearchKind.Product,
            string.Create(CultureInfo.InvariantCulture, $"p_{number:x32}"),
            version,
            new SearchEntryText(Text(random, 6), Text(random, 1), Text(random, 1), Text(random, 30)));
    }

    private static string Text(Random random, int words) =>
        string.Join(' ', Enumerable.Range(0, words).Select(_ => Word((int)(Words * Math.Pow(random.NextDouble(), 3)))));

    // One word in four is Chinese: two to four characters of a few hundred.
    private static string Word(int rank)
    {
        var random = new Random(rank);
        return rank % 4 == 0
            ? string.Concat(Enumerable.Range(0, 2 + (rank % 3)).Select(_ => (char)(0x4E00 + random.Next(600))))
            : string.Concat(Enumerable.Range(0, 2 + (rank % 3)).Select(_ => $"{"bcdfghklmnprstvw"[random.Next(16)]}{"aeiou"[random.Next(5)]}"));
    }
}
