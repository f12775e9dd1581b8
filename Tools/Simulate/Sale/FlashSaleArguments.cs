using System.CommandLine;
using System.CommandLine.Parsing;

namespace SocialCommerce.Tools.Simulate.Sale;

/// <summary>The options of the scenario flash-sale.</summary>
internal sealed class FlashSaleArguments
{
    public const string Scenario = "flash-sale";

    private const int SecondsDefault = 10;

    private readonly Option<int> _attempts = Make("--attempts", 50_000, "flash-sale: attempts to buy.");
    private readonly Option<int> _units = Make("--units", 1_000, "flash-sale: units that there are.");
    private readonly Option<int> _buyers = Make("--buyers", 200, "flash-sale: accounts that buy; each costs a password hash.");
    private readonly Option<int> _hold = Make("--hold-seconds", 20, "flash-sale: how long an order holds its units for the buyer to pay.");

    /// <summary>Shared with other scenarios that have a store.</summary>
    public Option<string?> Keep { get; } = new("--keep") { Description = "flash-sale, faults: directory in which the store and history.ndjson stay." };

    public void AddTo(Command command)
    {
        command.Options.Add(_attempts);
        command.Options.Add(_units);
        command.Options.Add(_buyers);
        command.Options.Add(_hold);
        command.Options.Add(Keep);
    }

    /// <param name="seconds">Shared with other scenarios, which take another time by default.</param>
    public FlashSaleOptions Read(ParseResult arguments, Option<int> seconds, Option<int> kills) => new(
        arguments.GetValue(_attempts),
        TimeSpan.FromSeconds(IsGiven(arguments, seconds) ? arguments.GetValue(seconds) : SecondsDefault),
        arguments.GetValue(_units),
        IsGiven(arguments, kills) ? arguments.GetValue(kills) : 1,
        arguments.GetValue(_buyers),
        TimeSpan.FromSeconds(arguments.GetValue(_hold)),
        arguments.GetValue(Keep));

    public static async Task<int> ExecuteAsync(
        FlashSaleOptions options, bool isJson, InvocationConfiguration console, CancellationToken cancellationToken)
    {
        var directory = options.KeepDirectory ?? Directory.CreateTempSubdirectory("social-commerce-sale-").FullName;
        Directory.CreateDirectory(directory);
        if (Directory.EnumerateFileSystemEntries(directory).Any())
        {
            await console.Error.WriteLineAsync($"{directory} is not empty.");
            return ExitCodes.BadInput;
        }

        try
        {
            var result = await new FlashSale(options, TimeProvider.System, console.Error).RunAsync(directory, cancellationToken);
            await console.Output.WriteLineAsync(isJson ? result.ToJson() : result.ToText());
            return result.IsCorrect ? ExitCodes.Done : ExitCodes.Failed;
        }
        finally
        {
            if (options.KeepDirectory is null)
            {
                Directory.Delete(directory, recursive: true);
            }
        }
    }

    private static bool IsGiven(ParseResult arguments, Option option) => arguments.GetResult(option) is OptionResult { Implicit: false };

    private static Option<int> Make(string name, int value, string description)
    {
        var option = new Option<int>(name) { DefaultValueFactory = _ => value, Description = description };
        option.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() is < 1 or > 10_000_000)
            {
                result.AddError($"{name} is between 1 and 10000000.");
            }
        });
        return option;
    }
}
