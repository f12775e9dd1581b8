using System.Buffers.Binary;
using System.Globalization;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using SocialCommerce.Grains.Orders;
using SocialCommerce.Grains.Tests.Hosting;
using SocialCommerce.Silo.Storage;
using Xunit.Abstractions;

namespace SocialCommerce.Grains.Tests.Orders.Durability;

/// <summary>
/// Power cuts and kills: what the disk has is the main file and a beginning of the write-ahead log, cut between two frames
/// or inside one. Whatever was acknowledged by then is there; what was under way is there or not; and the shop, opened again,
/// comes to rest with every unit and every coin accounted for. SOCIAL_COMMERCE_CUTS says how many (40).
/// </summary>
public sealed class PowerCutTests(ITestOutputHelper output)
{
    private const int CutsDefault = 40;

    /// <summary>Of the cuts, every so many is opened by the whole silo, the others by the store.</summary>
    private const int OpenedEvery = 5;

    private const int HeaderBytes = 32;

    private const int FrameHeaderBytes = 24;

    [Fact]
    public async Task Cut_AnywhereInTheLog_LosesNothingAcknowledged()
    {
        var cuts = int.Parse(Environment.GetEnvironmentVariable("SOCIAL_COMMERCE_CUTS") ?? CutsDefault.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
        var random = new Random(7);
        using var workload = await Workload.RunAsync(seed: 1);
        var places = Places(workload, cuts, random);
        var opened = 0;
        for (var number = 0; number < places.Count; number++)
        {
            var directory = workload.Cut(places[number]);
            if (number % OpenedEvery == 0)
            {
                opened++;
                await CheckOpenedAsync(workload, directory, places[number]);
            }
            else
            {
                await CheckStoredAsync(workload, directory, places[number]);
                Directory.Delete(directory, recursive: true);
            }
        }

        output.WriteLine($"{places.Count} cuts of a log of {workload.Log.Length} bytes with {workload.Acknowledged.Count} acknowledged steps, {opened} of them opened by the silo: nothing lost, nothing doubled.");
        Assert.True(workload.Acknowledged.Count > 80);
    }

    // Half at the end of a frame, most of those at the end of a commit; half inside a frame.
    private static List<long> Places(Workload workload, int cuts, Random random)
    {
        var pageBytes = BinaryPrimitives.ReadInt32BigEndian(workload.Log.AsSpan(8));
        var frame = FrameHeaderBytes + pageBytes;
        var frames = (workload.Log.Length - HeaderBytes) / frame;
        var first = (workload.OpenedAt - HeaderBytes) / frame;
        return
        [
            .. Enumerable.Range(0, cuts).Select(cut =>
            {
                var at = HeaderBytes + ((first + (long)(random.NextDouble() * (frames - first))) * frame);
                return cut % 2 == 0 ? at : Math.Min(at + random.Next(1, frame), workload.Log.Length);
            }),
            workload.Log.Length,
        ];
    }

    private static async Task CheckStoredAsync(Workload workload, string directory, long kept)
    {
        using var store = new SqliteStore(
            Options.Create(new SqliteStoreOptions { DataDirectory = directory }), NullLogger<SqliteStore>.Instance);
        await CheckAcknowledgedAsync(workload, new SqliteOrderStore(store), kept);
        Assert.Equal("ok", store.Read(static session => session.Scalar("PRAGMA integrity_check")));
    }

    private static async Task CheckOpenedAsync(Workload workload, string directory, long kept)
    {
        await using var host = await GrainHost.OpenAsync(directory);
        await CheckAcknowledgedAsync(workload, host.Service<IOrderStore>(), kept);
        await ShopAudit.SettleAsync(host);
        await ShopAudit.CheckAsync(host, workload.Acknowledged.Select(step => step.OrderId).Distinct());
    }

    private static async Task CheckAcknowledgedAsync(Workload workload, IOrderStore orders, long kept)
    {
        foreach (var step in workload.Acknowledged.Where(step => step.LogBytes <= kept))
        {
            var stored = await orders.ReadAsync(step.OrderId, default);
            Assert.True(stored is not null, $"{step.OrderId} was acknowledged at {step.LogBytes} and is lost at {kept}.");
            var state = OrderPayload.Read(stored.Payload);
            Assert.True(state.Events.Length >= step.Revision, $"{step.OrderId} lost its step {step.Revision} at {kept}.");
            Assert.Equal(step.Status, OrderSnapshots.Of(step.OrderId, state, (int)step.Revision).Status);
        }
    }
}
