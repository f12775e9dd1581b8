using System.Collections.Concurrent;
using Microsoft.Extensions.Logging.Abstractions;
using SocialCommerce.Grains.Interactions;
using SocialCommerce.Grains.Interfaces.Interactions;
using SocialCommerce.Silo.Storage;
using SocialCommerce.Tests.Shared;
using SocialCommerce.Tools.Cluster;

namespace SocialCommerce.Silo.Tests.Storage;

/// <summary>The database loses its power while two silos append.</summary>
public sealed class PostgresKillTests : IDisposable
{
    private const int Kills = 3;
    private const int Lanes = 32;
    private const int AcknowledgedBeforeAKill = 500;

    private static readonly DateTimeOffset Now = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);

    private readonly ConcurrentDictionary<(string UserId, string EventId), LogPlace> _acknowledged = new();
    private readonly ConcurrentQueue<LogEntry> _unknown = new();
    private readonly SemaphoreSlim _appended = new(0);

    public void Dispose() => _appended.Dispose();

    [PostgresFact]
    public async Task Kill_DuringAppends_KeepsEachAcknowledgedRowOnceAndLetsTheOthersBeRepeated()
    {
        var directory = Directory.CreateTempSubdirectory("social-commerce-postgres-").FullName;
        try
        {
            await using var server = await LocalPostgres.StartAsync(directory, port: 0);
            using var stores = new Silos(server.ConnectionString);
            await stores.First.OpenAsync(default);
            for (var kill = 0; kill < Kills; kill++)
            {
                await AppendUntilKilledAsync(stores, server, kill);
                await server.RestartAsync();
                await stores.First.OpenAsync(default);
                await RepeatUnknownAsync(stores.Logs[kill % 2]);
                await CheckAsync(stores.Logs[0]);
            }
        }
        finally
        {
            Directory.Delete(directory, recursive: true);
        }
    }

    private async Task AppendUntilKilledAsync(Silos silos, LocalPostgres server, int round)
    {
        var lanes = Enumerable.Range(0, Lanes)
            .Select(lane => Task.Run(() => AppendUntilRefusedAsync(silos.Logs[lane % 2], lane, round)))
            .ToList();
        for (var count = 0; count < AcknowledgedBeforeAKill; count++)
        {
            await _appended.WaitAsync();
        }

        await server.KillAsync();
        await Task.WhenAll(lanes);
    }

    private async Task AppendUntilRefusedAsync(PostgresInteractionLog log, int lane, int round)
    {
        for (var number = 0; ; number++)
        {
            var entry = new LogEntry(
                $"user-{lane}", new Interaction($"e-{round}-{number}", "p-1", InteractionKind.Like, Now), "shoes", Now);
            try
            {
                var places = await log.AppendAsync([entry], default);
                Assert.True(_acknowledged.TryAdd((entry.UserId, entry.Interaction.EventId), places[0]));
                _appended.Release();
            }
            catch (StoreUnavailableException)
            {
                _unknown.Enqueue(entry);
                return;
            }
        }
    }

    private async Task RepeatUnknownAsync(PostgresInteractionLog log)
    {
        while (_unknown.TryDequeue(out var entry))
        {
            var places = await log.AppendAsync([entry], default);
            Assert.True(_acknowledged.TryAdd((entry.UserId, entry.Interaction.EventId), places[0]));
        }
    }

    private async Task CheckAsync(PostgresInteractionLog log)
    {
        var stored = new Dictionary<(string, string), long>();
        for (var partition = 0; partition < Partitions.Count; partition++)
        {
            var rows = await log.ReadPartitionAsync(partition, 0, 1_000_000, default);
            Assert.Equal(Enumerable.Range(1, rows.Count).Select(sequence => (long)sequence), rows.Select(row => row.Sequence));
            foreach (var row in rows)
            {
                Assert.True(stored.TryAdd((row.UserId, row.Interaction.EventId), row.Offset));
            }
        }

        Assert.Equal(_acknowledged.Count, stored.Count);
        Assert.All(_acknowledged, known => Assert.Equal(known.Value.Offset, stored[known.Key]));
    }

    private sealed class Silos : IDisposable
    {
        private readonly PostgresStore[] _stores;

        public Silos(string connectionString)
        {
            _stores = [PostgresDatabase.Connect(connectionString), PostgresDatabase.Connect(connectionString)];
            Logs = [.. _stores.Select(store => new PostgresInteractionLog(store, NullLogger<PostgresInteractionLog>.Instance))];
        }

        public PostgresStore First => _stores[0];

        public PostgresInteractionLog[] Logs { get; }

        public void Dispose()
        {
            Array.ForEach(Logs, log => log.Dispose());
            Array.ForEach(_stores, store => store.Dispose());
        }
    }
}
