using Spectre.Console;

namespace SocialCommerce.Tools.Evaluate;

/// <summary>Shows how far a long evaluation is.</summary>
internal interface IEvaluationProgress
{
    /// <summary>Runs one phase; a total of 0 means the length is not known.</summary>
    T Phase<T>(string name, long total, Func<IProgress<long>, T> work);
}

/// <summary>Says nothing: for pipes and tests.</summary>
internal sealed class SilentProgress : IEvaluationProgress
{
    private static readonly IProgress<long> Nowhere = new Ignore();

    public T Phase<T>(string name, long total, Func<IProgress<long>, T> work) => work(Nowhere);

    private sealed class Ignore : IProgress<long>
    {
        public void Report(long value)
        {
        }
    }
}

/// <summary>A bar per phase on the console.</summary>
internal sealed class ConsoleProgress(IAnsiConsole console) : IEvaluationProgress
{
    public T Phase<T>(string name, long total, Func<IProgress<long>, T> work) =>
        console.Progress().Columns(Columns(total)).Start(context =>
        {
            var task = context.AddTask(name, maxValue: Math.Max(1, total));
            task.IsIndeterminate = total == 0;
            var result = work(new Bar(task));
            task.IsIndeterminate = false;
            task.Value = task.MaxValue;
            return result;
        });

    private static ProgressColumn[] Columns(long total) => total == 0
        ? [new TaskDescriptionColumn(), new SpinnerColumn()]
        : [new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn()];

    private sealed class Bar(ProgressTask task) : IProgress<long>
    {
        public void Report(long value) => task.Value = value;
    }
}
