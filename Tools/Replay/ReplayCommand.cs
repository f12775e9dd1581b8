using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using SocialCommerce.Silo.Storage;
using SocialCommerce.Tools.Input;

namespace SocialCommerce.Tools.Replay;

/// <summary>The verb <c>replay</c>: feeds a file of real interactions through a silo and scores its suggestions.</summary>
internal static class ReplayCommand
{
    private const int TopMax = 100;

    public static Command Build()
    {
        var file = new Argument<string>("FILE") { Description = "CSV user,item,timestamp[,kind][,value] in time order, plain or gzip." };
        var social = new Option<string?>("--social") { Description = "Lines 'user user', recorded as follows first." };
        var products = new Option<string?>("--products") { Description = "CSV item,category: the catalogue." };
        var data = new Option<string?>("--data") { Description = "Directory of the store; a fresh one that is removed afterwards unless given." };
        var top = new Option<int>("--top") { DefaultValueFactory = _ => 20, Description = "Length of the list that is scored." };
        top.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() is < 1 or > TopMax)
            {
                result.AddError($"--top is between 1 and {TopMax}.");
            }
        });
        var strict = new Option<bool>("--strict") { Description = "Stop at the first line that cannot be used." };
        var json = new Option<bool>("--json") { Description = "Print one JSON object as the last line." };
        var command = new Command("replay", "Replay real interactions through the system, prequentially.")
        {
            file, social, products, data, top, strict, json,
        };
        command.SetAction((arguments, cancellationToken) => ExecuteAsync(
            new ReplayOptions(
                arguments.GetRequiredValue(file),
                arguments.GetValue(social),
                arguments.GetValue(products),
                arguments.GetValue(data),
                arguments.GetValue(top),
                arguments.GetValue(strict),
                arguments.GetValue(json)),
            arguments.InvocationConfiguration.Output,
            arguments.InvocationConfiguration.Error,
            cancellationToken));
        return command;
    }

    private static async Task<int> ExecuteAsync(
        ReplayOptions options, TextWriter output, TextWriter error, CancellationToken cancellationToken)
    {
        var directory = options.DataDirectory ?? Directory.CreateTempSubdirectory("social-commerce-replay-").FullName;
        try
        {
            await using var shop = await ReplayShop.StartAsync(directory, cancellationToken);
            var input = new ReplayInput(options.IsStrict, error.WriteLine);
            var result = await new ReplayRun(options, shop, input, new TaskProgress()).RunAsync(cancellationToken);
            await output.WriteLineAsync(options.IsJson ? ToJson(result, options.Top) : ToText(result, options.Top));
            return ExitCodes.Done;
        }
        catch (Exception exception) when (exception is InputFormatException or StoreException)
        {
            await error.WriteLineAsync(exception.Message);
            return ExitCodes.BadInput;
        }
        finally
        {
            if (options.DataDirectory is null)
            {
                Directory.Delete(directory, recursive: true);
            }
        }
    }

    private static string ToText(ReplayResult result, int top) => string.Create(CultureInfo.InvariantCulture, $"""
        events {result.Suggested.Events}, lines passed over {result.BadLines}, {result.EventsPerSecond:F0} events/s
                      HR@10   HR@{top}   NDCG@10  NDCG@{top}
        suggestions   {result.Suggested.HitRateAtShort:F4}  {result.Suggested.HitRateAtTop:F4}  {result.Suggested.NdcgAtShort:F4}   {result.Suggested.NdcgAtTop:F4}
        popular       {result.Popular.HitRateAtShort:F4}  {result.Popular.HitRateAtTop:F4}  {result.Popular.NdcgAtShort:F4}   {result.Popular.NdcgAtTop:F4}
        """);

    private static string ToJson(ReplayResult result, int top)
    {
        var figures = new Dictionary<string, double>
        {
            ["hr@10"] = result.Suggested.HitRateAtShort,
            [$"hr@{top}"] = result.Suggested.HitRateAtTop,
            ["ndcg@10"] = result.Suggested.NdcgAtShort,
            [$"ndcg@{top}"] = result.Suggested.NdcgAtTop,
            [$"mrr@{top}"] = result.Suggested.MrrAtTop,
            ["popularHr@10"] = result.Popular.HitRateAtShort,
            [$"popularHr@{top}"] = result.Popular.HitRateAtTop,
            ["popularNdcg@10"] = result.Popular.NdcgAtShort,
            ["events"] = result.Suggested.Events,
            ["badLines"] = result.BadLines,
            ["eventsPerSecond"] = Math.Round(result.EventsPerSecond, 1),
        };
        return JsonSerializer.Serialize(figures);
    }
}
