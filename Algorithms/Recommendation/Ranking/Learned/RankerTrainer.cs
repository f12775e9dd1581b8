namespace SocialCommerce.Algorithms.Recommendation;

/// <summary>What a training of the ranker found: the network, and how well it orders requests it has not seen.</summary>
/// <param name="Network">Null when the other inputs said nothing beyond the blend.</param>
/// <param name="Ndcg">Mean NDCG of the network on held-back requests, each with one relevant candidate.</param>
/// <param name="BaselineNdcg">The same of a network that sees the blend, and the place, and nothing else.</param>
public sealed record RankerTraining(RankerNetwork? Network, double Ndcg, double BaselineNdcg, int Examples);

/// <summary>
/// Trains <see cref="RankerNetwork"/> by softmax over the candidates of a request (Cao et al., "Learning to rank: from
/// pairwise approach to listwise approach", 2007): each request counts once, however many candidates were not taken. Starts
/// from the order of one input, the hand-made blend, and is drawn back to it, so that little data changes little. The last
/// fifth of the requests judges, the fifth before chooses when to stop. The same examples and seed give the same network.
/// What stood on top was taken more often for standing there; the place is an input that explains this away while learning,
/// and is the same for all candidates ever after (Guo et al., "PAL: a position-bias aware learning framework for CTR
/// prediction in live recommender systems", 2019).
/// </summary>
/// <param name="inputs">Numbers per candidate.</param>
/// <param name="baselineInput">The input whose order the network starts from.</param>
/// <param name="placeInput">The input that says where the candidate stood; null when the examples do not tell.</param>
/// <param name="hidden">Units of the network.</param>
public sealed class RankerTrainer(int inputs, int baselineInput, int? placeInput = null, int hidden = 16)
{
    /// <summary>Fewer requests than this teach nothing.</summary>
    public const int ExamplesMin = 50;

    private const int EpochsMax = 40;
    private const int Patience = 5;
    private const float LearningRate = 0.003f;
    private const float Retention = 1e-4f;
    private const float BaselineSlope = 2;
    private const int HeldBackShare = 5;

    public RankerTraining Train(IReadOnlyList<RankerExample> examples, ulong seed)
    {
        ArgumentNullException.ThrowIfNull(examples);
        var heldBack = examples.Count / HeldBackShare;
        if (examples.Count < ExamplesMin)
        {
            return new RankerTraining(null, 0, 0, examples.Count);
        }

        var (trainEnd, validationEnd) = (examples.Count - (2 * heldBack), examples.Count - heldBack);
        var start = Initialise(examples.Take(trainEnd), seed);
        var best = Learn(start, examples, trainEnd, validationEnd, seed);
        var reached = Ndcg(best, examples, validationEnd, examples.Count);
        RankerExample[] plain = [.. examples.Select(WithoutOthers)];
        var baseline = Ndcg(Learn(Initialise(plain.Take(trainEnd), seed), plain, trainEnd, validationEnd, seed), plain, validationEnd, plain.Length);
        return new RankerTraining(
            reached > baseline ? new RankerNetwork(BlindToPlaces(best)) : null, reached, baseline, examples.Count);
    }

    private static RankerParameters Learn(
        RankerParameters start, IReadOnlyList<RankerExample> examples, int trainEnd, int validationEnd, ulong seed)
    {
        var current = start.Copy();
        var gradient = new RankerGradient(current, start, Retention);
        var order = Enumerable.Range(0, trainEnd).ToArray();
        var (best, highest, worse) = (start, Ndcg(start, examples, trainEnd, validationEnd), 0);
        for (var epoch = 0; epoch < EpochsMax && worse < Patience; epoch++)
        {
            new SplitMixRandom(SplitMixRandom.Derive(seed, 1, (ulong)epoch)).Shuffle(order);
            foreach (var index in order)
            {
                gradient.Step(examples[index], LearningRate);
            }

            var reached = Ndcg(current, examples, trainEnd, validationEnd);
            (best, highest, worse) = reached > highest ? (current.Copy(), reached, 0) : (best, highest, worse + 1);
        }

        return best;
    }

    // The units begin silent but not alike: their weights are random, their say is nothing.
    private RankerParameters Initialise(IEnumerable<RankerExample> examples, ulong seed)
    {
        var parameters = new RankerParameters(inputs, hidden);
        Standardise(parameters, examples);
        parameters.Direct[baselineInput] = BaselineSlope;
        var random = new SplitMixRandom(SplitMixRandom.Derive(seed, 2, 0));
        for (var unit = 0; unit < hidden; unit++)
        {
            foreach (ref var weight in parameters.UnitWeights(unit))
            {
                weight = ((2 * random.NextUnit()) - 1) / MathF.Sqrt(inputs);
            }
        }

        return parameters;
    }

    private void Standardise(RankerParameters parameters, IEnumerable<RankerExample> examples)
    {
        var (sums, squares, rows) = (new double[inputs], new double[inputs], 0L);
        foreach (var example in examples)
        {
            for (var index = 0; index < example.Rows.Length; index++)
            {
                sums[index % inputs] += example.Rows[index];
                squares[index % inputs] += (double)example.Rows[index] * example.Rows[index];
            }

            rows += example.Rows.Length / inputs;
        }

        for (var input = 0; input < inputs; input++)
        {
            var mean = sums[input] / rows;
            var deviation = Math.Sqrt(Math.Max(0, (squares[input] / rows) - (mean * mean)));
            parameters.Means[input] = (float)mean;

            // What was the same everywhere says nothing now, and must not shout when it changes one day.
            parameters.Scales[input] = deviation > 1e-6 ? (float)(1 / deviation) : 0;
        }
    }

    // From now on every candidate stands at the mean of all places.
    private RankerParameters BlindToPlaces(RankerParameters learned)
    {
        if (placeInput is { } place)
        {
            learned.Scales[place] = 0;
        }

        return learned;
    }

    // What blend and place alone explain. Beside it the network has to show that the other inputs say something.
    private RankerExample WithoutOthers(RankerExample example) => example with
    {
        Rows = [.. example.Rows.Select((value, index) => index % inputs == baselineInput || index % inputs == placeInput ? value : 0)],
    };

    private static double Ndcg(RankerParameters parameters, IReadOnlyList<RankerExample> examples, int from, int to)
    {
        var network = new RankerNetwork(parameters);
        var sum = 0.0;
        for (var index = from; index < to; index++)
        {
            var scores = new float[examples[index].Rows.Length / parameters.Inputs];
            network.Score(examples[index].Rows, scores);
            var taken = scores[examples[index].Label];

            // A candidate that ties comes first, so that a network that cannot tell earns nothing.
            sum += 1 / Math.Log2(1 + scores.Count(score => score >= taken));
        }

        return to == from ? 0 : sum / (to - from);
    }
}
