using Orleans.Storage;
using SocialCommerce.Grains.Common;
using SocialCommerce.Grains.Operations;

namespace SocialCommerce.Silo.Tests.Storage;

/// <summary>What the writer of a chain relies on, whatever keeps it.</summary>
public abstract class ChainLogConformance
{
    protected abstract IChainLog Log { get; }

    /// <summary>Opens the same store anew, as the next process does.</summary>
    protected abstract Task ReopenAsync();

    /// <summary>Runs a statement on the store behind the log's back, with the power of its owner.</summary>
    protected abstract Task TamperAsync(string sql);

    /// <summary>Takes away what keeps entries as they are.</summary>
    protected abstract Task DropGuardsAsync();

    [StoreTheory]
    [InlineData(5)]
    [InlineData(3)]
    [InlineData(2)]
    [InlineData(0)]
    public async Task Append_NotRightAfterTheLast_IsRefusedAndWritesNothing(long sequence)
    {
        await AppendAsync("a", 3);

        await Assert.ThrowsAsync<InconsistentStateException>(() => Log.AppendAsync("a", Entry(sequence), default));

        Assert.Equal([1L, 2L, 3L], (await Log.ReadAsync("a", 0, 10, default)).Select(entry => entry.Sequence));
    }

    [StoreFact]
    public async Task Append_ManyAtOnceInCallOrder_AllFollowEachOther()
    {
        var chains = new[] { "a", "b" };
        await Task.WhenAll(Enumerable.Range(1, 200).SelectMany(
            sequence => chains.Select(chain => Log.AppendAsync(chain, Entry(sequence), default))));

        foreach (var chain in chains)
        {
            Assert.Equal(
                Enumerable.Range(1, 200).Select(sequence => (long)sequence),
                (await Log.ReadAsync(chain, 0, 1_000, default)).Select(entry => entry.Sequence));
        }
    }

    [StoreFact]
    public async Task Append_Acknowledged_SurvivesReopeningToTheLastByte()
    {
        var entry = Entry(1);
        await Log.AppendAsync("a", entry, default);
        await ReopenAsync();

        var read = Assert.Single(await Log.ReadAsync("a", 0, 10, default));

        Assert.Equal(entry.Payload.ToArray(), read.Payload.ToArray());
        Assert.Equal(entry.Hash.ToArray(), read.Hash.ToArray());
    }

    [StoreFact]
    public async Task Read_BothWays_IsBoundedAndOfOneChain()
    {
        await AppendAsync("a", 10);
        await AppendAsync("b", 1);

        Assert.Equal([4L, 5L], (await Log.ReadAsync("a", 3, 2, default)).Select(entry => entry.Sequence));
        Assert.Equal([10L, 9L, 8L], (await Log.ReadBackAsync("a", long.MaxValue, 3, default)).Select(entry => entry.Sequence));
        Assert.Equal([2L, 1L], (await Log.ReadBackAsync("a", 3, 10, default)).Select(entry => entry.Sequence));
        Assert.Single(await Log.ReadBackAsync("b", long.MaxValue, 10, default));
        Assert.Empty(await Log.ReadAsync("c", 0, 10, default));
    }

    [StoreTheory]
    [InlineData("UPDATE audit_entry SET payload = hash WHERE sequence = 2")]
    [InlineData("DELETE FROM audit_entry WHERE sequence = 3")]
    public async Task Tamper_AsLongAsTheStoreGuardsItsEntries_IsRefused(string sql)
    {
        await AppendAsync("a", 3);

        await Assert.ThrowsAnyAsync<Exception>(() => TamperAsync(sql));

        Assert.Null((await VerifyAsync()).Broken);
    }

    [StoreTheory]
    [InlineData("UPDATE audit_entry SET hash = payload WHERE sequence = 2", 2)]
    [InlineData("UPDATE audit_entry SET payload = (SELECT payload FROM audit_entry WHERE sequence = 3) WHERE sequence = 2", 2)]
    [InlineData("UPDATE audit_entry SET chain = 'b' WHERE sequence = 3", 3)]
    [InlineData("DELETE FROM audit_entry WHERE sequence = 1", 1)]
    [InlineData("DELETE FROM audit_entry WHERE sequence = 2", 2)]
    [InlineData("DELETE FROM audit_entry WHERE sequence = 3", 3)]
    public async Task Verify_AChangedChain_NamesTheFirstEntryThatIsNotSound(string sql, long broken)
    {
        var trail = await TrailAsync();
        await DropGuardsAsync();
        Assert.Equal((3L, null), await trail.VerifyAsync(default));

        await TamperAsync(sql);

        Assert.Equal((broken - 1, broken), await trail.VerifyAsync(default));
    }

    private async Task<AuditTrail> TrailAsync()
    {
        await AppendAsync("a", 3);
        var trail = new AuditTrail(Log, "a");
        await trail.LoadAsync(default);
        return trail;
    }

    private async Task<(long Sound, long? Broken)> VerifyAsync()
    {
        var trail = new AuditTrail(Log, "a");
        await trail.LoadAsync(default);
        return await trail.VerifyAsync(default);
    }

    private async Task AppendAsync(string chain, int count)
    {
        var last = HashChain.Start;
        for (var i = 0; i < count; i++)
        {
            last = AuditChain.Next(chain, last, Record(i));
            await Log.AppendAsync(chain, last, default);
        }
    }

    private static ChainEntry Entry(long sequence) =>
        AuditChain.Next("a", HashChain.Start with { Sequence = sequence - 1 }, Record(sequence));

    private static AuditRecord Record(long number) =>
        new(new DateTimeOffset(2026, 1, 1, 12, 0, 0, TimeSpan.Zero), "u-1", "ban", $"u-{number}", Reason: "垃圾 'DROP TABLE");
}
