namespace SocialCommerce.Tools.Evaluate;

/// <summary>The protocols of the literature, as named on the command line.</summary>
internal enum EvaluationProtocol
{
    Split = 1,
    Sessions = 2,
    LeaveOneOut = 3,
}

/// <summary>What the command line asked for.</summary>
internal sealed record EvaluateOptions(
    EvaluationProtocol Protocol,
    string Train,
    string? Test,
    string? Social,
    int Top,
    ulong Seed,
    string Models = EvaluateOptions.AllModels,
    string Order = EvaluateOptions.DefaultOrder)
{
    /// <summary>Everything that the protocol has, together.</summary>
    public const string AllModels = "all";

    /// <summary>Users shuffled among each other.</summary>
    public const string DefaultOrder = "interleaved";
}
