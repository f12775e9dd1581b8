using System.Numerics.Tensors;

namespace SocialCommerce.Algorithms.Recommendation;

/// <summary>Learns from one batch of windows: candidates, gradients of both parts, one step of Adam.</summary>
internal sealed class SasRecLearner
{
    private const int ShardCount = 2;
    private const ulong CandidatePurpose = 1;
    private const ulong ShardPurpose = 2;

    private readonly SasRecOptions _options;
    private readonly SequenceWindows _windows;
    private readonly SasRecState _state;
    private readonly TransformerNetwork _network;
    private readonly CandidateSet _candidates;
    private readonly SasRecShard[] _shards;
    private readonly ParallelOptions _parallel;
    private readonly float[] _row;

    public SasRecLearner(
        SasRecOptions options, SequenceWindows windows, SasRecState state, TransformerNetwork network, int threads)
    {
        _options = options;
        _windows = windows;
        _state = state;
        _network = network;
        _candidates = new CandidateSet(windows, options);
        _shards = [.. Enumerable.Range(0, ShardCount).Select(_ => new SasRecShard(options, network))];
        _parallel = new ParallelOptions { MaxDegreeOfParallelism = Math.Max(1, threads) };
        _row = new float[options.Dimensions];
    }

    /// <summary>Mean loss of the batch before the update, in nats.</summary>
    public double Learn(ReadOnlySpan<int> batch, ulong seed)
    {
        var tokens = ComputeGradients(batch, seed);
        _state.Batches++;
        UpdateItems();
        var network = _shards[0].NetworkGradients.ToArray();
        TensorPrimitives.Add(network, _shards[1].NetworkGradients, network);
        Update(_state.ItemsLength, network);
        return _shards.Sum(shard => shard.Loss) / Math.Max(1, tokens);
    }

    private int ComputeGradients(ReadOnlySpan<int> batch, ulong seed)
    {
        Split(batch);
        var random = new SplitMixRandom(SplitMixRandom.Derive(seed, CandidatePurpose, (ulong)_state.Batches));
        _candidates.Choose([_shards[0].Batch, _shards[1].Batch], batch.Length, ref random);
        _candidates.Pack(_state.Parameters.AsSpan(0, _state.ItemsLength));
        _network.Pack(_state.Parameters.AsSpan(_state.ItemsLength), forTraining: true);
        var tokens = _shards.Sum(shard => shard.Batch.Inputs.Length);
        Parallel.For(0, ShardCount, _parallel, index => _shards[index].Run(
            _state.Parameters.AsSpan(_state.ItemsLength),
            _candidates,
            1f / tokens,
            SplitMixRandom.Derive(seed, ShardPurpose + (ulong)index, (ulong)_state.Batches)));
        return tokens;
    }

    // Each window to the part that has fewer tokens.
    private void Split(ReadOnlySpan<int> batch)
    {
        foreach (var shard in _shards)
        {
            shard.Batch.Clear();
        }

        foreach (var window in batch)
        {
            var isFirstLonger = _shards[0].Batch.Inputs.Length > _shards[1].Batch.Inputs.Length;
            _shards[isFirstLonger ? 1 : 0].Batch.Add(_windows[window]);
        }
    }

    private void UpdateItems()
    {
        var dimensions = _options.Dimensions;
        var units = _candidates.Units;
        var factors = _candidates.Factors;
        var first = _shards[0].CandidateGradients(_candidates.Count);
        TensorPrimitives.Add(first, _shards[1].CandidateGradients(_candidates.Count), first);
        for (var slot = 0; slot < _candidates.Count; slot++)
        {
            Array.Clear(_row);
            RowNorm.Backward(
                units.Slice(slot * dimensions, dimensions),
                dimensions,
                1,
                factors.Slice(slot, 1),
                first.Slice(slot * dimensions, dimensions),
                _row);
            Update(_candidates.Items[slot] * dimensions, _row);
        }
    }

    private void Update(int offset, ReadOnlySpan<float> gradients) => AdamOptimizer.Update(
        _state.Parameters.AsSpan(offset, gradients.Length),
        gradients,
        _state.Means.AsSpan(offset, gradients.Length),
        _state.Variances.AsSpan(offset, gradients.Length),
        _options.LearningRate,
        _state.Batches);
}
