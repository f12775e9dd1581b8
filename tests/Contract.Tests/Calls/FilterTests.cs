using SocialCommerce.Contract.Tests.Hosting;

namespace SocialCommerce.Contract.Tests.Calls;

[Alias("contract.IFilteredGrain")]
public interface IFilteredGrain : IGrainWithStringKey
{
    Task<int> Twice(int value);

    Task Throw();

    Task<string?> Context();
}

internal sealed class FilteredGrain(Journal journal) : Grain, IFilteredGrain, IIncomingGrainCallFilter
{
    public Task<int> Twice(int value) => Task.FromResult(2 * value);

    public Task Throw() => throw new InvalidOperationException("thrown");

    public Task<string?> Context() => Task.FromResult(RequestContext.Get("key") as string);

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
        await using var host = await StartAsync(static _ => throw new UnauthorizedAccessException("no"));

        await Assert.ThrowsAsync<UnauthorizedAccessException>(() => host.Grains.GetGrain<IFilteredGrain>("a").Twice(1));

        Assert.True(host.Journal.IsEmpty);
    }

    [Fact]
    public async Task Filter_ThatAnswersItself_KeepsTheCallFromTheGrain()
    {
        await using var host = await StartAsync(static context =>
        {
            context.Result = 42;
            return Task.CompletedTask;
        });

        Assert.Equal(42, await host.Grains.GetGrain<IFilteredGrain>("a").Twice(1));
        Assert.True(host.Journal.IsEmpty);
    }

    [Fact]
    public async Task Filter_ThatNeitherAnswersNorGoesOn_IsTheCallersException()
    {
        await using var host = await StartAsync(static _ => Task.CompletedTask);

        await Assert.ThrowsAsync<InvalidOperationException>(() => host.Grains.GetGrain<IFilteredGrain>("a").Twice(1));

        Assert.True(host.Journal.IsEmpty);
    }

    [Fact]
    public async Task Filter_ThatGoesOnTwice_CallsTheGrainTwice()
    {
        await using var host = await StartAsync(static async context =>
        {
            await context.Invoke();
            await context.Invoke();
        });

        Assert.Equal(3, await host.Grains.GetGrain<IFilteredGrain>("a").Twice(1));
        await host.Journal.ExpectAsync("own", "own");
    }

    [Fact]
    public async Task Filter_OfAFailure_MayAnswerInstead()
    {
        await using var host = await StartAsync(static async context =>
        {
            try
            {
                await context.Invoke();
            }
            catch (InvalidOperationException)
            {
                context.Result = null;
            }
        });

        await host.Grains.GetGrain<IFilteredGrain>("a").Throw();
        await host.Journal.ExpectAsync("own");
    }

    [Fact]
    public async Task Filter_OfAFailure_ThatSaysNothing_LeavesItAFailure()
    {
        await using var host = await StartAsync(static async context =>
        {
            try
            {
                await context.Invoke();
            }
            catch (InvalidOperationException)
            {
                await Task.Yield();
            }
        });

        await Assert.ThrowsAsync<InvalidOperationException>(() => host.Grains.GetGrain<IFilteredGrain>("a").Throw());
    }

    [Fact]
    public async Task Filter_ThatAwaitsBeforeAndAfter_MayChangeTheResult()
    {
        await using var host = await StartAsync(static async context =>
        {
            await Task.Yield();
            await context.Invoke();
            await Task.Yield();
            context.Result = 100;
        });

        Assert.Equal(100, await host.Grains.GetGrain<IFilteredGrain>("a").Twice(1));
    }

    [Fact]
    public async Task Filters_RunInTheOrderTheyWereAdded()
    {
        await using var host = await ContractHost.StartAsync(static silo =>
        {
            silo.AddIncomingGrainCallFilter(static context => WriteAround(context, "first"));
            silo.AddIncomingGrainCallFilter(static context => WriteAround(context, "second"));
        });

        await host.Grains.GetGrain<IFilteredGrain>("a").Twice(1);

        await host.Journal.ExpectAsync("first in", "second in", "own", "second out", "first out");
    }

    [Fact]
    public async Task Filter_MayChangeAnArgument()
    {
        await using var host = await StartAsync(static context =>
        {
            context.Request.SetArgument(0, 10);
            return context.Invoke();
        });

        Assert.Equal(21, await host.Grains.GetGrain<IFilteredGrain>("a").Twice(1));
    }

    [Fact]
    public async Task Filter_SeesWhoCallsWhomAndHow()
    {
        await using var host = await StartAsync(static context =>
        {
            context.Result = string.Join(
                ' ', context.MethodName, context.ImplementationMethod.DeclaringType!.Name, context.InterfaceMethod.DeclaringType!.Name,
                context.TargetContext.GrainId, context.Grain.GetType().Name);
            return Task.CompletedTask;
        });

        Assert.Equal(
            "Context FilteredGrain IFilteredGrain filtered/a FilteredGrain", await host.Grains.GetGrain<IFilteredGrain>("a").Context());
    }

    [Fact]
    public async Task Filter_MaySetTheContextOfTheCall()
    {
        await using var host = await StartAsync(static context =>
        {
            RequestContext.Set("key", "by the filter");
            return context.Invoke();
        });

        Assert.Equal("by the filter", await host.Grains.GetGrain<IFilteredGrain>("a").Context());
        Assert.Null(RequestContext.Get("key"));
    }

    private static Task<ContractHost> StartAsync(IncomingGrainCallFilterDelegate filter) => ContractHost.StartAsync(silo =>
        silo.AddIncomingGrainCallFilter(context => context.Grain is IFilteredGrain ? filter(context) : context.Invoke()));

    private static async Task WriteAround(IIncomingGrainCallContext context, string name)
    {
        if (context.Grain is not IFilteredGrain)
        {
            await context.Invoke();
            return;
        }

        var journal = (Journal)context.TargetContext.ActivationServices.GetService(typeof(Journal))!;
        journal.Write($"{name} in");
        await context.Invoke();
        journal.Write($"{name} out");
    }
}
