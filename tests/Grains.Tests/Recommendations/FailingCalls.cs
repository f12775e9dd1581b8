using Orleans;

namespace SocialCommerce.Grains.Tests.Recommendations;

/// <summary>Makes every call of one method of a grain interface fail or hang, as when the silo that has the grain is gone.</summary>
internal sealed class FailingCalls : IIncomingGrainCallFilter
{
    private readonly TaskCompletionSource _released = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Interface and method, such as "ITrendGrain.GetPoolAsync"; null lets all calls pass.</summary>
    public string? Target { get; set; }

    /// <summary>Hang until <see cref="Release"/> instead of failing.</summary>
    public bool IsHanging { get; set; }

    public void Release() => _released.TrySetResult();

    public async Task Invoke(IIncomingGrainCallContext context)
    {
        if (Target is not null && $"{context.InterfaceMethod.DeclaringType!.Name}.{context.InterfaceMethod.Name}" == Target)
        {
            await (IsHanging ? _released.Task : throw new InvalidOperationException($"{Target} fails in this test."));
        }

        await context.Invoke();
    }
}
