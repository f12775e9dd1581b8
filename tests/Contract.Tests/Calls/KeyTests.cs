using SocialCommerce.Contract.Tests.Hosting;

namespace SocialCommerce.Contract.Tests.Calls;

[Alias("contract.IStringKeyGrain")]
public interface IStringKeyGrain : IGrainWithStringKey
{
    Task<string> Identity();
}

[Alias("contract.IIntegerKeyGrain")]
public interface IIntegerKeyGrain : IGrainWithIntegerKey
{
    Task<string> Identity();
}

[Alias("contract.IGuidKeyGrain")]
public interface IGuidKeyGrain : IGrainWithGuidKey
{
    Task<string> Identity();
}

[Alias("contract.ICompoundKeyGrain")]
public interface ICompoundKeyGrain : IGrainWithIntegerCompoundKey
{
    Task<string> Identity();
}

internal sealed class StringKeyGrain : Grain, IStringKeyGrain
{
    public Task<string> Identity() => Task.FromResult($"{this.GetGrainId()} {this.GetPrimaryKeyString()}");
}

internal sealed class IntegerKeyGrain : Grain, IIntegerKeyGrain
{
    public Task<string> Identity() => Task.FromResult($"{this.GetGrainId()} {this.GetPrimaryKeyLong()}");
}

internal sealed class GuidKeyGrain : Grain, IGuidKeyGrain
{
    public Task<string> Identity() => Task.FromResult($"{this.GetGrainId()} {this.GetPrimaryKey()}");
}

internal sealed class CompoundKeyGrain : Grain, ICompoundKeyGrain
{
    public Task<string> Identity()
    {
        var number = this.GetPrimaryKeyLong(out var extension);
        return Task.FromResult($"{this.GetGrainId()} {number} {extension}");
    }
}

public sealed class KeyTests
{
    [Theory]
    [InlineData("some/key")]
    [InlineData("Ünïcödé 茶")]
    [InlineData("a+b%20c")]
    public async Task Key_OfText_IsInTheGrainIdAsItIs(string key)
    {
        await using var host = await ContractHost.StartAsync();
        var grain = host.Grains.GetGrain<IStringKeyGrain>(key);

        Assert.Equal($"stringkey/{key} {key}", await grain.Identity());
        Assert.Equal($"stringkey/{key}", grain.GetGrainId().ToString());
        Assert.Equal(key, grain.GetPrimaryKeyString());
    }

    [Theory]
    [InlineData(0, "0")]
    [InlineData(255, "FF")]
    [InlineData(-1, "FFFFFFFFFFFFFFFF")]
    [InlineData(long.MaxValue, "7FFFFFFFFFFFFFFF")]
    public async Task Key_OfANumber_IsInTheGrainIdInHexadecimal(long key, string text)
    {
        await using var host = await ContractHost.StartAsync();
        var grain = host.Grains.GetGrain<IIntegerKeyGrain>(key);

        Assert.Equal($"integerkey/{text} {key}", await grain.Identity());
        Assert.Equal(key, grain.GetPrimaryKeyLong());
    }

    [Fact]
    public async Task Key_OfAGuid_IsInTheGrainIdWithoutDashes()
    {
        await using var host = await ContractHost.StartAsync();
        var key = new Guid("01234567-89ab-cdef-0123-456789abcdef");
        var grain = host.Grains.GetGrain<IGuidKeyGrain>(key);

        Assert.Equal($"guidkey/{key:N} {key}", await grain.Identity());
        Assert.Equal(key, grain.GetPrimaryKey());
    }

    [Fact]
    public async Task Key_OfTwoParts_KeepsBoth()
    {
        await using var host = await ContractHost.StartAsync();
        var grain = host.Grains.GetGrain<ICompoundKeyGrain>(16, "part");

        Assert.Equal("compoundkey/10+part 16 part", await grain.Identity());
        Assert.Equal((16, "part"), (grain.GetPrimaryKeyLong(out var extension), extension));
    }
}
