using SocialCommerce.Grains.Common;
using SocialCommerce.Grains.Operations;

namespace SocialCommerce.Grains.Tests.Operations;

public sealed class AuditChainTests
{
    private static readonly AuditRecord Record = new(
        new DateTimeOffset(2026, 1, 1, 12, 0, 0, TimeSpan.Zero), "u-1", "ban", "u-2", Reason: "spam");

    [Fact]
    public void Follows_AnyByteOrPlaceChanged_IsFalse()
    {
        var first = AuditChain.Next("room/r-1", HashChain.Start, Record);
        var second = AuditChain.Next("room/r-1", first, Record);

        Assert.True(HashChain.Follows("room/r-1", first, second));
        Assert.All(Enumerable.Range(0, second.Payload.Length), index =>
            Assert.False(HashChain.Follows("room/r-1", first, second with { Payload = Flip(second.Payload, index) })));
        Assert.All(Enumerable.Range(0, second.Hash.Length), index =>
        {
            Assert.False(HashChain.Follows("room/r-1", first, second with { Hash = Flip(second.Hash, index) }));
            Assert.False(HashChain.Follows("room/r-1", first with { Hash = Flip(first.Hash, index) }, second));
        });
        Assert.False(HashChain.Follows("room/r-2", first, second));
        Assert.False(HashChain.Follows("room/r-1", HashChain.Start, second));
        Assert.False(HashChain.Follows("room/r-1", first, second with { Sequence = 3 }));
    }

    [Fact]
    public void Read_WhatWasWritten_IsTheSame() =>
        Assert.Equal(Record, AuditChain.Read(AuditChain.Next("a", HashChain.Start, Record)));

    private static byte[] Flip(ReadOnlyMemory<byte> bytes, int index)
    {
        var changed = bytes.ToArray();
        changed[index] ^= 1;
        return changed;
    }
}
