using System.Runtime.InteropServices;
using SocialCommerce.Algorithms.Recommendation;
using SocialCommerce.Grains.Interactions;
using SocialCommerce.Grains.Interfaces.Products;

namespace SocialCommerce.Grains.Products;

/// <summary>
/// The part of a product that interactions move: counters, neighbours, embedding, and up to which row they are moved.
/// </summary>
internal sealed class ProductEngagements
{
    /// <summary>Fewer than the neighbours of taste: what comes next is less often in doubt.</summary>
    public const int SuccessorsMax = 20;

    private readonly ItemNeighbourhood<string> _neighbourhood;
    private readonly SequenceNeighbourhood<string> _sequence;
    private readonly AppliedSequences _applied;
    private readonly float[] _embedding;
    private readonly HashSet<long> _newcomers = [];
    private ImmutableArray<float>? _published;
    private ImmutableArray<Neighbour>? _neighbours;
    private ImmutableArray<Neighbour>? _successors;

    public ProductEngagements(ProductState state)
    {
        _neighbourhood = state.Neighbourhood is { } stored
            ? new ItemNeighbourhood<string>(stored)
            : new ItemNeighbourhood<string>();
        _sequence = state.Sequence is { } followed
            ? new SequenceNeighbourhood<string>(followed, SuccessorsMax)
            : new SequenceNeighbourhood<string>(SuccessorsMax);
        _applied = new AppliedSequences(state.Applied);
        _embedding = new float[Embedding.Dimensions];
        state.Embedding.CopyTo(_embedding, 0);
        Counters = state.Counters;
    }

    public ProductCounters Counters { get; private set; }

    /// <summary>How far the product's audience is to be believed.</summary>
    public float AudienceFactor => _neighbourhood.AudienceFactor;

    public int Degree => (int)_neighbourhood.Degree;

    /// <summary>True when something was applied since <see cref="Export"/>.</summary>
    public bool IsDirty { get; private set; }

    public ImmutableArray<float> Vector => _published ??= [.. _embedding];

    public long Applied(int partition) => _applied[partition];

    /// <summary>False, and nothing applied, when rows are missing that the partition has told of.</summary>
    public bool Apply(ProductDelta delta)
    {
        if (!_applied.Contains(delta.Partition, delta.Previous))
        {
            return false;
        }

        var last = 0L;
        foreach (var engagement in delta.Engagements)
        {
            if (!_applied.Contains(delta.Partition, engagement.Sequence))
            {
                Engage(engagement);
                last = Math.Max(last, engagement.Sequence);
            }
        }

        last = Math.Max(last, ApplyGains(delta));
        _applied.Advance(delta.Partition, last);
        IsDirty |= last > 0;
        return true;
    }

    /// <summary>Neighbours in no particular order; the neighbours' own degrees are not in their weights.</summary>
    public ImmutableArray<Neighbour> ListNeighbours() => _neighbours ??= DescribeNeighbours();

    /// <summary>What comes next, in no particular order; the candidates' own degrees are not in their weights.</summary>
    public ImmutableArray<Neighbour> ListSuccessors() => _successors ??= DescribeSuccessors();

    public ProductState Export(ProductState state)
    {
        IsDirty = false;
        return state with
        {
            Counters = Counters,
            Neighbourhood = _neighbourhood.Export(),
            Sequence = _sequence.Export(),
            Embedding = [.. _embedding],
            Applied = _applied.Export(),
        };
    }

    private ImmutableArray<Neighbour> DescribeNeighbours()
    {
        var weighted = new Weighted<string>[_neighbourhood.Count];
        _neighbourhood.CopyTo(weighted, RankerOptions.Default.Normalisation);
        var neighbours = ImmutableArray.CreateBuilder<Neighbour>(weighted.Length);
        foreach (var entry in weighted)
        {
            neighbours.Add(new Neighbour(entry.Key, entry.Weight));
        }

        return neighbours.MoveToImmutable();
    }

    // Row by row, so that it does not matter how rows are grouped into deltas. A row in which a user is new to this product
    // has all that user's ties, which tell what the user shares with those before.
    private long ApplyGains(ProductDelta delta)
    {
        var last = 0L;
        var ties = new List<Weighted<string>>();
        for (var index = 0; index < delta.Gains.Length; index++)
        {
            var gain = delta.Gains[index];
            if (_applied.Contains(delta.Partition, gain.Sequence))
            {
                continue;
            }

            Follow(gain);
            if (gain.Weight > 0)
            {
                ties.Add(new Weighted<string>(gain.ProductId, gain.Weight));
            }

            if (index + 1 == delta.Gains.Length || delta.Gains[index + 1].Sequence != gain.Sequence)
            {
                _neighbourhood.Add(CollectionsMarshal.AsSpan(ties), isFirst: _newcomers.Contains(gain.Sequence));
                ties.Clear();
                last = Math.Max(last, gain.Sequence);
            }
        }

        _newcomers.Clear();
        _neighbours = last > 0 ? null : _neighbours;
        return last;
    }

    private ImmutableArray<Neighbour> DescribeSuccessors()
    {
        var products = new string[_sequence.Count];
        var votes = new float[_sequence.Count];
        _sequence.Vote(placesBack: 0, SequenceTieOptions.Default, products, votes);
        return [.. products.Zip(votes, static (productId, vote) => new Neighbour(productId, vote))];
    }

    private void Follow(NeighbourGain gain)
    {
        if (gain.Gap == 0)
        {
            return;
        }

        _successors = null;
        if (gain.Gap < 0)
        {
            _sequence.PrecededBy(gain.ProductId, -gain.Gap, SequenceTieOptions.Default);
        }
        else if (gain.IsReturn)
        {
            _sequence.CameBack(gain.ProductId, gain.Gap, SequenceTieOptions.Default);
        }
        else
        {
            _sequence.FollowedBy(gain.ProductId, gain.Gap, SequenceTieOptions.Default);
        }
    }

    private void Engage(ProductEngagement engagement)
    {
        Counters = ProductRules.Count(Counters, engagement.Kind);
        if (engagement.IsFirst)
        {
            _neighbourhood.Engage();
            _newcomers.Add(engagement.Sequence);
            _sequence.Engage();
            _neighbours = null;
            _successors = null;
        }

        if (!engagement.UserEmbedding.IsDefaultOrEmpty)
        {
            var rate = Embedding.ItemRate * InteractionWeights.Of(engagement.Kind);
            Embedding.MoveTowards(_embedding, engagement.UserEmbedding.AsSpan(), rate);
            _published = null;
        }
    }
}
