namespace SocialCommerce.Algorithms.Recommendation;

/// <summary>
/// A training of <see cref="SasRecModel"/> in steps of some batches; the last step of a pass measures the averaged weights on
/// what was held out, keeps them if they are the best, and ends the training when passes stop paying.
/// </summary>
internal sealed class SasRecTrainingRun : ITrainingRun
{
    private const int FormatVersion = 1;
    private const string CheckpointKind = SasRecModel.KindName + "-checkpoint";
    private const ulong HeldOutPurpose = 10;
    private const ulong ParameterPurpose = 11;
    private const ulong OrderPurpose = 12;

    // About a second of one core of a small machine.
    private const double OperationsPerStep = 5e10;

    // Only directions matter, and steps of one size turn short vectors faster: learning starts sooner.
    private const float InitialLength = 0.2f;

    // The average covers about the last pass, and its passage must be fine enough.
    private const int StepsPerEpochMin = 8;

    private readonly SasRecOptions _options;
    private readonly SequenceWindows _windows;
    private readonly TransformerNetwork _network;
    private readonly SasRecState _state;
    private readonly SasRecLearner _learner;
    private readonly ulong _seed;
    private readonly int _itemCount;
    private readonly int _sequenceCount;
    private readonly int _windowsPerBatch;
    private readonly int _batchesPerEpoch;
    private readonly int _batchesPerStep;
    private readonly int[] _order;

    private SasRecTrainingRun(TrainingData data, SasRecOptions options, ulong seed, int threads)
    {
        _options = options;
        _seed = seed;
        _itemCount = data.ItemCount;
        _sequenceCount = data.Sequences.Count;
        _windows = new SequenceWindows(data, options.LengthMax, SplitMixRandom.Derive(seed, HeldOutPurpose, 0));
        _network = new TransformerNetwork(options);
        _state = new SasRecState(data.ItemCount, options, _network.Layout.Length);
        _learner = new SasRecLearner(options, _windows, _state, _network, threads);
        _order = new int[_windows.Count];
        var tokensPerWindow = Math.Max(1, _windows.TokenCount / (double)Math.Max(1, _windows.Count));
        _windowsPerBatch = Math.Max(2, (int)Math.Round(options.TokensPerBatch / tokensPerWindow));
        _batchesPerEpoch = (_windows.Count + _windowsPerBatch - 1) / _windowsPerBatch;
        var operations = _windowsPerBatch * tokensPerWindow * options.OperationsPerToken(_itemCount);
        var batchesPerStep = Math.Max(1, (int)Math.Min(_batchesPerEpoch, OperationsPerStep / operations));
        _batchesPerStep = Math.Max(1, Math.Min(batchesPerStep, _batchesPerEpoch / StepsPerEpochMin));
    }

    public int StepsDone => _state.Steps;

    /// <summary>Falls to <see cref="StepsDone"/> when training ends early.</summary>
    public int StepsTotal => _state.IsComplete || _batchesPerEpoch == 0 ? StepsDone : _options.EpochsMax * (LearningSteps + 1);

    /// <summary>Mean loss of the last step's batches, in nats; not a number before the first.</summary>
    internal double LastLoss { get; private set; } = double.NaN;

    /// <summary>Value of the best averaged weights on what was held out; negative before the first pass ended.</summary>
    internal double BestValue => _state.BestValue;

    internal double LastValue { get; private set; }

    internal int Epochs => _state.Epochs;

    private int LearningSteps => (_batchesPerEpoch + _batchesPerStep - 1) / _batchesPerStep;

    public static SasRecTrainingRun Start(TrainingData data, SasRecOptions options, ulong seed, int threads)
    {
        var run = new SasRecTrainingRun(data, options, seed, threads);
        var parameterSeed = SplitMixRandom.Derive(seed, ParameterPurpose, 0);
        var random = new SplitMixRandom(parameterSeed);
        foreach (ref var value in run._state.Parameters.AsSpan(0, run._state.ItemsLength))
        {
            value = ((2 * random.NextUnit()) - 1) * InitialLength * MathF.Sqrt(3f / options.Dimensions);
        }

        run._network.Layout.Initialize(run._state.Parameters.AsSpan(run._state.ItemsLength), parameterSeed + 1);
        run._state.UpdateAverage(1);
        run._state.Averaged = 0;
        return run;
    }

