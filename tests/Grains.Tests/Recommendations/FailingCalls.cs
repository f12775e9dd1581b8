using Orleans;

namespace SocialCommerce.Grains.Tests.Recommendations;

/// <summary>Makes every call of one method of a grain interface fail, as when the silo that has the grain is gone.</summary>
internal sealed class FailingCalls : IIncomingGrainCallFilter
{
    /// <summary>Interface and method, such as "ITrendGrain.GetPoolAsync"; null lets all calls pass.</summary>
    public string? Target { get; set; }

    public Task Invoke(IIncomingGrainCallContext context) =>
        Target is not null && $"{context.InterfaceMethod.DeclaringType!.Name}.{context.InterfaceMethod.Name}" == Target
            ? throw new InvalidOperationException($"{Target} fails in this test.")
            : context.Invoke();
}
