using SocialCommerce.Contract.Tests.Hosting;

namespace SocialCommerce.Contract.Tests.Calls;

[Alias("contract.IFilteredGrain")]
public interface IFilteredGrain : IGrainWithStringKey
{
    Task<int> Twice(int value);

    Task Throw();
}

internal sealed class FilteredGrain(Journal journal) : Grain, IFilteredGrain, IIncomingGrainCallFilter
{
    public Task<int> Twice(int value) => Task.FromResult(2 * value);

    public Task Throw() => throw new InvalidOperationException("thrown");

    public async Task Invoke(IIncomingGrainCallContext context)
    {
        journal.Write("own");
        await context.Invoke();
        if (context.Result is int result)
        {
            context.Result = result + 1;
        }
    }
}

internal sealed class JournalFilter(Journal journal) : IIncomingGrainCallFilter
{
    public async Task Invoke(IIncomingGrainCallContext context)
    {
        // An engine may run parts of itself as grains of its own.
        if (context.Grain is not IFilteredGrain)
        {
            await context.Invoke();
            return;
        }

        var arguments = Enumerable.Range(0, context.Request.GetArgumentCount()).Select(context.Request.GetArgument);
        journal.Write($"{context.InterfaceMethod.Name}({string.Join(", ", arguments)}) on {context.TargetId}");
        try
        {
            await context.Invoke();
            journal.Write($"result {context.Result}");
        }
        catch (InvalidOperationException exception)
        {
            journal.Write($"caught {exception.Message}");
            throw;
        }
    }
}

public sealed class FilterTests
{
    [Fact]
    public async Task Filter_AroundACall_SeesItAndMayChangeTheResult()
    {
        await using var host = await ContractHost.StartAsync(static silo => silo.AddIncomingGrainCallFilter<JournalFilter>());

        var result = await host.Grains.GetGrain<IFilteredGrain>("a").Twice(5);

        Assert.Equal(11, result);
        await host.Journal.ExpectAsync("Twice(5) on filtered/a", "own", "result 11");
    }

    [Fact]
    public async Task Filter_AroundAFailure_SeesItAndSoDoesTheCaller()
    {
        await using var host = await ContractHost.StartAsync(static silo => silo.AddIncomingGrainCallFilter<JournalFilter>());

        await Assert.ThrowsAsync<InvalidOperationException>(() => host.Grains.GetGrain<IFilteredGrain>("a").Throw());

        await host.Journal.ExpectAsync("Throw() on filtered/a", "own", "caught thrown");
    }

    [Fact]
    public async Task Filter_ThatThrows_KeepsTheCallFromTheGrain()
    {
        await using var host = await ContractHost.StartAsync(static silo =>
            silo.AddIncomingGrainCallFilter(static context => context.Grain is IFilteredGrain ? throw new UnauthorizedAccessException("no") : context.Invoke()));

        await Assert.ThrowsAsync<UnauthorizedAccessException>(() => host.Grains.GetGrain<IFilteredGrain>("a").Twice(1));

        Assert.True(host.Journal.IsEmpty);
    }
}