    public static SasRecTrainingRun Resume(TrainingData data, SasRecOptions options, Stream checkpoint, int threads) =>
        ArtifactFormat.Read(checkpoint, CheckpointKind, FormatVersion, reader =>
        {
            var seed = reader.ReadUInt64();
            ArtifactFormat.Expect(reader.ReadString() == options.ToString(), "It was made with other options.");
            ArtifactFormat.Expect(reader.ReadInt32() == data.ItemCount, "It was made on other data.");
            ArtifactFormat.Expect(reader.ReadInt32() == data.Sequences.Count, "It was made on other data.");
            var run = new SasRecTrainingRun(data, options, seed, threads);
            ArtifactFormat.Expect(reader.ReadInt64() == run._windows.TokenCount, "It was made on other data.");
            run._state.Read(reader);
            return run;
        });

    public void Step()
    {
        if (StepsDone >= StepsTotal)
        {
            return;
        }

        _state.Steps++;
        if (_state.BatchesOfEpoch < _batchesPerEpoch)
        {
            Learn();
        }
        else
        {
            FinishEpoch();
        }
    }

    public void WriteCheckpoint(Stream destination) => ArtifactFormat.Write(destination, CheckpointKind, FormatVersion, writer =>
    {
        writer.Write(_seed);
        writer.Write(_options.ToString());
        writer.Write(_itemCount);
        writer.Write(_sequenceCount);
        writer.Write(_windows.TokenCount);
        _state.Write(writer);
    });

    public void WriteModel(Stream destination) =>
        ModelOf(_state.BestValue >= 0 ? _state.Best : _state.Average).Write(destination);

    private void Learn()
    {
        Order();
        var loss = 0.0;
        var batches = Math.Min(_batchesPerStep, _batchesPerEpoch - _state.BatchesOfEpoch);
        for (var batch = 0; batch < batches; batch++)
        {
            var first = _state.BatchesOfEpoch++ * _windowsPerBatch;
            loss += _learner.Learn(_order.AsSpan(first, Math.Min(_windowsPerBatch, _order.Length - first)), _seed);
        }

        LastLoss = loss / batches;
        _state.UpdateAverage(LearningSteps);
    }

    // The order of a pass follows from the seed, so that a checkpoint need not hold it.
    private void Order()
    {
        for (var window = 0; window < _order.Length; window++)
        {
            _order[window] = window;
        }

        var random = new SplitMixRandom(SplitMixRandom.Derive(_seed, OrderPurpose, (ulong)_state.Epochs));
        random.Shuffle(_order);
    }

    private void FinishEpoch()
    {
        _state.Epochs++;
        _state.BatchesOfEpoch = 0;
        LastValue = NextItemValidation.MeanGain(ModelOf(_state.Average), _windows.HeldOut);
        if (LastValue > _state.BestValue || _windows.HeldOut.Count == 0)
        {
            _state.BestValue = LastValue;
            _state.EpochsSinceBest = 0;
            _state.Average.CopyTo(_state.Best, 0);
        }
        else
        {
            _state.EpochsSinceBest++;
        }

        _state.IsComplete = _state.Epochs >= _options.EpochsMax || _state.EpochsSinceBest >= _options.Patience;
    }

    // An item that no window has kept its random vector, which would mean nothing.
    private SasRecModel ModelOf(float[] parameters)
    {
        var items = new float[_state.ItemsLength];
        Span<float> factor = stackalloc float[1];
        for (var item = 0; item < _itemCount; item++)
        {
            if (_windows.WindowsOfItem[item] > 0)
            {
                var start = item * _options.Dimensions;
                RowNorm.Forward(
                    parameters.AsSpan(start, _options.Dimensions),
                    _options.Dimensions,
                    1,
                    items.AsSpan(start, _options.Dimensions),
                    factor);
            }
        }

        return new SasRecModel(_options, items, parameters[_state.ItemsLength..]);
    }
}
