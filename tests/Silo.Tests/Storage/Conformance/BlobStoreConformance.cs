using SocialCommerce.Grains.Common;

namespace SocialCommerce.Silo.Tests.Storage;

/// <summary>What training relies on, whatever keeps the models.</summary>
public abstract class BlobStoreConformance
{
    protected abstract IBlobStore Blobs { get; }

    /// <summary>Opens the same store anew, as the next process does.</summary>
    protected abstract Task ReopenAsync();

    [StoreFact]
    public async Task Read_Absent_IsNull() => Assert.Null(await Blobs.ReadAsync("nothing", default));

    [StoreTheory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(1 << 20)]
    [InlineData((1 << 20) + 1)]
    [InlineData(5_000_000)]
    public async Task Write_ThenRead_GivesTheSameBytes(int length)
    {
        var content = Content(length, seed: 1);
        await Blobs.WriteAsync("model", content, default);
        await ReopenAsync();

        Assert.Equal(content, await Blobs.ReadAsync("model", default));
    }

    [StoreFact]
    public async Task Write_Again_ReplacesWhole()
    {
        await Blobs.WriteAsync("model", Content(3_000_000, seed: 1), default);
        var second = Content(1_500_000, seed: 2);

        await Blobs.WriteAsync("model", second, default);
        await Blobs.WriteAsync("model", second, default);

        Assert.Equal(second, await Blobs.ReadAsync("model", default));
    }

    [StoreFact]
    public async Task Write_CutOff_LeavesWhatWasThere()
    {
        var first = Content(2_000_000, seed: 1);
        await Blobs.WriteAsync("model", first, default);
        using var cancellation = new CancellationTokenSource();
        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => Blobs.WriteAsync("model", Content(2_000_000, seed: 2), cancellation.Token));

        Assert.Equal(first, await Blobs.ReadAsync("model", default));
    }

    [StoreFact]
    public async Task Delete_RemovesOnlyThatName()
    {
        var kept = Content(100, seed: 3);
        await Blobs.WriteAsync("a", Content(100, seed: 4), default);
        await Blobs.WriteAsync("b", kept, default);

        await Blobs.DeleteAsync("a", default);
        await Blobs.DeleteAsync("a", default);

        Assert.Null(await Blobs.ReadAsync("a", default));
        Assert.Equal(kept, await Blobs.ReadAsync("b", default));
    }

    private static byte[] Content(int length, int seed)
    {
        var content = new byte[length];
        new Random(seed).NextBytes(content);
        return content;
    }
}
