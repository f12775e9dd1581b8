namespace SocialCommerce.Algorithms.Recommendation;

/// <summary>Training of implicit matrix factorisation in short steps: some rows of one side at a time.</summary>
internal sealed class ImplicitAlsRun : ITrainingRun
{
    public const string CheckpointKind = "ials-run";

    private const int Version = 1;
    private const int RowsPerStep = 4_096;
    private const float InitialDeviation = 0.1f;

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
            new FactorMatrix(data.Sequences.Count, options.Dimensions),
            FactorMatrix.Random(data.ItemCount, options.Dimensions, seed, InitialDeviation),
            stepsDone: 0)
    {
    }

    /// <summary>Goes on where another run stood.</summary>
    public ImplicitAlsRun(
        TrainingData data, ImplicitAlsOptions options, FactorMatrix users, FactorMatrix items, int stepsDone)
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
        using var writer = new FactorWriter(destination, CheckpointKind, Version);
        writer.Write(StepsDone);
        writer.Write(_users);
        writer.Write(_items);
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
        if (_users.Count != _interactions.UserCount || _items.Count != _interactions.ItemCount
            || _users.Dimensions != _options.Dimensions || _items.Dimensions != _options.Dimensions
            || StepsDone > StepsTotal)
        {
            throw new InvalidDataException("The checkpoint belongs to other data or other options.");
        }
    }
}
