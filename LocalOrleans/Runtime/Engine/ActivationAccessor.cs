namespace Orleans.Runtime.Local;

/// <summary>Hands the activation to the services of its scope.</summary>
internal sealed class ActivationAccessor
{
    public IGrainContext? Context { get; set; }

    public IGrainContext Require() => Context ?? throw new InvalidOperationException("This scope belongs to no activation.");
}

/// <inheritdoc/>
internal sealed class GrainContextAccessor : IGrainContextAccessor
{
    public IGrainContext GrainContext => RuntimeContext.Current!;
}
