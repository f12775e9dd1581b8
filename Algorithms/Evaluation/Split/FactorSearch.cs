using SocialCommerce.Algorithms.Recommendation;

namespace SocialCommerce.Algorithms.Evaluation;

/// <summary>Chooses regularisation and unobserved weight on held-out pairs with a small, shortly trained model.</summary>
internal sealed class FactorSearch(SplitDataset inner, IReadOnlyList<int> users, int top, ulong seed)
{
    /// <summary>Models trained at most.</summary>
    public const int Trials = 8;

    private const int Dimensions = 64;
    private const int Epochs = 4;
    private const int UsersMax = 1_500;
    private const int CandidatesMax = 100;

    private static readonly double[] UnobservedWeights = [0.003, 0.01, 0.03, 0.1];
    private static readonly double[] Regularisations = [0.003, 0.006, 0.02, 0.04];

    /// <summary>One line of the grid after the other.</summary>
    public FactorSettings Run(IProgress<long> progress)
    {
        var best = FactorSettings.Default;
        var bestValue = 0.0;
        var trials = 0L;
        foreach (var weight in UnobservedWeights)
        {
            Try(best with { UnobservedWeight = weight });
        }

        foreach (var regularisation in Regularisations)
        {
            Try(best with { Regularisation = regularisation });
        }

        return best;

        void Try(FactorSettings settings)
        {
            var value = Value(settings);
            (best, bestValue) = value > bestValue ? (settings, value) : (best, bestValue);
            progress.Report(++trials);
        }
    }

    private double Value(FactorSettings settings)
    {
        var trainer = new ImplicitAlsTrainer(
            settings.Trained(inner) with { Dimensions = Dimensions, Epochs = Epochs });
        var run = trainer.Start(new TrainingData(inner.ItemCount, inner.Train), seed);
        while (run.StepsDone < run.StepsTotal)
        {
            run.Step();
        }

        using var model = new MemoryStream();
        run.WriteModel(model);
        model.Position = 0;
        var retriever = new EmbeddingRetriever(trainer.Read(model), inner.Train);
        var ranking = new BlendedRanking(inner.ItemCount, [retriever], CandidatesMax);
        var cases = users.Take(UsersMax)
            .Select(user => BlendCase.Of(ranking.Collect(user, inner.Train[user]), inner.Test[user]));
        return ScoreBlendFitter.Fit([.. cases], sourceCount: 1, new BlendFitOptions(BlendObjective.Recall, top)).Value;
    }
}
