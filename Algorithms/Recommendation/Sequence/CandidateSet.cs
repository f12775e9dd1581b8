using SocialCommerce.Algorithms.Numerics;

namespace SocialCommerce.Algorithms.Recommendation;

/// <summary>
/// The items that the softmax of a batch compares: the whole catalogue, or the batch's own items and a uniform sample.
/// A sampled item stands for all that were not drawn, so its logit grows by −log of the chance that it is among the
/// candidates (Bengio, Senécal, "Adaptive importance sampling to accelerate training of a neural probabilistic language
/// model", 2008); then the sum over the candidates estimates that over the catalogue without bias.
/// </summary>
internal sealed class CandidateSet
{
    private readonly int _dimensions;
    private readonly int _negatives;
    private readonly int _windowCount;
    private readonly int[] _windowsOfItem;
    private readonly int[] _slotOfItem;
    private readonly int[] _items;
    private readonly float[] _offsets;
    private readonly GrowingBuffer _units = new();
    private readonly GrowingBuffer _factors = new();

    public CandidateSet(SequenceWindows windows, SasRecOptions options)
    {
        _dimensions = options.Dimensions;
        _negatives = options.NegativesMax;
        _windowCount = Math.Max(1, windows.Count);
        _windowsOfItem = windows.WindowsOfItem;
        _items = [.. Enumerable.Range(0, _windowsOfItem.Length)];
        _slotOfItem = [.. _items];
        _offsets = new float[_items.Length];
        IsSampled = _items.Length > _negatives;
        Count = IsSampled ? 0 : _items.Length;
        if (IsSampled)
        {
            Array.Fill(_slotOfItem, -1);
        }
    }

    public bool IsSampled { get; }

    public int Count { get; private set; }

    public ReadOnlySpan<int> Items => _items.AsSpan(0, Count);

    /// <summary>What the logit of each candidate grows by; empty when all items are candidates.</summary>
    public ReadOnlySpan<float> Offsets => IsSampled ? _offsets.AsSpan(0, Count) : [];

    /// <summary>The candidates' vectors at length one, row by row.</summary>
    public ReadOnlySpan<float> Units => _units.Take(Count * _dimensions);

    /// <summary>Reciprocal lengths of the candidates' vectors.</summary>
    public ReadOnlySpan<float> Factors => _factors.Take(Count);

    /// <summary>Dimensions × candidates: from a user to logits.</summary>
    public PackedMatrix ToLogits { get; } = new();

    /// <summary>Candidates × dimensions: from the gradient of logits to that of a user.</summary>
    public PackedMatrix ToUser { get; } = new();

    /// <summary>Place of an item among the candidates; every item of the batch has one.</summary>
    public int SlotOf(int item) => _slotOfItem[item];

    /// <summary>Draws the candidates for a batch of so many windows.</summary>
    public void Choose(ReadOnlySpan<SequenceBatch> parts, int windows, ref SplitMixRandom random)
    {
        if (!IsSampled)
        {
            return;
        }

        foreach (var item in Items)
        {
            _slotOfItem[item] = -1;
        }

        Count = 0;
        foreach (var part in parts)
        {
            Add(part.Inputs);
            Add(part.Targets);
        }

        for (var draw = 0; draw < _negatives; draw++)
        {
            Add(random.NextInt(_slotOfItem.Length));
        }

        var missedByDraw = Math.Pow(1 - (1.0 / _slotOfItem.Length), _negatives);
        for (var slot = 0; slot < Count; slot++)
        {
            // A row's own window is there anyway: chance lies in the others.
            var share = (double)_windowsOfItem[_items[slot]] / _windowCount;
            var missed = missedByDraw * Math.Pow(1 - share, windows - 1);
            _offsets[slot] = (float)-Math.Log(1 - missed);
        }
    }

    /// <summary>Takes the candidates' vectors from those of all items.</summary>
    public void Pack(ReadOnlySpan<float> itemVectors)
    {
        var units = _units.Take(Count * _dimensions);
        var factors = _factors.Take(Count);
        for (var slot = 0; slot < Count; slot++)
        {
            RowNorm.Forward(
                itemVectors.Slice(_items[slot] * _dimensions, _dimensions),
                _dimensions,
                1,
                units.Slice(slot * _dimensions, _dimensions),
                factors[slot..]);
        }

        var view = MatrixView.Of(units, Count, _dimensions);
        ToUser.Pack(view);
        ToLogits.Pack(view.Transposed);
    }

    private void Add(ReadOnlySpan<int> items)
    {
        foreach (var item in items)
        {
            Add(item);
        }
    }

    private void Add(int item)
    {
        if (_slotOfItem[item] < 0)
        {
            _slotOfItem[item] = Count;
            _items[Count++] = item;
        }
    }
}
