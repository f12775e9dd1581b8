namespace Orleans.Runtime;

/// <summary>One activation of a grain, as the grain itself sees it.</summary>
public interface IGrainContext
{
    GrainReference GrainReference { get; }

    GrainId GrainId { get; }

    object? GrainInstance { get; }

    ActivationId ActivationId { get; }

    IServiceProvider ActivationServices { get; }

    /// <summary>Completes when the activation is gone.</summary>
    Task Deactivated { get; }

    void Deactivate(DeactivationReason deactivationReason, CancellationToken cancellationToken = default);
}

/// <summary>Tells on whose behalf the current code runs.</summary>
public interface IGrainContextAccessor
{
    IGrainContext GrainContext { get; }
}
