using SocialCommerce.Grains.Interfaces.Recommendations;
using SocialCommerce.Grains.Recommendations;

namespace SocialCommerce.Silo.Training;

/// <summary>Reports to the model grain, and computes only a share of the time.</summary>
internal sealed class TrainingHost(IModelGrain models, double computeShare, TimeProvider clock) : ITrainingHost
{
    public Task<bool> ReportAsync(TrainingReport report) => models.ReportAsync(report);

    public Task PauseAfterAsync(TimeSpan computed, CancellationToken cancellationToken) =>
        Task.Delay(computed * ((1 / computeShare) - 1), clock, cancellationToken);
}
