namespace SocialCommerce.Algorithms.Recommendation;

/// <summary>What has to be stored of an <see cref="AudienceOverlap"/>: users, their weight, and what pairs of them share.</summary>
public readonly record struct AudienceOverlapSnapshot(int Users, double Weight, double Shared);

/// <summary>
/// How independent the users of one product are of each other, from how much of their histories they share. People who do
/// the same count as fewer people (the design effect of Kish, "Survey sampling", 1965): half a dozen who like all the same
/// say little more than one. And an audience with nothing in common at all is no audience. Both are the marks of shilling
/// profiles, which are copies of each other or drawn at random (Mobasher et al., "Toward trustworthy recommender systems",
/// 2007); on honest data the first correction alone improves the ranking. Three numbers per product, no list of users.
/// </summary>
public sealed class AudienceOverlap
{
    /// <summary>Shorter histories tell nothing about what users share.</summary>
    public const int HistoryMin = 3;

    // Between these shares of common history, audiences of honest users lie whose members come to a product by themselves.
    private const double SharedMin = 0.01;
    private const double SharedMax = 0.05;

    // Stronger costs recall on honest data, weaker leaves copies too much.
    private const double Strength = 0.4;

    // Honest niches: few users, or a few products that all of them know. Lower bounds cost recall on honest data.
    private const int CopiesUsersMin = 16;
    private const double MostUsers = 0.8;
    private const int CommonMax = 8;
    private const double CopiesStrength = 6;

    // So many pairs' worth of an ordinary audience is believed before anybody is seen.
    private const double PriorPairs = 20;
    private const double PriorShared = 0.02;

    private int _users;
    private double _weight;
    private double _shared;

    public AudienceOverlap(AudienceOverlapSnapshot snapshot = default)
    {
        (_users, _weight, _shared) = snapshot;
    }

    /// <summary>
    /// Factor in (0, 1] by which what the audience says is to be believed: 1 for ordinary and for unknown ones, else less
    /// the further its overlap is outside the ordinary.
    /// </summary>
    public float Factor
    {
        get
        {
            var pairs = _users * (_users - 1) / 2.0;
            var shared = (_shared + (PriorPairs * PriorShared)) / (pairs + PriorPairs);
            return (float)Math.Pow(Math.Min(1, Math.Min(shared / SharedMin, SharedMax / shared)), Strength);
        }
    }

    /// <summary>
    /// Factor in (0, 1] against profiles that were copied from one another: 1 while few products are common to most of the
    /// users. People may share much, but not all of them the same dozen; <paramref name="weights"/> is what the users have
    /// contributed to each neighbour.
    /// </summary>
    public float CopiesFactor(ReadOnlySpan<float> weights)
    {
        if (_users < CopiesUsersMin)
        {
            return 1;
        }

        var common = 0;
        foreach (var weight in weights)
        {
            common += weight >= MostUsers * _weight ? 1 : 0;
        }

        return common <= CommonMax ? 1 : (float)Math.Pow((double)CommonMax / common, CopiesStrength);
    }

    /// <summary>
    /// Counts one more user. <paramref name="known"/> is the sum, over the items of the user's history, of what the users
    /// before have contributed to each; the user contributes <paramref name="contributed"/> to the items together.
    /// </summary>
    public void Add(int historyLength, double known, double contributed)
    {
        if (historyLength < HistoryMin)
        {
            return;
        }

        if (_weight > 0)
        {
            // Ties made after the user was counted can exceed the weight of all users.
            _shared += _users * Math.Min(1, known / (_weight * historyLength));
        }

        _users++;
        _weight += contributed / historyLength;
    }

    /// <summary>State to store.</summary>
    public AudienceOverlapSnapshot Export() => new(_users, _weight, _shared);
}
