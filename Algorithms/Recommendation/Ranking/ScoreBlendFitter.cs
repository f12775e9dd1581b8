using System.Numerics.Tensors;

namespace SocialCommerce.Algorithms.Recommendation;

/// <summary>How weights are searched. Places beyond k do not count.</summary>
/// <param name="EvidenceMin">Standard errors of its own gain that a source must be worth, or it is switched off.</param>
public sealed record BlendFitOptions(
    BlendObjective Objective = BlendObjective.Recall, int K = 20, double EvidenceMin = 0.3);

/// <summary>A fitted blend, its value on the cases, and that of every source alone.</summary>
public sealed record BlendFit(ScoreBlend Blend, double Value, IReadOnlyList<double> Alone);

/// <summary>
/// Chooses the weights of a <see cref="ScoreBlend"/> on validation cases by coordinate ascent on the measure itself
/// (Metzler, Croft, "Linear feature-based models for information retrieval", 2007). Starts from the best source alone; one
/// that does not help beyond chance ends with weight 0. Deterministic.
/// </summary>
public static class ScoreBlendFitter
{
    private const int PassesMax = 6;

    // Tried relative to the weight so far, or to the heaviest one for a source that is still off.
    private static readonly float[] Steps = [0, 0.05f, 0.1f, 0.2f, 0.35f, 0.5f, 0.7f, 0.85f, 1.15f, 1.4f, 2, 3];

    /// <summary>Finds weights, the heaviest of them 1. Cases without a relevant item are left out.</summary>
    public static BlendFit Fit(IReadOnlyList<BlendCase> cases, int sourceCount, BlendFitOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(cases);
        ArgumentOutOfRangeException.ThrowIfLessThan(sourceCount, 1);
        var search = new Search([.. cases.Where(request => request.RelevantCount > 0)], sourceCount, options ?? new());
        var alone = search.Alone();
        search.Ascend(start: Array.IndexOf(alone, alone.Max()));
        search.SwitchOff();
        var heaviest = search.Weights.Max();
        float[] weights = [.. search.Weights.Select(weight => weight / heaviest)];
        return new BlendFit(new ScoreBlend(weights), search.Mean, alone);
    }

    private sealed class Search
    {
        private readonly BlendCase[] _cases;
        private readonly BlendFitOptions _options;
        private readonly float[] _others;
        private readonly float[] _scores;
        private double[] _values;
        private double[] _trial;

        public Search(BlendCase[] cases, int sourceCount, BlendFitOptions options)
        {
            _cases = cases;
            _options = options;
            Weights = new float[sourceCount];
            var candidatesMax = cases.Length == 0 ? 0 : cases.Max(request => request.CandidateCount);
            _others = new float[candidatesMax];
            _scores = new float[candidatesMax];
            _values = new double[cases.Length];
            _trial = new double[cases.Length];
        }

        public float[] Weights { get; }

        public double Mean => _cases.Length == 0 ? 0 : TensorPrimitives.Sum<double>(_values) / _cases.Length;

        public double[] Alone()
        {
            var alone = new double[Weights.Length];
            for (var source = 0; source < alone.Length; source++)
            {
                alone[source] = _cases.Length == 0 ? 0 : Try(source, weight: 1) / _cases.Length;
            }

            return alone;
        }

        public void Ascend(int start)
        {
            Weights[start] = 1;
            Measure(start);
            for (var pass = 0; pass < PassesMax; pass++)
            {
                var before = Mean;
                for (var source = 0; source < Weights.Length; source++)
                {
                    Improve(source);
                }

                if (Mean <= before)
                {
                    return;
                }
            }
        }

        public void SwitchOff()
        {
            for (var source = 0; source < Weights.Length; source++)
            {
                var isOnlyOne = Weights.Count(weight => weight > 0) == 1;
                if (Weights[source] > 0 && !isOnlyOne)
                {
                    Try(source, weight: 0);
                    if (Gain() < _options.EvidenceMin * StandardError())
                    {
                        Accept(source, weight: 0);
                    }
                }
            }
        }

        private void Improve(int source)
        {
            var unit = Weights[source] > 0 ? Weights[source] : Weights.Max();
            foreach (var step in Steps)
            {
                var isOnlyOne = Weights[source] == Weights.Sum();
                if (!isOnlyOne && Try(source, step * unit) > TensorPrimitives.Sum<double>(_values))
                {
                    Accept(source, step * unit);
                }
            }
        }

        private void Measure(int source)
        {
            Try(source, Weights[source]);
            Accept(source, Weights[source]);
        }

        private void Accept(int source, float weight)
        {
            Weights[source] = weight;
            (_values, _trial) = (_trial, _values);
        }

        // Values of all cases with one weight changed; the sum of them.
        private double Try(int source, float weight)
        {
            for (var index = 0; index < _cases.Length; index++)
            {
                var request = _cases[index];
                var others = _others.AsSpan(0, request.CandidateCount);
                var scores = _scores.AsSpan(0, request.CandidateCount);
                others.Clear();
                for (var other = 0; other < Weights.Length; other++)
                {
                    if (other != source && Weights[other] > 0)
                    {
                        TensorPrimitives.MultiplyAdd(request.Column(other), Weights[other], others, others);
                    }
                }

                TensorPrimitives.MultiplyAdd(request.Column(source), weight, others, scores);
                _trial[index] = BlendMeasure.Of(request, scores, _options.Objective, _options.K);
            }

            return TensorPrimitives.Sum<double>(_trial);
        }

        // What the accepted values are better than the last trial, on average per case.
        private double Gain() => (TensorPrimitives.Sum<double>(_values) - TensorPrimitives.Sum<double>(_trial)) / _cases.Length;

        private double StandardError()
        {
            var mean = Gain();
            var squares = 0.0;
            for (var index = 0; index < _cases.Length; index++)
            {
                var difference = _values[index] - _trial[index] - mean;
                squares += difference * difference;
            }

            return Math.Sqrt(squares) / _cases.Length;
        }
    }
}
