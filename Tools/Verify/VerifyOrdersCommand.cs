using System.CommandLine;
using SocialCommerce.Tools.Input;

namespace SocialCommerce.Tools.Verify;

/// <summary>
/// The verb <c>verify-orders</c>: holds what clients recorded against the store of a server that is gone. It knows the store's
/// format and nothing of the program that writes it.
/// </summary>
internal static class VerifyOrdersCommand
{
    public static Command Build()
    {
        var data = new Option<string>("--data") { Required = true, Description = "Directory of the store; a copy is read." };
        var history = new Option<string[]>("--history")
        {
            Required = true,
            AllowMultipleArgumentsPerToken = true,
            Description = "What clients recorded, a JSON object a line; plain or gzip.",
        };
        var json = new Option<bool>("--json") { Description = "Print one JSON object as the last line." };
        var command = new Command("verify-orders", "Check orders, stock and money against what clients saw.") { data, history, json };
        command.SetAction(arguments => Run(
            arguments.GetRequiredValue(data), arguments.GetRequiredValue(history), arguments.GetValue(json), arguments.InvocationConfiguration));
        return command;
    }

    private static int Run(string data, IReadOnlyList<string> history, bool isJson, InvocationConfiguration console)
    {
        try
        {
            var verdict = OrderChecker.Check(history.SelectMany(ClientRecord.Read), StoreFacts.Read(data));
            console.Output.WriteLine(isJson ? verdict.ToJson() : verdict.ToText());
            return verdict.IsSound ? ExitCodes.Done : ExitCodes.Failed;
        }
        catch (InputFormatException exception)
        {
            console.Error.WriteLine(exception.Message);
            return ExitCodes.BadInput;
        }
    }
}
