using SocialCommerce.Algorithms.Recommendation;

namespace SocialCommerce.Algorithms.Evaluation;

/// <summary>Builds retrievers on the training part of a data set and says how long that took.</summary>
internal sealed class SplitBuild(
    SplitDataset dataset,
    SplitEnsembleOptions options,
    FactorSettings settings,
    TimeProvider time,
    Func<string, long, Func<IProgress<long>, long>, long> phase)
{
    private IEmbeddingModel? _trained;
    private IncrementalFactors? _incremental;

    /// <summary>Training pairs, each recorded once.</summary>
    public long Events { get; private set; }

    /// <summary>Time that the incremental models took to record all events.</summary>
    public TimeSpan Recording { get; private set; }

    /// <summary>Time that the other models took to train.</summary>
    public TimeSpan Training { get; private set; }

    /// <summary>The retrievers, in the order of the sources.</summary>
    public IReadOnlyList<ISplitRetriever> Build(IReadOnlyList<SplitSource> sources)
    {
        Events = dataset.Train.Sum(items => (long)items.Length);

        // Friends live in the space of whichever factors are there already.
        return [.. sources.OrderBy(source => source == SplitSource.Friends).Select(source => (source, Build(source)))
            .OrderBy(built => IndexOf(sources, built.source)).Select(built => built.Item2)];
    }

    private static int IndexOf(IReadOnlyList<SplitSource> sources, SplitSource source) =>
        sources.TakeWhile(other => other != source).Count();

    private ISplitRetriever Build(SplitSource source) => source switch
    {
        SplitSource.Neighbours => BuildNeighbours(),
        SplitSource.Batch => BuildBatch(),
        SplitSource.Users => BuildUsers(),
        SplitSource.Factors => new EmbeddingRetriever(Incremental(), dataset.Train),
        SplitSource.Als => new EmbeddingRetriever(Trained(), dataset.Train),
        SplitSource.Friends => new FriendRetriever(_trained ?? Incremental(), dataset.Train, dataset.Social),
        _ => throw new ArgumentOutOfRangeException(nameof(source), source, "No such source."),
    };

    private NeighbourRetriever BuildNeighbours()
    {
        var model = new IncrementalItemModel(dataset.ItemCount, ItemModelOptions.Taste);
        Record("Recording neighbours", (user, item) => model.Record(user, item));
        return new NeighbourRetriever(model, dataset.Train);
    }

    private BatchRetriever BuildBatch()
    {
        BatchItemModel? model = null;
        Train("Counting in batch", dataset.ItemCount, progress =>
            model = new BatchItemModel(dataset.ItemCount, dataset.Train, ItemModelOptions.Taste, progress));
        return new BatchRetriever(model!, dataset.Train);
    }

    private UserRetriever BuildUsers()
    {
        var model = new UserNeighbourModel(dataset.Train.Count, dataset.ItemCount, options.Seed);
        Record("Recording users", model.Record);
        return new UserRetriever(model);
    }

    private IncrementalFactors Incremental()
    {
        if (_incremental is null)
        {
            var model = new IncrementalFactors(
                dataset.Train.Count, dataset.ItemCount, settings.Incremental(), options.Seed);
            Record("Recording factors", model.Record);
            _incremental = model;
        }

        return _incremental;
    }

    private IEmbeddingModel Trained()
    {
        if (_trained is null)
        {
            var trainer = new ImplicitAlsTrainer(settings.Trained(dataset));
            var run = trainer.Start(new TrainingData(dataset.ItemCount, dataset.Train), options.Seed);
            Train("Training factors", run.StepsTotal, progress =>
            {
                while (run.StepsDone < run.StepsTotal)
                {
                    run.Step();
                    progress.Report(run.StepsDone);
                }
            });
            using var model = new MemoryStream();
            run.WriteModel(model);
            model.Position = 0;
            _trained = trainer.Read(model);
        }

        return _trained;
    }

    private void Record(string name, Action<int, int> record)
    {
        var events = EventSequence.Of(dataset.Train, options.Order, options.Seed);
        var start = time.GetTimestamp();
        phase(name, events.Count, progress =>
        {
            var done = 0L;
            foreach (var (user, item) in events)
            {
                record(user, item);
                progress.Step(++done);
            }

            return done;
        });
        Recording += time.GetElapsedTime(start);
    }

    private void Train(string name, long total, Action<IProgress<long>> train)
    {
        var start = time.GetTimestamp();
        phase(name, total, progress =>
        {
            train(progress);
            return total;
        });
        Training += time.GetElapsedTime(start);
    }
}
