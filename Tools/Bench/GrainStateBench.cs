using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans.Runtime;
using Orleans.Storage;
using SocialCommerce.Grains.Common;
using SocialCommerce.Grains.Interfaces.Rooms;
using SocialCommerce.Silo.Hosting;

namespace SocialCommerce.Tools.Bench;

/// <summary>Writes of grain state through Orleans' provider, with our settings of the connections and with Npgsql's own.</summary>
internal static class GrainStateBench
{
    private const int Callers = 64;
    private const int Grains = 2_000;
    private const string NpgsqlsOwn = ";No Reset On Close=false;Max Auto Prepare=0";

    public static async Task<IReadOnlyList<BenchRow>> RunAsync(string connectionString)
    {
        var ours = await MeasureAsync(connectionString, "ours");
        var npgsqls = await MeasureAsync(connectionString + NpgsqlsOwn, "npgsql");
        return
        [
            npgsqls.ToRow($"grain state writes, Npgsql's own settings, {Callers} callers", "writes/s"),
            ours.ToRow($"grain state writes, our settings, {Callers} callers", "writes/s") with
            {
                Against = "Npgsql's own settings",
                Ratio = ours.Rate / npgsqls.Rate,
            },
        ];
    }

    private static async Task<BenchRound> MeasureAsync(string connectionString, string clusterId)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Configuration["Cluster:ConnectionString"] = connectionString;
        builder.Configuration["Cluster:ClusterId"] = clusterId;
        builder.Configuration["Cluster:Address"] = IPAddress.Loopback.ToString();
        builder.Configuration["Cluster:SiloPort"] = FreePort();
        builder.Configuration["Cluster:GatewayPort"] = FreePort();
        builder.Logging.AddConsole(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.AddSocialCommerceSilo();
        using var host = builder.Build();
        await host.StartAsync();
        var storage = host.Services.GetRequiredKeyedService<IGrainStorage>(StorageNames.Commerce);
        var grains = MakeGrains(clusterId);
        var round = await PostgresBench.MeasureAsync(Callers, _ => WriteAsync(storage, grains));
        await host.StopAsync();
        return round;
    }

    // Each grain writes again and again, never twice at a time, as an activation does.
    private static ConcurrentBag<(GrainId Id, GrainState<RoomEvent> State)> MakeGrains(string clusterId)
    {
        var comment = new RoomComment(
            "comment-1", "user-1", "Ann", "How much is the blue one, and does it come with a lid?", "client-1", 1, DateTimeOffset.UnixEpoch);
        var state = new RoomEvent(1, RoomEventType.CommentAdded, DateTimeOffset.UnixEpoch, comment);
        return [.. Enumerable.Range(0, Grains).Select(number => (
            GrainId.Create("bench", string.Create(CultureInfo.InvariantCulture, $"{clusterId}-{number}")),
            new GrainState<RoomEvent>(state)))];
    }

    private static async Task WriteAsync(IGrainStorage storage, ConcurrentBag<(GrainId Id, GrainState<RoomEvent> State)> grains)
    {
        grains.TryTake(out var grain);
        await storage.WriteStateAsync("bench", grain.Id, grain.State);
        grains.Add(grain);
    }

    private static string FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port.ToString(CultureInfo.InvariantCulture);
    }
}
