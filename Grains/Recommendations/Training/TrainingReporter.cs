using SocialCommerce.Grains.Interfaces.Recommendations;

namespace SocialCommerce.Grains.Recommendations;

/// <summary>Tells the model grain how far a training is, which also keeps the lease.</summary>
internal sealed class TrainingReporter(string version, string worker, ITrainingHost host, TimeProvider clock)
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(2);

    private TrainingReport? _last;
    private long _toldAt;

    public ITrainingHost Host => host;

    /// <summary>Tells what cannot wait at once, steps every two seconds.</summary>
    /// <exception cref="TrainingLostException">The training is to stop.</exception>
    public async Task TellAsync(
        string stage, int stepsDone, int stepsTotal, string? finished = null, string? checkpoint = null)
    {
        var isUrgent = _last?.Stage != stage || finished is not null || checkpoint is not null;
        if (!isUrgent && clock.GetElapsedTime(_toldAt) < Period)
        {
            return;
        }

        _last = new TrainingReport(worker, version, clock.GetUtcNow(), stage, stepsDone, stepsTotal, finished, checkpoint);
        _toldAt = clock.GetTimestamp();
        if (!await host.ReportAsync(_last))
        {
            throw new TrainingLostException();
        }
    }

    /// <summary>For work without steps.</summary>
    public Task KeepAliveAsync() =>
        _last is null ? Task.CompletedTask : TellAsync(_last.Stage, _last.StepsDone, _last.StepsTotal);
}
