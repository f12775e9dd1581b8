using System.Globalization;
using System.Text;
using SocialCommerce.Client.Recommendations;

namespace SocialCommerce.Tools.Models;

/// <summary>The state of the models as text.</summary>
internal static class ModelsReport
{
    public static string Describe(TrainedModels models)
    {
        var text = new StringBuilder();
        text.AppendLine(models.Active is { } active
            ? $"Serving {active}."
            : "No trained model serves; suggestions come from the incremental state alone.");
        if (models.Training is { } training)
        {
            text.AppendLine(
                $"Training {training.Version}: {training.Stage}, step {training.StepsDone} of {training.StepsTotal}"
                + (training.Worker is null ? ", waiting for a silo." : "."));
        }

        foreach (var version in models.Versions)
        {
            text.AppendLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{version.Version,-5} {version.Status,-9} {version.CreatedAt:u} {version.Rows,10} rows {version.Products,8} products  {version.Note}"));
            foreach (var (name, value) in version.Metrics.OrderBy(metric => metric.Key, StringComparer.Ordinal))
            {
                text.AppendLine(string.Create(CultureInfo.InvariantCulture, $"        {name,-28} {value:F4}"));
            }
        }

        return text.ToString().TrimEnd();
    }
}
