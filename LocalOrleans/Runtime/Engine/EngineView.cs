namespace Orleans.Runtime.Local;

/// <summary>The inside of the engine, for whoever watches it: which activations there are and how many calls wait for each.</summary>
public sealed class EngineView
{
    private readonly GrainEngine _engine;

    internal EngineView(GrainEngine engine) => _engine = engine;

    /// <summary>Activations, counted as cheaply as that goes.</summary>
    public int ActivationCount => _engine.ActivationCount;

    /// <summary>
    /// Every activation, with the calls that waited for it when it was looked at. It takes no lock, so numbers of one moment may
    /// be a call apart.
    /// </summary>
    public IEnumerable<ActivationLook> Activations => _engine.Activations.Select(Look);

    /// <summary>The activation of a grain; null when it is not active.</summary>
    public ActivationLook? Find(GrainId grainId) => _engine.Find(grainId) is { } activation ? Look(activation) : null;

    private static ActivationLook Look(Activation activation) => new(activation.GrainId, activation.Waiting, activation.Running);
}

/// <param name="Waiting">Calls in the mailbox.</param>
/// <param name="Running">Calls that have begun and are not done.</param>
public readonly record struct ActivationLook(GrainId GrainId, int Waiting, int Running);
