namespace SocialCommerce.Algorithms.Recommendation;

/// <summary>Training of implicit matrix factorisation in short steps: some rows of one side at a time.</summary>
internal sealed class ImplicitAlsRun : ITrainingRun
{
    public const string CheckpointKind = "ials-run";

    private const int Version = 1;
    private const int RowsPerStep = 4_096;
    private const float InitialLength = 0.1f;

    private readonly ImplicitAlsOptions _options;
    private readonly InteractionMatrix _interactions;
    private readonly FactorMatrix _users;
    private readonly FactorMatrix _items;
    private readonly RidgeSolver[] _solvers;
    private readonly RidgeRule _ridge;
    private FactorMatrix? _gramian;

    /// <summary>Starts with random product vectors.</summary>
    public ImplicitAlsRun(TrainingData data, ImplicitAlsOptions options, ulong seed)
        : this(
            data,
            options,
            stepsDone: 0,
            new FactorMatrix(data.Sequences.Count, options.Dimensions),
            FactorMatrix.Random(data.ItemCount, options.Dimensions, seed, InitialLength))
    {
    }

    /// <summary>Goes on where another run stood.</summary>
    public ImplicitAlsRun(
        TrainingData data, ImplicitAlsOptions options, int stepsDone, FactorMatrix users, FactorMatrix items)
    {
        _options = options;
        _ridge = new RidgeRule(options.UnobservedWeight, options.Regularisation, options.FrequencyExponent);
        _interactions = new InteractionMatrix(data);
        _users = users;
        _items = items;
        StepsDone = stepsDone;
        CheckShape();
        _solvers = [.. Enumerable.Range(0, options.Threads).Select(_ => new RidgeSolver(options.Dimensions))];
    }

    public int StepsDone { get; private set; }

    public int StepsTotal => (StepsFor(_users) + StepsFor(_items)) * _options.Epochs;

    public void Step()
    {
        if (StepsDone == StepsTotal)
        {
            return;
        }

        var place = StepsDone % (StepsFor(_users) + StepsFor(_items));
        var isUsers = place < StepsFor(_users);
        var first = (isUsers ? place : place - StepsFor(_users)) * RowsPerStep;
        Solve(isUsers, first);
        StepsDone++;
    }

    public void WriteCheckpoint(Stream destination)
    {
        ArtifactFormat.Write(destination, CheckpointKind, Version, writer =>
        {
            writer.Write(StepsDone);
            writer.WriteMatrix(_users);
            writer.WriteMatrix(_items);
        });
    }

    public void WriteModel(Stream destination) => ImplicitAlsTrainer.WriteModel(destination, _items, _ridge);

    private static int StepsFor(FactorMatrix side) => (side.Count + RowsPerStep - 1) / RowsPerStep;

    private void Solve(bool isUsers, int first)
    {
        var (target, other) = isUsers ? (_users, _items) : (_items, _users);
        if (first == 0 || _gramian is null)
        {
            _gramian = other.Gramian((float)_options.UnobservedWeight);
        }

        var last = Math.Min(first + RowsPerStep, target.Count);
        var gramian = _gramian;
        if (_solvers.Length == 1)
        {
            SolveRows(isUsers, first, last, _solvers[0], gramian);
            return;
        }

        var middle = (first + last) / 2;
        Parallel.Invoke(
            () => SolveRows(isUsers, first, middle, _solvers[0], gramian),
            () => SolveRows(isUsers, middle, last, _solvers[1], gramian));
    }

    private void SolveRows(bool isUsers, int first, int last, RidgeSolver solver, FactorMatrix gramian)
    {
        var (target, other) = isUsers ? (_users, _items) : (_items, _users);
        for (var row = first; row < last; row++)
        {
            var observed = isUsers ? _interactions.ItemsOf(row) : _interactions.UsersOf(row);
            var system = new RidgeSystem(other, gramian, observed, _ridge.Of(observed.Length, other.Count));
            solver.Improve(target.Row(row), system, _options.SolverSteps);
        }
    }

    private void CheckShape()
    {
        var isSameData = _users.Count == _interactions.UserCount && _items.Count == _interactions.ItemCount;
        var isSameLength = _users.Dimensions == _options.Dimensions && _items.Dimensions == _options.Dimensions;
        ArtifactFormat.Expect(
            isSameData && isSameLength && StepsDone >= 0 && StepsDone <= StepsTotal,
            "It belongs to other data or other options.");
    }
}
