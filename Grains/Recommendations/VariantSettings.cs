using System.Runtime.CompilerServices;
using Microsoft.Extensions.Options;
using SocialCommerce.Algorithms.Recommendation;

namespace SocialCommerce.Grains.Recommendations;

/// <summary>
/// The settings that a user's list is made with. A source of variants that fails, is late or has parameters that do not
/// pass the check costs the experiment one request, never the user the list.
/// </summary>
internal sealed partial class VariantSettings(
    IVariantSource variants, IOptions<RecommendationOptions> options, TimeProvider clock, ILogger<VariantSettings> logger)
{
    private readonly ConditionalWeakTable<ImmutableDictionary<string, double>, RecommenderSettings> _known = [];

    public async ValueTask<(VariantChoice Variant, RecommenderSettings Settings)> GetAsync(
        string userId, string? roomId, CancellationToken cancellationToken)
    {
        try
        {
            var asked = variants.GetAsync(userId, roomId, cancellationToken);
            var choice = asked.IsCompletedSuccessfully
                ? asked.Result
                : await asked.AsTask().WaitAsync(options.Value.RetrieverDeadline, clock, cancellationToken);
            return (choice, _known.GetValue(choice.Parameters, RecommenderSettings.Of));
        }
#pragma warning disable CA1031 // Whatever is wrong with an experiment, the shop goes on.
        catch (Exception exception) when (exception is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
#pragma warning restore CA1031
        {
            LogPassedOver(userId, exception);
            return (VariantChoice.Default, RecommenderSettings.Default);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "User {UserId} gets the default variant")]
    private partial void LogPassedOver(string userId, Exception exception);
}
