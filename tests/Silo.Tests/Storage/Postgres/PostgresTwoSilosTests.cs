using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using Orleans.Storage;
using SocialCommerce.Grains.Common;
using SocialCommerce.Grains.Interactions;
using SocialCommerce.Grains.Interfaces.Common;
using SocialCommerce.Grains.Interfaces.Interactions;
using SocialCommerce.Grains.Interfaces.Rooms;
using SocialCommerce.Silo.Storage;
using SocialCommerce.Tests.Shared;

namespace SocialCommerce.Silo.Tests.Storage;

/// <summary>Two stores on one database are what two silos have.</summary>
[Collection(PostgresTests.Name)]
public sealed class PostgresTwoSilosTests(PostgresServer server)
{
    private const int Users = 24;
    private const int EventsPerUser = 60;

    private static readonly DateTimeOffset Now = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);

    /// <summary>Every event is sent to both silos at once; a reader follows every partition meanwhile.</summary>
    [PostgresFact]
    public async Task Append_TheSameEventsToBothAtOnce_IsDenseOnceAndNeverShowsAHole()
    {
        await using var database = await server.CreateAsync();
        using var first = Interactions(database.Connect());
        using var second = Interactions(database.Connect());
        using var finished = new CancellationTokenSource();
        var reader = Task.Run(() => FollowAsync(Interactions(database.Connect()), finished.Token));

        var sent = Enumerable.Range(0, Users).SelectMany(user => Enumerable.Range(0, EventsPerUser).Select(number => (user, number)));
        var places = await Task.WhenAll(sent.Select(item => Task.Run(async () => await Task.WhenAll(
            first.AppendAsync([Event(item.user, item.number)], default),
            second.AppendAsync([Event(item.user, item.number)], default)))));
        await finished.CancelAsync();
        var seen = await reader;

        Assert.All(places, both => Assert.Equal(both[0][0] with { IsDuplicate = false }, both[1][0] with { IsDuplicate = false }));
        Assert.All(places, both => Assert.NotEqual(both[0][0].IsDuplicate, both[1][0].IsDuplicate));
        Assert.Equal(places.Length, places.Select(both => both[0][0].Offset).Distinct().Count());
        Assert.Equal(places.Length, seen);
    }

    /// <summary>Also while Npgsql is preparing the statements, which it does when it meets them the second time.</summary>
    [PostgresFact]
    public async Task Append_BatchWithOneThatCannotBeStored_FailsThatCallerOnly()
    {
        for (var before = 0; before < 4; before++)
        {
            await using var database = await server.CreateAsync();
            using var log = Interactions(database.Connect());
            for (var number = 0; number < before; number++)
            {
                await log.AppendAsync([Event(1, number)], default);
            }

            var appends = Enumerable.Range(before, 50)
                .Select(number => log.AppendAsync([Event(1, number) with { Category = number == before + 25 ? "\0" : "shoes" }], default))
                .ToList();
            await Assert.ThrowsAsync<PostgresException>(() => appends[25]);

            appends.RemoveAt(25);
            var sequences = (await Task.WhenAll(appends)).Select(places => places[0].Sequence);
            Assert.Equal(Enumerable.Range(before + 1, 49).Select(sequence => (long)sequence), sequences);
        }
    }

    [PostgresFact]
    public async Task Append_ThatWaitedTooLong_IsRefusedAndWritesNothing()
    {
        await using var database = await server.CreateAsync();
        using var log = Interactions(database.Connect(options => options.QueuedMax = TimeSpan.Zero));

        var refusal = await Assert.ThrowsAsync<StoreUnavailableException>(() => log.AppendAsync([Event(1, 1)], default));

        Assert.Contains("nothing was written", refusal.Message, StringComparison.Ordinal);
        Assert.Equal(0, await log.ReadHeadAsync(Partitions.Of(UserId(1)), default));
    }

    /// <summary>Two activations of one room, each certain to be the only one: one of them wins, whole.</summary>
    [PostgresFact]
    public async Task AppendToARoom_TwoActivationsAtOnce_LetsOneWinEveryRace()
    {
        await using var database = await server.CreateAsync();
        using var first = Rooms(database.Connect());
        using var second = Rooms(database.Connect());

        for (var round = 0; round < 25; round++)
        {
            var start = (round * 3) + 1;
            await Task.WhenAll(StartOverAsync(first, start), StartOverAsync(second, start));
            var outcomes = await Task.WhenAll(
                Task.Run(() => AppendRunAsync(first, "first", start)), Task.Run(() => AppendRunAsync(second, "second", start)));
            Assert.Single(outcomes, accepted => accepted == 3);
            Assert.Single(outcomes, accepted => accepted == 0);
        }

        var events = await first.ReadAsync("r-1", 0, 1_000, default);
        Assert.Equal(Enumerable.Range(1, 75).Select(sequence => (long)sequence), events.Select(entry => entry.Sequence));
        Assert.All(events.Chunk(3), run => Assert.Single(run.Select(entry => entry.ProductId).Distinct()));
    }

    [PostgresFact]
    public async Task Apply_TheSameChangesToBothAtOnce_ChangesEachOnce()
    {
        await using var database = await server.CreateAsync();
        using var first = Lists(database.Connect());
        using var second = Lists(database.Connect());

        // In opposite orders, so that the two transactions meet crosswise.
        var ids = Enumerable.Range(0, 100).Select(number => $"id-{number}").ToList();
        var changes = await Task.WhenAll(
            Task.Run(() => first.ApplyAsync([.. ids.Select(id => ListChange.Add("a", id))], default)),
            Task.Run(() => second.ApplyAsync([.. Enumerable.Reverse(ids).Select(id => ListChange.Add("a", id))], default)));

        Assert.Equal(100, changes[0].Count(changed => changed) + changes[1].Count(changed => changed));
        Assert.Equal(100, await first.CountAsync("a", default));
        Assert.Equal(100, (await second.PageAsync("a", new PageRequest(100, null), default)).Ids.Distinct().Count());
    }

    // Sequences are followed one by one: a row that became visible before its forerunner would fail the assertion.
    private static async Task<int> FollowAsync(PostgresInteractionLog log, CancellationToken finished)
    {
        using var owned = log;
        var heads = new long[Partitions.Count];
        for (var isLastRound = false; ; isLastRound = finished.IsCancellationRequested)
        {
            for (var partition = 0; partition < heads.Length; partition++)
            {
                foreach (var row in await log.ReadPartitionAsync(partition, heads[partition], 1_000, default))
                {
                    Assert.Equal(++heads[partition], row.Sequence);
                }
            }

            if (isLastRound)
            {
                return (int)heads.Sum();
            }
        }
    }

    // As an activation does before it writes.
    private static async Task StartOverAsync(PostgresRoomLog log, int start) =>
        Assert.Equal(start - 1, (await log.ReadAsync("r-1", 0, 1_000, default)).Count);

    private static async Task<int> AppendRunAsync(PostgresRoomLog log, string writer, int start)
    {
        var appends = Enumerable.Range(start, 3)
            .Select(sequence => log.AppendAsync("r-1", new(sequence, RoomEventType.StockChanged, Now, ProductId: writer, Stock: 1), default))
            .ToList();
        var accepted = 0;
        foreach (var append in appends)
        {
            try
            {
                await append;
                accepted++;
            }
            catch (InconsistentStateException)
            {
                // The other activation was first.
            }
        }

        return accepted;
    }

    private static string UserId(int user) => $"user-{user}";

    private static LogEntry Event(int user, int number) => new(
        UserId(user), new Interaction($"e-{number}", "p-1", InteractionKind.Like, Now), "shoes", Now);

    private static PostgresInteractionLog Interactions(PostgresStore store) =>
        new(store, NullLogger<PostgresInteractionLog>.Instance);

    private static PostgresRoomLog Rooms(PostgresStore store) => new(store, NullLogger<PostgresRoomLog>.Instance);

    private static PostgresListStore Lists(PostgresStore store) => new(store, NullLogger<PostgresListStore>.Instance);
}
