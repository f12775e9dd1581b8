namespace SocialCommerce.Algorithms.Recommendation;

/// <summary>
/// How alike two sparse vectors are. Each measure walks both vectors once and allocates nothing. Distances are turned into
/// similarities by 1 / (1 + distance), so that larger is always more alike.
/// </summary>
public static class VectorSimilarity
{
    /// <summary>Cosine of the angle, −1 to 1; 0 when either vector is zero.</summary>
    public static float Cosine(SparseVector left, SparseVector right)
    {
        var norms = MathF.Sqrt(left.SumOfSquares * right.SumOfSquares);
        return norms > 0 ? Walk(left, right).Products / norms : 0;
    }

    /// <summary>
    /// Correlation over the components that both vectors have, −1 to 1 (Resnick et al., "GroupLens: an open architecture for
    /// collaborative filtering of netnews", 1994); 0 with fewer than two of them, or when one vector is constant there.
    /// </summary>
    public static float Pearson(SparseVector left, SparseVector right)
    {
        var (count, sumLeft, sumRight) = SumsOfCommon(left, right);
        if (count < 2)
        {
            return 0;
        }

        var (meanLeft, meanRight) = (sumLeft / count, sumRight / count);
        double products = 0, squaresLeft = 0, squaresRight = 0;
        var common = new CommonComponents(left, right);
        while (common.MoveNext())
        {
            var (deviationLeft, deviationRight) = (common.Left - meanLeft, common.Right - meanRight);
            products += deviationLeft * deviationRight;
            squaresLeft += deviationLeft * deviationLeft;
            squaresRight += deviationRight * deviationRight;
        }

        var norms = Math.Sqrt(squaresLeft * squaresRight);
        return norms > 0 ? (float)Math.Clamp(products / norms, -1, 1) : 0;
    }

    /// <summary>Shared components over all components, 0 to 1 (Jaccard, 1901); values do not count. 0 for two zeros.</summary>
    public static float Jaccard(SparseVector left, SparseVector right)
    {
        var shared = Walk(left, right).Count;
        var all = left.Count + right.Count - shared;
        return all > 0 ? (float)shared / all : 0;
    }

    /// <summary>1 / (1 + length of the difference), 0 to 1.</summary>
    public static float Euclidean(SparseVector left, SparseVector right) =>
        1 / (1 + MathF.Sqrt(Walk(left, right).SquaredDifferences));

    /// <summary>1 / (1 + sum of the differences by amount), 0 to 1.</summary>
    public static float Manhattan(SparseVector left, SparseVector right) =>
        1 / (1 + Walk(left, right).Differences);

    private static (int Count, double Left, double Right) SumsOfCommon(SparseVector left, SparseVector right)
    {
        var (count, sumLeft, sumRight) = (0, 0.0, 0.0);
        var common = new CommonComponents(left, right);
        while (common.MoveNext())
        {
            count++;
            sumLeft += common.Left;
            sumRight += common.Right;
        }

        return (count, sumLeft, sumRight);
    }

    private static (int Count, float Products, float Differences, float SquaredDifferences) Walk(
        SparseVector left, SparseVector right)
    {
        var (count, products, differences, squares) = (0, 0f, 0f, 0f);
        var (l, r) = (0, 0);
        while (l < left.Count || r < right.Count)
        {
            var hasLeft = l < left.Count && (r == right.Count || left.Indexes[l] <= right.Indexes[r]);
            var hasRight = r < right.Count && (l == left.Count || right.Indexes[r] <= left.Indexes[l]);
            var valueLeft = hasLeft ? left.Values[l++] : 0;
            var valueRight = hasRight ? right.Values[r++] : 0;
            count += hasLeft && hasRight ? 1 : 0;
            products += valueLeft * valueRight;
            differences += MathF.Abs(valueLeft - valueRight);
            squares += (valueLeft - valueRight) * (valueLeft - valueRight);
        }

        return (count, products, differences, squares);
    }

    /// <summary>Goes over the components that both vectors have.</summary>
    private ref struct CommonComponents(SparseVector left, SparseVector right)
    {
        private readonly SparseVector _left = left;
        private readonly SparseVector _right = right;
        private int _nextLeft;
        private int _nextRight;

        public float Left { get; private set; }

        public float Right { get; private set; }

        public bool MoveNext()
        {
            while (_nextLeft < _left.Count && _nextRight < _right.Count)
            {
                var order = _left.Indexes[_nextLeft].CompareTo(_right.Indexes[_nextRight]);
                Left = _left.Values[_nextLeft];
                Right = _right.Values[_nextRight];
                _nextLeft += order <= 0 ? 1 : 0;
                _nextRight += order >= 0 ? 1 : 0;
                if (order == 0)
                {
                    return true;
                }
            }

            return false;
        }
    }
}
