using System.Runtime.CompilerServices;

namespace SocialCommerce.Algorithms.Recommendation;

/// <summary>Sources of candidates as the ranker weighs them: finer than what is told to the user.</summary>
internal enum Channel
{
    Similar,
    Friend,
    Room,
    Trending,
    CategoryTrending,
    Taste,
    Explore,
    Campaign,
}

/// <summary>One number per channel.</summary>
[InlineArray(Length)]
internal struct ChannelScores
{
    public const int Length = 8;

    private float _first;
}

internal static class Channels
{
    public static ReasonKind ToReason(this Channel channel) => channel switch
    {
        Channel.Similar => ReasonKind.Similar,
        Channel.Friend => ReasonKind.Friend,
        Channel.Room => ReasonKind.Room,
        Channel.Trending or Channel.CategoryTrending => ReasonKind.Trending,
        Channel.Taste => ReasonKind.Taste,
        Channel.Explore => ReasonKind.Explore,
        Channel.Campaign => ReasonKind.Campaign,
        _ => throw new ArgumentOutOfRangeException(nameof(channel), channel, "Not a channel."),
    };

    public static Channel ToChannel(this ReasonKind kind) => kind switch
    {
        ReasonKind.Similar => Channel.Similar,
        ReasonKind.Friend => Channel.Friend,
        ReasonKind.Room => Channel.Room,
        ReasonKind.Trending => Channel.Trending,
        ReasonKind.Taste => Channel.Taste,
        ReasonKind.Explore => Channel.Explore,
        ReasonKind.Campaign => Channel.Campaign,
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "No retriever has this kind."),
    };
}
