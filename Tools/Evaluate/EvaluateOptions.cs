using SocialCommerce.Algorithms.Evaluation;

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

    /// <summary>Parts of a cross-validation; 0 for none.</summary>
    public int Folds { get; init; }

    /// <summary>Where pictures of the curves go; null for nowhere.</summary>
    public string? Curves { get; init; }

    /// <summary>Attack to stand; null for none.</summary>
    public AttackKind? Attack { get; init; }

    /// <summary>Attack profiles as a share of the users.</summary>
    public double AttackSize { get; init; } = 0.01;

    /// <summary>Targets per group of popularity.</summary>
    public int Targets { get; init; } = 5;

    /// <summary>Users who touch things at random, as a share of the users; 0 for none.</summary>
    public double Noise { get; init; }

    /// <summary>Users shuffled among each other.</summary>
    public const string DefaultOrder = "interleaved";
}
