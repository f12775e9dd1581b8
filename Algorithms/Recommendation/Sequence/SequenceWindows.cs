namespace SocialCommerce.Algorithms.Recommendation;

/// <summary>
/// Training sequences cut into windows that fit a model: of each the inputs, and for every input the item that came next.
/// The last item of some sequences is held out, to see when training stops paying.
/// </summary>
internal sealed class SequenceWindows
{
    // Too few cases would stop training by chance, too many would be missing from it.
    private const double HeldOutShare = 0.05;
    private const double HeldOutShareMax = 0.2;
    private const int HeldOutMin = 300;
    private const int HeldOutMax = 3_000;
    private const int HeldOutLengthMin = 3;

    private readonly List<ReadOnlyMemory<int>> _windows = [];

    public SequenceWindows(TrainingData data, int lengthMax, ulong seed)
    {
        var heldOut = ChooseHeldOut(data.Sequences, seed);
        WindowsOfItem = new int[data.ItemCount];
        for (var index = 0; index < data.Sequences.Count; index++)
        {
            var sequence = data.Sequences[index];
            var isHeldOut = heldOut.Contains(index);
            if (isHeldOut)
            {
                HeldOut.Add(sequence);
            }

            Cut(sequence.AsMemory(0, sequence.Length - (isHeldOut ? 1 : 0)), lengthMax);
        }

        CountItems();
    }

    public int Count => _windows.Count;

    /// <summary>Sequences whose last item no window has.</summary>
    public List<int[]> HeldOut { get; } = [];

    /// <summary>In how many windows each item occurs.</summary>
    public int[] WindowsOfItem { get; }

    /// <summary>Pairs of an input and what follows.</summary>
    public long TokenCount { get; private set; }

    /// <summary>Inputs of a window, oldest first, and behind them the item that follows the last.</summary>
    public ReadOnlySpan<int> this[int window] => _windows[window].Span;

    private static HashSet<int> ChooseHeldOut(IReadOnlyList<int[]> sequences, ulong seed)
    {
        var eligible = Enumerable.Range(0, sequences.Count)
            .Where(index => sequences[index].Length >= HeldOutLengthMin)
            .ToArray();
        var random = new SplitMixRandom(seed);
        random.Shuffle(eligible);
        var wanted = Math.Clamp(eligible.Length * HeldOutShare, HeldOutMin, HeldOutMax);
        return [.. eligible.Take((int)Math.Min(wanted, eligible.Length * HeldOutShareMax))];
    }

    // From the end, so that a rest, if any, is at the beginning.
    private void Cut(ReadOnlyMemory<int> sequence, int lengthMax)
    {
        for (var end = sequence.Length; end > 1; end -= lengthMax)
        {
            var start = Math.Max(0, end - lengthMax - 1);
            _windows.Add(sequence[start..end]);
            TokenCount += end - start - 1;
        }
    }

    private void CountItems()
    {
        var lastWindow = new int[WindowsOfItem.Length];
        for (var window = 0; window < Count; window++)
        {
            foreach (var item in this[window])
            {
                if (lastWindow[item] != window + 1)
                {
                    lastWindow[item] = window + 1;
                    WindowsOfItem[item]++;
                }
            }
        }
    }
}
