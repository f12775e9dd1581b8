namespace Orleans.Runtime.Local;

/// <summary>Work for the start of the silo; lower stages run first.</summary>
internal sealed record StartupTask(Func<IServiceProvider, CancellationToken, Task> Run, int Stage);
