using System.CommandLine;
using SocialCommerce.Algorithms.Evaluation;

namespace SocialCommerce.Tools.Evaluate;

/// <summary>The options of <c>evaluate</c> beyond a plain measurement: folds, curves, hostile and noisy users.</summary>
internal sealed class FurtherOptions
{
    private const int FoldsMax = 20;
    private const int TargetsMax = 1_000;

    private static readonly Dictionary<string, AttackKind> Kinds = new()
    {
        ["random"] = AttackKind.Random,
        ["average"] = AttackKind.Average,
        ["bandwagon"] = AttackKind.Bandwagon,
        ["segment"] = AttackKind.Segment,
        ["reverse-bandwagon"] = AttackKind.ReverseBandwagon,
        ["love-hate"] = AttackKind.LoveHate,
    };

    private readonly Option<int> _folds = new("--folds")
    {
        Description = "Split: cross-validation over so many parts of --train, in place of --test.",
    };

    private readonly Option<string?> _curves = new("--curves") { Description = "Writes recall and NDCG over k, as SVG." };

    private readonly Option<string?> _attack = new("--attack") { Description = "Split: shilling profiles of this kind." };

    private readonly Option<double> _attackSize = new("--attack-size")
    {
        DefaultValueFactory = _ => 0.01,
        Description = "Attack profiles as a share of the users.",
    };

    private readonly Option<int> _targets = new("--targets")
    {
        DefaultValueFactory = _ => 5,
        Description = "Targets of the attack per group of popularity, each attacked alone.",
    };

    private readonly Option<double> _noise = new("--noise") { Description = "Split: users at random, as a share of the users." };

    public FurtherOptions()
    {
        _attack.AcceptOnlyFromAmong([.. Kinds.Keys]);
        Limit(_folds, 2, FoldsMax);
        Limit(_targets, 1, TargetsMax);
        Limit(_attackSize, 0, 1);
        Limit(_noise, 0, 1);
    }

    public void AddTo(Command command)
    {
        foreach (var option in new Option[] { _folds, _curves, _attack, _attackSize, _targets, _noise })
        {
            command.Options.Add(option);
        }
    }

    public EvaluateOptions Read(ParseResult arguments, EvaluateOptions options) => options with
    {
        Folds = arguments.GetValue(_folds),
        Curves = arguments.GetValue(_curves),
        Attack = arguments.GetValue(_attack) is { } kind ? Kinds[kind] : null,
        AttackSize = arguments.GetValue(_attackSize),
        Targets = arguments.GetValue(_targets),
        Noise = arguments.GetValue(_noise),
    };

    private static void Limit<T>(Option<T> option, T min, T max)
        where T : IComparable<T> => option.Validators.Add(result =>
        {
            var value = result.GetValueOrDefault<T>();
            if (value is null || value.CompareTo(min) < 0 || value.CompareTo(max) > 0)
            {
                result.AddError($"{option.Name} is between {min} and {max}.");
            }
        });
}
