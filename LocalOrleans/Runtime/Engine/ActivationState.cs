namespace Orleans.Runtime.Local;

/// <summary>The life of an activation, in order.</summary>
internal enum ActivationState : byte
{
    Created,
    Activating,
    Valid,

    /// <summary>Is to go as soon as the running calls are done; new ones wait for the next activation.</summary>
    Draining,
    Deactivating,
    Invalid,
}
