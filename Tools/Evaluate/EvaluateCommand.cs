using SocialCommerce.Tools.Input;
using System.CommandLine;
using Spectre.Console;

namespace SocialCommerce.Tools.Evaluate;

/// <summary>
/// The verb <c>evaluate</c>: runs a protocol of the literature through the incremental model classes of the grains.
/// Input that cannot be used ends with exit code 2 and one line that says where.
/// </summary>
internal static class EvaluateCommand
{
    private const int BadInputExitCode = 2;
    private const int TopMax = 1_000;

    private static readonly Dictionary<string, EvaluationProtocol> Protocols = new()
    {
        ["split"] = EvaluationProtocol.Split,
        ["sessions"] = EvaluationProtocol.Sessions,
        ["leave-one-out"] = EvaluationProtocol.LeaveOneOut,
    };

    /// <summary>The command, ready to be added to the root command.</summary>
    public static Command Build()
    {
        var protocol = new Option<string>("--protocol") { Required = true, Description = "How to split and measure." };
        protocol.AcceptOnlyFromAmong([.. Protocols.Keys]);
        var train = new Option<string>("--train") { Required = true, Description = "Training data, plain or gzip." };
        var test = new Option<string?>("--test") { Description = "Test data; leave-one-out makes its own." };
        var social = new Option<string?>("--social") { Description = "Who follows whom, 'user user' per line." };
        var top = new Option<int>("--top") { DefaultValueFactory = _ => 20, Description = "Length of the ranked list." };
        top.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() is < 1 or > TopMax)
            {
                result.AddError($"--top is between 1 and {TopMax}.");
            }
        });
        var seed = new Option<ulong>("--seed") { DefaultValueFactory = _ => 1, Description = "Same seed, same result." };
        var models = new Option<string>("--models")
        {
            DefaultValueFactory = _ => EvaluateOptions.AllModels,
            Description = $"What ranks: {EvaluateOptions.AllModels} together, or one of {string.Join(", ", SequenceRun.Models)}; "
                + $"for split, of {string.Join(", ", SplitRun.Models)}, or several separated by commas.",
        };
        var order = new Option<string>("--order")
        {
            DefaultValueFactory = _ => EvaluateOptions.DefaultOrder,
            Description = "In which order the training pairs of split arrive.",
        };
        order.AcceptOnlyFromAmong([.. SplitRun.Orders.Keys]);
        var further = new FurtherOptions();
        var json = new Option<bool>("--json") { Description = "Print one JSON object as the last line." };
        var command = new Command("evaluate", "Measure the recommendation models on a data set.")
        {
            protocol, train, test, social, top, seed, models, order, json,
        };
        further.AddTo(command);
        command.SetAction(arguments => Execute(
            further.Read(arguments, new EvaluateOptions(
                Protocols[arguments.GetRequiredValue(protocol)],
                arguments.GetRequiredValue(train),
                arguments.GetValue(test),
                arguments.GetValue(social),
                arguments.GetValue(top),
                arguments.GetValue(seed),
                arguments.GetRequiredValue(models),
                arguments.GetRequiredValue(order))),
            arguments.GetValue(json),
            arguments.InvocationConfiguration.Output,
            arguments.InvocationConfiguration.Error));
        return command;
    }

    private static int Execute(EvaluateOptions options, bool asJson, TextWriter output, TextWriter error)
    {
        try
        {
            var result = new EvaluationRun(options, TimeProvider.System, CreateProgress()).Run();
            if (asJson)
            {
                EvaluationReport.WriteJson(output, result, options.Top);
            }
            else
            {
                EvaluationReport.WriteText(output, result, options.Top);
            }

            return 0;
        }
        catch (InputFormatException exception)
        {
            error.WriteLine(exception.Message);
            return BadInputExitCode;
        }
    }

    private static IEvaluationProgress CreateProgress() => Console.IsErrorRedirected
        ? new SilentProgress()
        : new ConsoleProgress(AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) }));
}
