using Spectre.Console;

namespace SocialCommerce.Tools.Input;

/// <summary>Shows how far long work is.</summary>
internal interface ITaskProgress
{
    /// <summary>Runs one phase of a known length.</summary>
    Task PhaseAsync(string name, long total, Func<IProgress<long>, Task> work);
}

/// <summary>Bars on standard error where a person watches, nothing where standard error is a file.</summary>
internal sealed class TaskProgress : ITaskProgress
{
    private static readonly IProgress<long> Nowhere = new Ignore();

    private readonly IAnsiConsole? _console = Console.IsErrorRedirected
        ? null
        : AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) });

    public Task PhaseAsync(string name, long total, Func<IProgress<long>, Task> work)
    {
        if (_console is null)
        {
            return work(Nowhere);
        }

        ProgressColumn[] columns =
            [new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn()];
        return _console.Progress().Columns(columns).StartAsync(context =>
        {
            var task = context.AddTask(name, maxValue: Math.Max(1, total));
            return work(new Bar(task));
        });
    }

    private sealed class Ignore : IProgress<long>
    {
        public void Report(long value)
        {
        }
    }

    private sealed class Bar(ProgressTask task) : IProgress<long>
    {
        public void Report(long value) => task.Value = value;
    }
}
