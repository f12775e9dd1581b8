using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace SocialCommerce.Algorithms.Recommendation;

/// <summary>One number per retriever, indexed by <see cref="ReasonKind"/>; the first is unused.</summary>
[InlineArray(Length)]
internal struct ChannelScores
{
    public const int Length = (int)ReasonKind.Campaign + 1;

    private float _first;

    /// <summary>All channels at once: scoring thousands of candidates is what a request spends its time on.</summary>
    public Vector256<float> Vector
    {
        readonly get => Vector256.LoadUnsafe(in _first);
        set => value.StoreUnsafe(ref _first);
    }
}
