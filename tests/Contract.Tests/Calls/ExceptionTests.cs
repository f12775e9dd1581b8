using SocialCommerce.Contract.Tests.Hosting;

namespace SocialCommerce.Contract.Tests.Calls;

[Alias("contract.IFailingGrain")]
public interface IFailingGrain : IGrainWithStringKey
{
    /// <summary>Fails in the way that is asked for.</summary>
    Task Fail(string way);

    ValueTask<int> FailLater(string way);

    Task FailThrough(string otherKey, string way);

    Task<int> Count();
}

[GenerateSerializer, Alias("contract.SoldOutException")]
public sealed class SoldOutException : Exception
{
    public SoldOutException(string sku, Exception? inner)
        : base($"{sku} is sold out.", inner)
    {
        Sku = sku;
    }

    [Id(0)]
    public string Sku { get; }
}

internal sealed class FailingGrain : Grain, IFailingGrain
{
    private int _count;

    public Task Fail(string way)
    {
        _count++;
        throw way switch
        {
            "custom" => new SoldOutException("tea", new InvalidOperationException("none left")),
            "many" => new AggregateException(new InvalidOperationException("one"), new ArgumentException("two")),
            "cancelled" => new OperationCanceledException("gave up"),
            "argument" => new ArgumentOutOfRangeException(nameof(way), "too far"),
            _ => new InvalidOperationException(way),
        };
    }

    public async ValueTask<int> FailLater(string way)
    {
        await Task.Yield();
        await Fail(way);
        return _count;
    }

    public Task FailThrough(string otherKey, string way) => GrainFactory.GetGrain<IFailingGrain>(otherKey).FailLater(way).AsTask();

    public Task<int> Count() => Task.FromResult(_count);
}

public sealed class ExceptionTests
{
    [Fact]
    public async Task Call_Throws_TheCallerGetsTheExceptionAndTheGrainGoesOn()
    {
        await using var host = await ContractHost.StartAsync();
        var grain = host.Grains.GetGrain<IFailingGrain>("a");

        var direct = await Assert.ThrowsAsync<InvalidOperationException>(() => grain.Fail("now"));
        var later = await Assert.ThrowsAsync<InvalidOperationException>(() => grain.FailLater("later").AsTask());

        Assert.Equal(("now", "later"), (direct.Message, later.Message));
        Assert.Equal(2, await grain.Count());
    }

    [Fact]
    public async Task Call_ThrowsAnExceptionOfTheApplication_ItsPropertiesAndCauseArrive()
    {
        await using var host = await ContractHost.StartAsync();

        var exception = await Assert.ThrowsAsync<SoldOutException>(() => host.Grains.GetGrain<IFailingGrain>("a").Fail("custom"));

        Assert.Equal("tea", exception.Sku);
        Assert.Equal("tea is sold out.", exception.Message);
        Assert.Equal("none left", Assert.IsType<InvalidOperationException>(exception.InnerException).Message);
    }

    [Fact]
    public async Task Call_ThrowsSeveralAtOnce_AllOfThemArrive()
    {
        await using var host = await ContractHost.StartAsync();

        var exception = await Assert.ThrowsAsync<AggregateException>(() => host.Grains.GetGrain<IFailingGrain>("a").Fail("many"));

        Assert.Equal(
            [typeof(InvalidOperationException), typeof(ArgumentException)], exception.InnerExceptions.Select(inner => inner.GetType()));
    }

    [Fact]
    public async Task Call_Throws_TheStackNamesTheGrainsMethod()
    {
        await using var host = await ContractHost.StartAsync();

        var exception = await Assert.ThrowsAsync<InvalidOperationException>(
            () => host.Grains.GetGrain<IFailingGrain>("a").FailLater("later").AsTask());

        Assert.Contains(nameof(FailingGrain), exception.StackTrace, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a")]
    [InlineData("b")]
    [InlineData("c")]
    [InlineData("d")]
    public async Task Call_ThroughAnotherGrain_TheExceptionComesAllTheWay(string otherKey)
    {
        await using var host = await ContractHost.StartAsync();

        var exception = await Assert.ThrowsAsync<SoldOutException>(
            () => host.Grains.GetGrain<IFailingGrain>("through").FailThrough(otherKey, "custom"));

        Assert.Equal("tea", exception.Sku);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Call_CancelledByItsCallee_IsACancelledTask(bool later)
    {
        await using var host = await ContractHost.StartAsync();
        var grain = host.Grains.GetGrain<IFailingGrain>("a");

        var call = later ? grain.FailLater("cancelled").AsTask() : grain.Fail("cancelled");
        var exception = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);

        Assert.True(call.IsCanceled);
        Assert.Equal("gave up", exception.Message);
    }

    [Fact]
    public async Task Call_ThrowsAnExceptionOfTheFramework_ItsTypeAndMessageArrive()
    {
        await using var host = await ContractHost.StartAsync();

        var exception = await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => host.Grains.GetGrain<IFailingGrain>("a").Fail("argument"));

        Assert.StartsWith("too far", exception.Message, StringComparison.Ordinal);
    }
}
