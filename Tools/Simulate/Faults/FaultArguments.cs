using System.CommandLine;

namespace SocialCommerce.Tools.Simulate.Faults;

/// <summary>The options of the scenario faults.</summary>
internal sealed class FaultArguments
{
    public const string Scenario = "faults";

    private static readonly IReadOnlyDictionary<string, FaultKind> Kinds = new Dictionary<string, FaultKind>(StringComparer.Ordinal)
    {
        ["kill-random"] = FaultKind.KillRandom,
        ["kill-point"] = FaultKind.KillPoint,
        ["eio"] = FaultKind.Eio,
        ["enospc"] = FaultKind.Enospc,
        ["full-disk"] = FaultKind.FullDisk,
    };

    private readonly Option<string> _fault = new("--fault")
    {
        DefaultValueFactory = _ => "kill-random",
        Description = "faults: kill-random: kill -9 at random moments, one in ten while it starts. kill-point: kill -9 at the system calls that "
            + "write (--point). eio, enospc: the first --count writes (of eio also syncs and reads) each fail once, one in ten for a while, "
            + "and so do those of a first start. full-disk: a disk of its own is filled; needs the right to mount. All but kill-random and "
            + "full-disk need strace.",
    };
    private readonly Option<int> _count = Make("--count", 20, "faults: kills, kills at each point, calls of a kind that fail, or full disks.");
    private readonly Option<int> _seed = Make("--seed", 1, "faults: what is bought, and when what goes wrong; moments also depend on the machine.");
    private readonly Option<int> _verdictEvery = Make("--verdict-every", 50, "faults: the checker judges the store after so many faults.");
    private readonly Option<int> _perDirectory = Make("--per-directory", 250, "faults: a new store is begun after so many faults.");
    private readonly Option<int> _startMax = Make("--start-seconds", 5, "faults: a start may take so long; more where other work shares the machine.");
    private readonly Option<string[]> _points = new("--point")
    {
        AllowMultipleArgumentsPerToken = true,
        Description = $"faults: at which points kill-point kills; all unless given: {string.Join(", ", WritePoint.All.Select(point => point.Name))}.",
    };

    public FaultArguments()
    {
        _fault.AcceptOnlyFromAmong([.. Kinds.Keys]);
        _points.AcceptOnlyFromAmong([.. WritePoint.All.Select(point => point.Name)]);
    }

    public void AddTo(Command command)
    {
        command.Options.Add(_fault);
        command.Options.Add(_count);
        command.Options.Add(_seed);
        command.Options.Add(_points);
        command.Options.Add(_verdictEvery);
        command.Options.Add(_perDirectory);
        command.Options.Add(_startMax);
    }

    /// <param name="keep">Shared with other scenarios.</param>
    public FaultOptions Read(ParseResult arguments, Option<string?> keep) => new(
        Kinds[arguments.GetRequiredValue(_fault)],
        arguments.GetValue(_count),
        arguments.GetValue(_seed),
        arguments.GetValue(_points) ?? [],
        arguments.GetValue(_verdictEvery),
        arguments.GetValue(_perDirectory),
        TimeSpan.FromSeconds(arguments.GetValue(_startMax)),
        arguments.GetValue(keep));

    public static async Task<int> ExecuteAsync(FaultOptions options, bool isJson, InvocationConfiguration console, CancellationToken cancellationToken)
    {
        var directory = options.KeepDirectory is null
            ? Directory.CreateTempSubdirectory("social-commerce-faults-").FullName
            : Path.GetFullPath(options.KeepDirectory);
        Directory.CreateDirectory(directory);
        if (Directory.EnumerateFileSystemEntries(directory).Any())
        {
            await console.Error.WriteLineAsync($"{directory} is not empty.");
            return ExitCodes.BadInput;
        }

        try
        {
            var report = await new FaultSimulation(options, TimeProvider.System, console.Error).RunAsync(directory, cancellationToken);
            await console.Output.WriteLineAsync(isJson ? report.ToJson() : report.ToText());
            return report.IsCorrect ? ExitCodes.Done : ExitCodes.Failed;
        }
        catch (SimulationException exception)
        {
            await console.Error.WriteLineAsync(exception.Message);
            return ExitCodes.BadInput;
        }
        finally
        {
            if (options.KeepDirectory is null)
            {
                Directory.Delete(directory, recursive: true);
            }
        }
    }

    private static Option<int> Make(string name, int value, string description)
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
