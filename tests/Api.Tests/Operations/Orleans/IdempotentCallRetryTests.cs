using System.Reflection;
using Microsoft.Extensions.Logging.Abstractions;
using NSubstitute;
using Orleans;
using Orleans.Runtime;
using Orleans.Serialization.Invocation;
using SocialCommerce.Api.Hosting;
using SocialCommerce.Grains.Interfaces.Products;

namespace SocialCommerce.Api.Tests.Operations;

public sealed class IdempotentCallRetryTests
{
    private static readonly MethodInfo Reading = typeof(IProductGrain).GetMethod(nameof(IProductGrain.GetAsync))!;
    private static readonly MethodInfo Updating = typeof(IProductGrain).GetMethod(nameof(IProductGrain.UpdateAsync))!;

    private readonly IOutgoingGrainCallContext _call = Substitute.For<IOutgoingGrainCallContext>();
    private readonly IdempotentCallRetry _retry = new(NullLogger<IdempotentCallRetry>.Instance);

    [Fact]
    public async Task Invoke_OfAnIdempotentCallThatIsLost_CallsAgain()
    {
        Answer(Reading, new SiloUnavailableException(), new TimeoutException(), null);

        await _retry.Invoke(_call);

        Assert.Null(_call.Response!.Exception);
        await _call.Received(3).Invoke();
    }

    [Fact]
    public async Task Invoke_OfACallThatTimesOutAgain_IsGivenUp()
    {
        Answer(Reading, new TimeoutException(), new TimeoutException(), null);

        await _retry.Invoke(_call);

        Assert.IsType<TimeoutException>(_call.Response!.Exception);
        await _call.Received(2).Invoke();
    }

    [Fact]
    public async Task Invoke_OfAnyOtherCallThatIsLost_FailsAtOnce()
    {
        Answer(Updating, new TimeoutException(), null);

        await _retry.Invoke(_call);

        Assert.IsType<TimeoutException>(_call.Response!.Exception);
        await _call.Received(1).Invoke();
    }

    [Fact]
    public async Task Invoke_OfACallThatTheGrainRefused_FailsAtOnce()
    {
        Answer(Reading, new InvalidOperationException("no"), null);

        await _retry.Invoke(_call);

        Assert.IsType<InvalidOperationException>(_call.Response!.Exception);
        await _call.Received(1).Invoke();
    }

    private void Answer(MethodInfo method, params Exception?[] failures)
    {
        var calls = 0;
        _call.InterfaceMethod.Returns(method);
        _call.Invoke().Returns(_ =>
        {
            var failure = failures[calls++];
            _call.Response = failure is null ? Response.Completed : Response.FromException(failure);
            return Task.CompletedTask;
        });
    }
}
