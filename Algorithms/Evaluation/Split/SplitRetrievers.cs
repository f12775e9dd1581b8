using System.Numerics.Tensors;
using SocialCommerce.Algorithms.Recommendation;

namespace SocialCommerce.Algorithms.Evaluation;

/// <summary>The incremental item neighbourhoods.</summary>
internal sealed class NeighbourRetriever(IncrementalItemModel model, IReadOnlyList<int[]> train) : ISplitRetriever
{
    private readonly ScoreAccumulator _scores = new(model.ItemCount);
    private readonly float[] _popularity = model.PopularityFactors();

    public void Score(int user, Span<float> scores)
    {
        _scores.Clear();
        model.Score(train[user], _scores);
        _scores.Multiply(_popularity);
        foreach (var item in _scores.Touched)
        {
            scores[item] = _scores[item];
        }
    }
}

/// <summary>The same model in batch.</summary>
internal sealed class BatchRetriever(BatchItemModel model, IReadOnlyList<int[]> train) : ISplitRetriever
{
    public void Score(int user, Span<float> scores) => model.Score(train[user], scores);
}

/// <summary>A model of embeddings, trained or incremental; the user is placed by the training items.</summary>
internal sealed class EmbeddingRetriever(IEmbeddingModel model, IReadOnlyList<int[]> train) : ISplitRetriever
{
    private readonly float[] _user = new float[model.Dimensions];

    public void Score(int user, Span<float> scores)
    {
        model.EmbedUser(train[user], _user);
        for (var item = 0; item < scores.Length; item++)
        {
            scores[item] = TensorPrimitives.Dot(model.ItemVector(item), _user);
        }
    }
}

/// <summary>
/// What the followed users would like: the mean of their embeddings, each trusted as much as it points where the user's own
/// does (trust learned from agreement as in Ma, King, Lyu, "Learning to recommend with social trust ensemble", 2009). How
/// much the whole counts is fitted like that of any other source.
/// </summary>
internal sealed class FriendRetriever(IEmbeddingModel model, IReadOnlyList<int[]> train, IReadOnlyList<int[]> social)
    : ISplitRetriever
{
    // A friend of whom nothing agrees is still a friend.
    private const float TrustMin = 0.1f;

    private readonly float[] _user = new float[model.Dimensions];
    private readonly float[] _friend = new float[model.Dimensions];
    private readonly float[] _sum = new float[model.Dimensions];

    public void Score(int user, Span<float> scores)
    {
        var friends = user < social.Count ? social[user] : [];
        Array.Clear(_sum);
        model.EmbedUser(train[user], _user);
        foreach (var friend in friends)
        {
            model.EmbedUser(train[friend], _friend);
            var trust = Math.Max(TrustMin, Embedding.Cosine(_user, _friend));
            Embedding.Normalise(_friend);
            TensorPrimitives.MultiplyAdd(_friend, trust, _sum, _sum);
        }

        if (friends.Length == 0)
        {
            return;
        }

        for (var item = 0; item < scores.Length; item++)
        {
            scores[item] = TensorPrimitives.Dot<float>(model.ItemVector(item), _sum);
        }
    }
}

/// <summary>User neighbourhoods.</summary>
internal sealed class UserRetriever(UserNeighbourModel model) : ISplitRetriever
{
    public void Score(int user, Span<float> scores) => model.Score(user, scores);
}
