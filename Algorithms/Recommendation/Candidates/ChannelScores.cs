using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace SocialCommerce.Algorithms.Recommendation;

/// <summary>One number per retriever, indexed by <see cref="Retriever"/>; the first and the last few are unused.</summary>
[InlineArray(Length)]
internal struct ChannelScores
{
    public const int Length = 16;

    private float _first;

    /// <summary>All channels at once: scoring thousands of candidates is what a request spends its time on.</summary>
    public Vector512<float> Vector
    {
        readonly get => Vector512.LoadUnsafe(in _first);
        set => value.StoreUnsafe(ref _first);
    }
}
