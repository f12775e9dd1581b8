using SocialCommerce.Contract.Tests.Hosting;
using SocialCommerce.Contract.Tests.Observers;

namespace SocialCommerce.Contract.Tests.Calls;

[Alias("contract.ISpeaker")]
public interface ISpeaker : IGrainWithStringKey
{
    Task<string> Speak();
}

[Alias("contract.IGuide")]
public interface IGuide : IGrainWithStringKey
{
    /// <summary>Has the given grain speak.</summary>
    Task<string> Have(ISpeaker speaker);

    Task<ISpeaker> Find(string key);

    /// <summary>Has itself, as a speaker, spoken to by another grain.</summary>
    Task<string> IntroduceItself(string otherKey);

    /// <summary>The same, but passes the grain object where a reference belongs.</summary>
    Task<string> PassItself(string otherKey);

    /// <summary>Returns the grain object where a reference belongs.</summary>
    Task<ISpeaker> FindItself();
}

[Alias("contract.IUnimplementedGrain")]
public interface IUnimplementedGrain : IGrainWithStringKey
{
    Task Never();
}

internal sealed class Parrot : Grain, ISpeaker
{
    public Task<string> Speak() => Task.FromResult($"parrot {this.GetPrimaryKeyString()}");
}

internal sealed class Guide : Grain, IGuide, ISpeaker
{
    public Task<string> Have(ISpeaker speaker) =>
        speaker is GrainReference ? speaker.Speak() : throw new InvalidOperationException("This is no reference.");

    public Task<ISpeaker> Find(string key) => Task.FromResult(GrainFactory.GetGrain<ISpeaker>(key, typeof(Parrot).FullName));

    public async Task<string> IntroduceItself(string otherKey)
    {
        using var reentrancy = RequestContext.AllowCallChainReentrancy();
        return await Other(otherKey).Have(this.AsReference<ISpeaker>());
    }

    public async Task<string> PassItself(string otherKey)
    {
        using var reentrancy = RequestContext.AllowCallChainReentrancy();
        return await Other(otherKey).Have(this);
    }

    public Task<ISpeaker> FindItself() => Task.FromResult<ISpeaker>(this);

    public Task<string> Speak() => Task.FromResult($"guide {this.GetPrimaryKeyString()}");

    private IGuide Other(string key) => GrainFactory.GetGrain<IGuide>(key);
}

public sealed class ReferenceTests
{
    [Fact]
    public async Task GetGrain_OfAnInterfaceWithSeveralClasses_AsksWhich()
    {
        await using var host = await ContractHost.StartAsync();

        Assert.Throws<ArgumentException>(() => host.Grains.GetGrain<ISpeaker>("a"));
        Assert.Throws<ArgumentException>(() => host.Grains.GetGrain<ISpeaker>("a", "Nothing.Of.The.Kind"));
        Assert.Equal("parrot a", await host.Grains.GetGrain<ISpeaker>("a", typeof(Parrot).FullName).Speak());
        Assert.Equal("guide a", await host.Grains.GetGrain<ISpeaker>("a", typeof(Guide).FullName).Speak());
    }

    [Fact]
    public async Task GetGrain_WithoutImplementation_IsRefused()
    {
        await using var host = await ContractHost.StartAsync();

        Assert.Throws<ArgumentException>(() => host.Grains.GetGrain<IUnimplementedGrain>("a"));
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData(null)]
    public async Task GetGrain_WithoutAKey_IsRefused(string? key)
    {
        await using var host = await ContractHost.StartAsync();

        Assert.ThrowsAny<ArgumentException>(() => host.Grains.GetGrain<IGuide>(key!));
    }

    [Fact]
    public async Task Reference_AsArgumentAndResult_ReachesItsGrain()
    {
        await using var host = await ContractHost.StartAsync();
        var guide = host.Grains.GetGrain<IGuide>("g");

        var parrot = await guide.Find("polly");

        Assert.Equal("parrot polly", await parrot.Speak());
        Assert.Equal("parrot polly", await guide.Have(parrot));
        Assert.Equal("guide g", await guide.IntroduceItself("other"));
    }

    [Fact]
    public async Task Reference_CastToAnotherInterface_ReachesTheSameGrain()
    {
        await using var host = await ContractHost.StartAsync();
        var guide = host.Grains.GetGrain<IGuide>("g");

        var speaker = guide.Cast<ISpeaker>();

        Assert.Equal("guide g", await speaker.Speak());
        Assert.Equal(guide.GetGrainId(), speaker.GetGrainId());
    }

    [Fact]
    public async Task Reference_ByGrainId_ReachesTheSameGrain()
    {
        await using var host = await ContractHost.StartAsync();
        var id = host.Grains.GetGrain<IGuide>("g").GetGrainId();

        Assert.Equal("guide g", await host.Grains.GetGrain<ISpeaker>(id).Speak());
        Assert.Equal(id, GrainId.Parse(id.ToString()));
    }

    [Fact]
    public async Task References_AreEqualIfTheirGrainsAre()
    {
        await using var host = await ContractHost.StartAsync();

        var (one, same, other) = (host.Grains.GetGrain<IGuide>("a"), host.Grains.GetGrain<IGuide>("a"), host.Grains.GetGrain<IGuide>("b"));

        Assert.Equal(one, same);
        Assert.Equal(one.GetHashCode(), same.GetHashCode());
        Assert.NotEqual(one, other);
    }

    [Fact]
    public async Task Grain_PassedOrReturnedAsItIs_ArrivesAsItsReference()
    {
        await using var host = await ContractHost.StartAsync();
        var guide = host.Grains.GetGrain<IGuide>("a");

        var speaker = await guide.FindItself();

        Assert.IsAssignableFrom<GrainReference>(speaker);
        Assert.Equal("guide a", await speaker.Speak());
        Assert.Equal("guide a", await guide.PassItself("b"));
    }

    [Fact]
    public async Task Object_PassedInsteadOfAReference_IsRefused()
    {
        await using var host = await ContractHost.StartAsync();
        var watched = host.Grains.GetGrain<IWatchedGrain>("a");

        var exception = await Assert.ThrowsAnyAsync<SystemException>(() => watched.Subscribe(new JournalWatcher(host.Journal, "object")));

        Assert.IsNotType<TimeoutException>(exception);
    }
}
