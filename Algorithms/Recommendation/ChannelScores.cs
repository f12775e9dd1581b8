using System.Runtime.CompilerServices;

namespace SocialCommerce.Algorithms.Recommendation;

/// <summary>One number per retriever, indexed by <see cref="ReasonKind"/>; the first is unused.</summary>
[InlineArray(Length)]
internal struct ChannelScores
{
    public const int Length = (int)ReasonKind.Campaign + 1;

    private float _first;
}
