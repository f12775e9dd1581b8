using System.Globalization;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using SocialCommerce.Grains.Orders;
using SocialCommerce.Silo.Storage;
using Xunit.Abstractions;

namespace SocialCommerce.Grains.Tests.Orders.Durability;

/// <summary>
/// Files that a disk handed back otherwise than it was given them: bits flipped, pages zeroed, ends cut off, in the main file
/// and in the write-ahead log. Either it is said, at the start or at the first read, or everything reads as it was written.
/// SOCIAL_COMMERCE_DAMAGES says how many (120).
/// </summary>
public sealed class DamagedFileTests(ITestOutputHelper output)
{
    private const int DamagesDefault = 120;

    [Fact]
    public async Task Damage_OfTheMainFileOrTheLog_IsNeverAWrongAnswer()
    {
        var damages = int.Parse(Environment.GetEnvironmentVariable("SOCIAL_COMMERCE_DAMAGES") ?? DamagesDefault.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
        var random = new Random(11);
        using var workload = await Workload.RunAsync(seed: 2);
        var truth = await ReadTruthAsync(workload);
        var counts = new Dictionary<string, int>();
        for (var number = 0; number < damages; number++)
        {
            var isLog = number % 2 == 0;
            var directory = workload.Cut(workload.Log.Length);
            if (!isLog)
            {
                MoveLogIntoFile(directory);
            }

            Damage(Path.Combine(directory, isLog ? "store.db-wal" : "store.db"), random);
            var outcome = await JudgeAsync(directory, truth, mayLackLastCommit: isLog);
            counts[outcome] = counts.GetValueOrDefault(outcome) + 1;
            Directory.Delete(directory, recursive: true);
        }

        output.WriteLine($"{damages} damaged files: {string.Join(", ", counts.OrderBy(count => count.Key).Select(count => $"{count.Value} {count.Key}"))}.");
        Assert.DoesNotContain("wrong", counts.Keys);
        Assert.True(counts.GetValueOrDefault("refused at the start") > damages / 4);
    }

    private static async Task<Dictionary<string, StoredOrder>> ReadTruthAsync(Workload workload)
    {
        var directory = workload.Cut(workload.Log.Length);
        try
        {
            using var store = Open(directory);
            var orders = new SqliteOrderStore(store);
            var truth = new Dictionary<string, StoredOrder>();
            foreach (var orderId in workload.Acknowledged.Select(step => step.OrderId).Distinct())
            {
                truth[orderId] = (await orders.ReadAsync(orderId, default))!;
            }

            return truth;
        }
        finally
        {
            Directory.Delete(directory, recursive: true);
        }
    }

    private static async Task<string> JudgeAsync(string directory, Dictionary<string, StoredOrder> truth, bool mayLackLastCommit)
    {
        SqliteStore store;
        try
        {
            store = Open(directory);
        }
        catch (StoreException)
        {
            return "refused at the start";
        }

        using (store)
        {
            var orders = new SqliteOrderStore(store);
            var behind = 0;
            foreach (var (orderId, known) in truth)
            {
                try
                {
                    var read = await orders.ReadAsync(orderId, default);
                    var isSame = read is not null && read.Version == known.Version && read.Payload.Span.SequenceEqual(known.Payload.Span);
                    behind += isSame ? 0 : 1;
                }
                catch (Exception exception) when (exception is InvalidDataException or SqliteException)
                {
                    return "refused when read";
                }
            }

            // One commit holds a few orders at the most, as only so many were under way at once.
            return behind == 0 ? "unharmed" : mayLackLastCommit && behind <= 4 ? "without the last commit" : "wrong";
        }
    }

    private static void Damage(string path, Random random)
    {
        var bytes = File.ReadAllBytes(path);
        switch (random.Next(3))
        {
            case 0:
                for (var flip = 0; flip < random.Next(1, 9); flip++)
                {
                    bytes[random.Next(bytes.Length)] ^= (byte)(1 << random.Next(8));
                }

                break;
            case 1:
                var page = random.Next(bytes.Length / 4096) * 4096;
                bytes.AsSpan(page, Math.Min(4096, bytes.Length - page)).Clear();
                break;
            default:
                // Into the middle: the end of a log is where power cuts are.
                var at = random.Next(bytes.Length - 512);
                random.NextBytes(bytes.AsSpan(at, 512));
                break;
        }

        File.WriteAllBytes(path, bytes);
    }

    private static void MoveLogIntoFile(string directory)
    {
        using var store = Open(directory);
    }

    private static SqliteStore Open(string directory) => new(
        Options.Create(new SqliteStoreOptions { DataDirectory = directory }), NullLogger<SqliteStore>.Instance);
}
