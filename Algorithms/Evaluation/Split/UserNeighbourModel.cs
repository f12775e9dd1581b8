using SocialCommerce.Algorithms.Recommendation;

namespace SocialCommerce.Algorithms.Evaluation;

/// <summary>
/// User-based collaborative filtering (Resnick et al., "GroupLens: an open architecture for collaborative filtering of
/// netnews", 1994) in bounded state: each product keeps a sample of its users, each user the recent products; who is near a
/// user is found at the request from the audiences of the user's own recent products, and costs nothing per event beyond
/// the sample.
/// </summary>
public sealed class UserNeighbourModel
{
    /// <summary>Most users that a product remembers.</summary>
    public const int AudienceMax = 100;

    /// <summary>Most users whose products are proposed, however many there are.</summary>
    public const int NeighboursMax = 500;

    // The more users there are, the more of them are near: on splits of two sets, 150 of 2,000 and 500 of 30,000 did best.
    private const double NeighboursPerRoot = 3;
    private const int NeighboursMin = 50;
    private const double ItemExponent = -0.65;
    private const double NeighbourExponent = -0.7;
    private const double PopularityExponent = -0.2;

    private readonly Audience<int>[] _audiences;
    private readonly UserHistory<int>[] _histories;
    private readonly ScoreAccumulator _users;
    private readonly int _neighboursMax;

    public UserNeighbourModel(int userCount, int itemCount, ulong seed)
    {
        _audiences = [.. Enumerable.Range(0, itemCount).Select(item => new Audience<int>(AudienceMax, seed + (ulong)item))];
        _histories = [.. Enumerable.Range(0, userCount).Select(_ => new UserHistory<int>())];
        _users = new ScoreAccumulator(userCount);
        _neighboursMax = Math.Clamp((int)(NeighboursPerRoot * Math.Sqrt(userCount)), NeighboursMin, NeighboursMax);
    }

    /// <summary>One engagement; a repeated one does not count.</summary>
    public void Record(int user, int item)
    {
        if (_histories[user].Record(item, weight: 1, at: default))
        {
            _audiences[item].Add(user);
        }
    }

    /// <summary>The nearest users with their similarity, nearest first.</summary>
    public Weighted<int>[] Neighbours(int user)
    {
        foreach (var entry in _histories[user].Recent)
        {
            var audience = _audiences[entry.Item];
            var sampling = (double)audience.Degree / audience.Users.Length;
            var weight = (float)(sampling * Math.Pow(audience.Degree, ItemExponent));
            foreach (var other in audience.Users)
            {
                _users.Add(other, weight * NeighbourNormalisation.Factor(_histories[other].Degree, NeighbourExponent));
            }
        }

        _users.Exclude(user);
        var neighbours = _users.Top(_neighboursMax);
        _users.Clear();
        return neighbours;
    }

    /// <summary>Adds what the nearest users touched recently to <paramref name="scores"/>, one per item.</summary>
    public void Score(int user, Span<float> scores)
    {
        foreach (var neighbour in Neighbours(user))
        {
            foreach (var entry in _histories[neighbour.Key].Recent)
            {
                var popularity = NeighbourNormalisation.Factor(_audiences[entry.Item].Degree, PopularityExponent);
                scores[entry.Item] += neighbour.Weight * popularity;
            }
        }
    }
}
