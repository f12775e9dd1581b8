using System.Numerics.Tensors;
using SocialCommerce.Algorithms.Recommendation;

namespace SocialCommerce.Algorithms.Evaluation;

/// <summary>Ranks all items by a trained model: their scores above that of the worst one. Reuses its buffers.</summary>
public sealed class EmbeddingSource(IEmbeddingModel model) : INextItemSource
{
    private readonly float[] _user = new float[model.Dimensions];
    private readonly float[] _scores = new float[model.ItemCount];
    private int[] _newestFirst = [];

    public string Name => model.Kind;

    /// <inheritdoc />
    public void Score(ReadOnlySpan<int> prefix, ScoreAccumulator scores)
    {
        ArgumentNullException.ThrowIfNull(scores);
        if (_newestFirst.Length < prefix.Length)
        {
            _newestFirst = new int[prefix.Length];
        }

        var history = _newestFirst.AsSpan(0, prefix.Length);
        prefix.CopyTo(history);
        history.Reverse();
        model.EmbedUser(history, _user);
        for (var item = 0; item < _scores.Length; item++)
        {
            _scores[item] = TensorPrimitives.Dot(model.ItemVector(item), _user);
        }

        TensorPrimitives.Subtract(_scores, TensorPrimitives.Min<float>(_scores), _scores);
        for (var item = 0; item < _scores.Length; item++)
        {
            scores.Add(item, _scores[item]);
        }
    }
}
