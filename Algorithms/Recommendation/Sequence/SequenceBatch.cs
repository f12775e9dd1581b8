using System.Runtime.InteropServices;

namespace SocialCommerce.Algorithms.Recommendation;

/// <summary>Some windows packed one after another without padding. Reused.</summary>
internal sealed class SequenceBatch
{
    private readonly List<int> _lengths = [];
    private readonly List<int> _inputs = [];
    private readonly List<int> _targets = [];

    /// <summary>Inputs of each window.</summary>
    public ReadOnlySpan<int> Lengths => CollectionsMarshal.AsSpan(_lengths);

    /// <summary>The items of all windows.</summary>
    public ReadOnlySpan<int> Inputs => CollectionsMarshal.AsSpan(_inputs);

    /// <summary>What followed each input.</summary>
    public ReadOnlySpan<int> Targets => CollectionsMarshal.AsSpan(_targets);

    public void Clear()
    {
        _lengths.Clear();
        _inputs.Clear();
        _targets.Clear();
    }

    /// <summary>Adds a window: inputs, and behind them what follows the last.</summary>
    public void Add(ReadOnlySpan<int> window)
    {
        _lengths.Add(window.Length - 1);
        CollectionsMarshal.SetCount(_inputs, _inputs.Count + window.Length - 1);
        CollectionsMarshal.SetCount(_targets, _targets.Count + window.Length - 1);
        window[..^1].CopyTo(CollectionsMarshal.AsSpan(_inputs)[^(window.Length - 1)..]);
        window[1..].CopyTo(CollectionsMarshal.AsSpan(_targets)[^(window.Length - 1)..]);
    }
}
