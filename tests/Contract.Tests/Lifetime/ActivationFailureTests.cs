using SocialCommerce.Contract.Tests.Hosting;

namespace SocialCommerce.Contract.Tests.Lifetime;

[Alias("contract.IFragileGrain")]
public interface IFragileGrain : IGrainWithStringKey
{
    Task<string> Touch();
}

/// <summary>Fails to activate until its gate is open.</summary>
internal sealed class FragileGrain(Journal journal) : Grain, IFragileGrain
{
    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        await Task.Yield();
        if (!journal.Gate("whole").IsCompleted)
        {
            throw new InvalidOperationException("broken");
        }
    }

    public Task<string> Touch() => Task.FromResult("touched");
}

public sealed class ActivationFailureTests
{
    [Fact]
    public async Task Activation_Fails_ItsCallersAreToldAndTheNextCallTriesAgain()
    {
        await using var host = await ContractHost.StartAsync();
        var grain = host.Grains.GetGrain<IFragileGrain>("a");

        var calls = new[] { grain.Touch(), grain.Touch() };
        foreach (var call in calls)
        {
            var exception = await Assert.ThrowsAsync<InvalidOperationException>(() => call);
            Assert.Equal("broken", exception.Message);
        }

        host.Journal.Open("whole");
        Assert.Equal("touched", await grain.Touch());
    }
}
