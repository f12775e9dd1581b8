using System.Diagnostics;

namespace Orleans.Runtime.Local;

/// <summary>
/// Is told of every call that a grain has finished, on the thread that finished it. A filter around each call would see the same,
/// but takes calls off their fast path; this costs two looks at the clock.
/// </summary>
public interface ICallProbe
{
    /// <summary>What the probe keeps for a method of a grain class; asked for once and handed back with each call.</summary>
    object Describe(GrainType grainType, Type interfaceType, string methodName);

    /// <param name="described">What <see cref="Describe"/> answered.</param>
    /// <param name="startedAt">Timestamp at which its first turn began.</param>
    /// <param name="finished">The call's task, which is completed.</param>
    /// <param name="span">The call's span, if it has one.</param>
    void OnFinished(object described, GrainId grainId, long startedAt, Task finished, Activity? span);
}

/// <summary>What a probe keeps for a method, and for which grain class.</summary>
internal sealed record ProbedMethod(GrainTypeDescriptor Type, object Described);
