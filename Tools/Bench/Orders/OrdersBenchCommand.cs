using System.CommandLine;

namespace SocialCommerce.Tools.Bench.Orders;

/// <summary>The bench of orders: <c>./run bench orders</c>.</summary>
internal static class OrdersBenchCommand
{
    public const string Name = "orders";

    /// <param name="show">Prints the report: rows, whether as JSON, and where to.</param>
    public static Command Build(Func<string, IReadOnlyList<BenchRow>, bool, TextWriter, Task> show)
    {
        var products = Bounded("--products", 10_000, "Products; a tenth as many sellers.");
        var customers = Bounded("--customers", 10_000, "Customers.");
        var rate = Bounded("--rate", 1_500, "Orders per second that are offered where the rate is fixed.");
        var seconds = Bounded("--seconds", 15, "Length of a stretch at the fixed rate and of the mix.");
        var repeat = Bounded("--repeat", 3, "Every figure is the median of so many.");
        var json = new Option<bool>("--json") { Description = "Print one JSON object as the last line." };
        var command = new Command(Name, "Orders over SQLite, beside plain SQLite.") { products, customers, rate, seconds, repeat, json };
        command.SetAction(async (arguments, cancellationToken) =>
        {
            var options = new OrdersBenchOptions(
                arguments.GetValue(products), arguments.GetValue(customers), arguments.GetValue(rate),
                TimeSpan.FromSeconds(arguments.GetValue(seconds)), arguments.GetValue(repeat));
            var directory = Directory.CreateTempSubdirectory("social-commerce-bench-").FullName;
            try
            {
                var streams = arguments.InvocationConfiguration;
                var rows = await new OrdersBench(options, directory, streams.Error).RunAsync(cancellationToken);
                await show(Name, rows, arguments.GetValue(json), streams.Output);
                return ExitCodes.Done;
            }
            finally
            {
                Directory.Delete(directory, recursive: true);
            }
        });
        return command;
    }

    private static Option<int> Bounded(string name, int value, string description)
    {
        var option = new Option<int>(name) { DefaultValueFactory = _ => value, Description = description };
        option.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() is < 1 or > 1_000_000)
            {
                result.AddError($"{name} is between 1 and 1000000.");
            }
        });
        return option;
    }
}
