using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;

namespace SocialCommerce.Tools.Simulate.Load;

/// <summary>The options of <c>simulate --load</c>.</summary>
internal sealed class LoadArguments
{
    private readonly Option<bool> _load = new("--load")
    {
        Description = "Lean sockets instead of whole clients: thousands in one process. The options below are for this.",
    };

    private readonly Option<int> _rooms = Number("--rooms", 1, 1, 10_000, "Live rooms, over which the viewers are spread.");
    private readonly Option<double> _reactions = Rate("--reactions-per-second", "Reactions, in batches of ten.");
    private readonly Option<double> _tracks = Rate("--tracks-per-second", "Views of the rooms' products.");
    private readonly Option<double> _stalled = new("--stalled")
    {
        CustomParser = ParseShare,
        Description = "Share of the viewers who read nothing, as 10% or 0.1.",
    };

    private readonly Option<int?> _dropAt = new("--drop-at") { Description = "Second of each step at which all connections are lost at once." };
    private readonly Option<int> _steps = Number("--steps", 1, 1, 100, "Steps, each of --seconds: the second has twice the rates of the first, and so on.");

    public void AddTo(Command command)
    {
        foreach (Option option in (Option[])[_load, _rooms, _reactions, _tracks, _stalled, _dropAt, _steps])
        {
            command.Options.Add(option);
        }
    }

    /// <summary>Null: whole clients are wanted.</summary>
    public LoadOptions? Read(ParseResult arguments) => !arguments.GetValue(_load)
        ? null
        : new LoadOptions(
            arguments.GetValue(_rooms),
            arguments.GetValue(_reactions),
            arguments.GetValue(_tracks),
            arguments.GetValue(_stalled),
            arguments.GetValue(_dropAt) is { } seconds ? TimeSpan.FromSeconds(seconds) : null,
            arguments.GetValue(_steps));

    /// <summary>Reads 10% or 0.1.</summary>
    private static double ParseShare(ArgumentResult result)
    {
        var text = result.Tokens[0].Value;
        var isPercent = text.EndsWith('%');
        if (double.TryParse(text.TrimEnd('%'), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value)
            && value / (isPercent ? 100 : 1) is >= 0 and <= 0.9 and var share)
        {
            return share;
        }

        result.AddError("--stalled is between 0% and 90%.");
        return 0;
    }

    private static Option<int> Number(string name, int value, int min, int max, string description)
    {
        var option = new Option<int>(name) { DefaultValueFactory = _ => value, Description = description };
        option.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() is var given && (given < min || given > max))
            {
                result.AddError($"{name} is between {min} and {max}.");
            }
        });
        return option;
    }

    private static Option<double> Rate(string name, string description)
    {
        var option = new Option<double>(name) { Description = description };
        option.Validators.Add(result =>
        {
            if (!(result.GetValueOrDefault<double>() is >= 0 and <= 1_000_000))
            {
                result.AddError($"{name} is between 0 and 1000000.");
            }
        });
        return option;
    }
}
