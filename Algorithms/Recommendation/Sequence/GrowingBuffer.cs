namespace SocialCommerce.Algorithms.Recommendation;

/// <summary>Memory that is kept between uses and grows to the largest of them. What it holds is undefined at first.</summary>
internal sealed class GrowingBuffer
{
    private float[] _values = [];

    public Span<float> Take(int length)
    {
        if (_values.Length < length)
        {
            _values = new float[length + (length / 4)];
        }

        return _values.AsSpan(0, length);
    }
}
