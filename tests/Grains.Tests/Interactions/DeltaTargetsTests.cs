using Microsoft.Extensions.Logging.Abstractions;
using NSubstitute;
using Orleans;
using SocialCommerce.Grains.Interactions;
using SocialCommerce.Grains.Interfaces.Interactions;
using SocialCommerce.Grains.Interfaces.Products;
using SocialCommerce.Grains.Interfaces.Recommendations;

namespace SocialCommerce.Grains.Tests.Interactions;

public sealed class DeltaTargetsTests
{
    private readonly IGrainFactory _grains = Substitute.For<IGrainFactory>();
    private readonly Dictionary<string, List<ProductDelta>> _told = [];
    private readonly ITrendGrain _trend = Substitute.For<ITrendGrain>();
    private readonly DeltaTargets _targets;
    private Func<string, bool> _answer = _ => true;
    private long _durable = long.MaxValue;

    public DeltaTargetsTests()
    {
        _grains.GetGrain<IProductGrain>("").ReturnsForAnyArgs(call => Product(call.ArgAt<string>(0)));
        _grains.GetGrain<ITrendGrain>("").ReturnsForAnyArgs(_trend);
        _trend.ApplyAsync(default!).ReturnsForAnyArgs(true);
        _trend.FlushAsync(default).ReturnsForAnyArgs(long.MaxValue);
        _targets = new DeltaTargets(_grains, 5, NullLogger.Instance);
    }

    [Fact]
    public async Task Apply_OneWindowAfterTheOther_SaysWhatWasToldBefore()
    {
        Assert.True(await _targets.ApplyAsync(Batch((3, "p-1"), (4, "p-1"), (4, "p-2")), false, default));
        Assert.True(await _targets.ApplyAsync(Batch((9, "p-1"), (9, "p-3")), false, default));

        Assert.Equal([0L, 4L], _told["p-1"].Select(delta => delta.Previous));
        Assert.Equal([0L], _told["p-2"].Select(delta => delta.Previous));
        Assert.Equal([0L], _told["p-3"].Select(delta => delta.Previous));
    }

    [Fact]
    public async Task Apply_TargetThatLostRows_IsNotWhole()
    {
        _answer = id => id != "p-2";

        Assert.False(await _targets.ApplyAsync(Batch((1, "p-1"), (2, "p-2")), false, default));
    }

    [Fact]
    public async Task Apply_AfterForget_TellsFromTheStart()
    {
        await _targets.ApplyAsync(Batch((1, "p-1")), false, default);
        _targets.Forget();
        await _targets.ApplyAsync(Batch((1, "p-1")), false, default);

        Assert.Equal([0L, 0L], _told["p-1"].Select(delta => delta.Previous));
    }

    [Fact]
    public async Task Apply_TargetThatFailsOnce_FailsTheBatchAndIsToldAgain()
    {
        var calls = 0;
        _answer = id => id != "p-1" || ++calls > 1 ? true : throw new TimeoutException();

        await Assert.ThrowsAsync<TimeoutException>(() => _targets.ApplyAsync(Batch((1, "p-1"), (2, "p-2")), false, default));
        Assert.True(await _targets.ApplyAsync(Batch((1, "p-1"), (2, "p-2")), false, default));

        Assert.Equal([0L, 0L], _told["p-1"].Select(delta => delta.Previous));
        Assert.Equal([0L, 2L], _told["p-2"].Select(delta => delta.Previous));
    }

    [Fact]
    public async Task Apply_TargetThatFailsAtTheLastAttempt_IsGivenUpAndHoldsUpNobody()
    {
        _answer = id => id == "p-1" ? throw new TimeoutException() : true;

        Assert.True(await _targets.ApplyAsync(Batch((1, "p-1"), (2, "p-2")), isLastAttempt: true, default));

        Assert.Single(_told["p-1"]);
        Assert.Single(_told["p-2"]);
    }

    [Fact]
    public async Task Apply_Cancelled_IsNoReasonToLeaveRowsOut()
    {
        using var stop = new CancellationTokenSource();
        _answer = _ =>
        {
            stop.Cancel();
            throw new OperationCanceledException(stop.Token);
        };

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _targets.ApplyAsync(Batch((1, "p-1")), isLastAttempt: true, stop.Token));

        Assert.Single(_told["p-1"]);
    }

    [Theory]
    [InlineData(3, false)]
    [InlineData(4, true)]
    [InlineData(5, true)]
    public async Task Flush_ByWhatIsDurable_TellsWhetherAllOfItIs(long durable, bool expected)
    {
        _durable = durable;
        await _targets.ApplyAsync(Batch((4, "p-1")), false, default);

        Assert.Equal(expected, await _targets.FlushAsync(default));
    }

    [Fact]
    public async Task Flush_Done_StartsTheTellingAnew()
    {
        await _targets.ApplyAsync(Batch((4, "p-1")), false, default);
        await _targets.FlushAsync(default);
        await _targets.ApplyAsync(Batch((5, "p-1")), false, default);

        Assert.Equal([0L, 0L], _told["p-1"].Select(delta => delta.Previous));
    }

    private static DeltaBatch Batch(params (long Sequence, string ProductId)[] rows)
    {
        var batch = new DeltaBatch(5);
        foreach (var (sequence, productId) in rows)
        {
            var interaction = new Interaction($"e-{sequence}", productId, InteractionKind.View, RandomRows.Now);
            batch.Add(new InteractionRecorded(5, sequence, sequence, "u-1", interaction, "hats", false, [], []));
        }

        return batch;
    }

    private IProductGrain Product(string id)
    {
        var product = Substitute.For<IProductGrain>();
        product.ApplyAsync(default!).ReturnsForAnyArgs(call =>
        {
            if (!_told.TryGetValue(id, out var told))
            {
                _told[id] = told = [];
            }

            told.Add(call.Arg<ProductDelta>());
            return Task.FromResult(_answer(id));
        });
        product.FlushAsync(default).ReturnsForAnyArgs(_ => Task.FromResult(_durable));
        return product;
    }
}
