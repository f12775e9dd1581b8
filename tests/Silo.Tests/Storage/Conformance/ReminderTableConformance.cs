using Orleans;
using Orleans.Runtime;

namespace SocialCommerce.Silo.Tests.Storage;

/// <summary>What the reminder service relies on, whatever keeps the reminders.</summary>
public abstract class ReminderTableConformance
{
    private static readonly DateTime Start = new(2026, 1, 2, 3, 4, 5, DateTimeKind.Utc);

    protected abstract IReminderTable Table { get; }

    [StoreFact]
    public async Task Upsert_ThenReadRow_GivesTheSameReminder()
    {
        var etag = await Table.UpsertRow(Entry("g-1", "tick"));

        var row = await Table.ReadRow(Grain("g-1"), "tick");

        Assert.NotNull(row);
        Assert.Equal(Grain("g-1"), row.GrainId);
        Assert.Equal("tick", row.ReminderName);
        Assert.Equal(Start, row.StartAt);
        Assert.Equal(DateTimeKind.Utc, row.StartAt.Kind);
        Assert.Equal(TimeSpan.FromMinutes(5), row.Period);
        Assert.Equal(etag, row.ETag);
        Assert.False(string.IsNullOrEmpty(etag));
    }

    [StoreFact]
    public async Task ReadRow_Absent_IsNull()
    {
        await Table.UpsertRow(Entry("g-1", "tick"));

        Assert.Null(await Table.ReadRow(Grain("g-1"), "tock"));
        Assert.Null(await Table.ReadRow(Grain("g-2"), "tick"));
    }

    [StoreFact]
    public async Task Upsert_Again_ReplacesAndChangesTheETag()
    {
        var first = await Table.UpsertRow(Entry("g-1", "tick"));
        var changed = Entry("g-1", "tick");
        changed.Period = TimeSpan.FromHours(1);

        var second = await Table.UpsertRow(changed);

        Assert.NotEqual(first, second);
        var row = Assert.Single((await Table.ReadRows(Grain("g-1"))).Reminders);
        Assert.Equal(TimeSpan.FromHours(1), row.Period);
        Assert.Equal(second, row.ETag);
    }

    [StoreFact]
    public async Task ReadRows_OfAGrain_GivesItsOwnOnly()
    {
        await Table.UpsertRow(Entry("g-1", "tick"));
        await Table.UpsertRow(Entry("g-1", "tock"));
        await Table.UpsertRow(Entry("g-10", "tick"));

        var rows = await Table.ReadRows(Grain("g-1"));

        Assert.Equal(["tick", "tock"], rows.Reminders.Select(row => row.ReminderName).Order());
        Assert.All(rows.Reminders, row => Assert.Equal(Grain("g-1"), row.GrainId));
    }

    [StoreFact]
    public async Task Remove_WithTheETag_RemovesThatOne()
    {
        var etag = await Table.UpsertRow(Entry("g-1", "tick"));
        await Table.UpsertRow(Entry("g-1", "tock"));

        Assert.True(await Table.RemoveRow(Grain("g-1"), "tick", etag!));

        Assert.Equal("tock", Assert.Single((await Table.ReadRows(Grain("g-1"))).Reminders).ReminderName);
    }

    [StoreFact]
    public async Task Remove_WithAStaleETag_ChangesNothing()
    {
        var stale = await Table.UpsertRow(Entry("g-1", "tick"));
        await Table.UpsertRow(Entry("g-1", "tick"));

        Assert.False(await Table.RemoveRow(Grain("g-1"), "tick", stale!));

        Assert.NotNull(await Table.ReadRow(Grain("g-1"), "tick"));
    }

    [StoreFact]
    public async Task Remove_Absent_IsFalse() => Assert.False(await Table.RemoveRow(Grain("g-1"), "tick", "1"));

    [StoreFact]
    public async Task ReadRows_OfAnyRange_GivesThoseInsideIt()
    {
        var hashes = await FillAsync(40);
        var bounds = hashes.Concat([0u, 1u, uint.MaxValue]).Order().ToArray();

        foreach (var begin in bounds)
        {
            foreach (var end in bounds)
            {
                var rows = await Table.ReadRows(begin, end);
                Assert.Equal(
                    hashes.Where(hash => IsInRing(hash, begin, end)).Order(),
                    rows.Reminders.Select(row => row.GrainId.GetUniformHashCode()).Order());
            }
        }
    }

    [StoreFact]
    public async Task ReadRows_RangesThatShareABound_GiveEachRowOnce()
    {
        var hashes = await FillAsync(40);
        var cut = hashes.Order().ElementAt(20);

        var lower = await Table.ReadRows(0, cut);
        var upper = await Table.ReadRows(cut, 0);

        Assert.Equal(40, lower.Reminders.Count + upper.Reminders.Count);
        Assert.Contains(lower.Reminders, row => row.GrainId.GetUniformHashCode() == cut);
        Assert.DoesNotContain(upper.Reminders, row => row.GrainId.GetUniformHashCode() == cut);
    }

    [StoreFact]
    public async Task Clear_Always_LeavesNothing()
    {
        await FillAsync(5);

        await Table.TestOnlyClearTable();

        Assert.Empty((await Table.ReadRows(0, 0)).Reminders);
    }

    // (begin, end] on a ring; all of it when both are the same.
    private static bool IsInRing(uint hash, uint begin, uint end) =>
        begin == end || unchecked(hash - begin - 1) < unchecked(end - begin);

    private async Task<List<uint>> FillAsync(int count)
    {
        for (var number = 0; number < count; number++)
        {
            await Table.UpsertRow(Entry($"g-{number}", "tick"));
        }

        return [.. Enumerable.Range(0, count).Select(number => Grain($"g-{number}").GetUniformHashCode())];
    }

    private static GrainId Grain(string key) => GrainId.Create("partition", key);

    private static ReminderEntry Entry(string key, string name) => new()
    {
        GrainId = Grain(key),
        ReminderName = name,
        StartAt = Start,
        Period = TimeSpan.FromMinutes(5),
    };
}
