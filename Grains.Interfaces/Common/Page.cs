namespace SocialCommerce.Grains.Interfaces.Common;

/// <summary>Bounds of every paged list.</summary>
public static class PageLimits
{
    public const int LimitMax = 100;

    public const int LimitDefault = 20;
}

/// <summary>A page of ids, newest first. <see cref="NextCursor"/> is opaque; null means the end.</summary>
[GenerateSerializer, Immutable, Alias("sc.IdPage")]
public sealed record IdPage(
    [property: Id(0)] ImmutableArray<string> Ids,
    [property: Id(1)] string? NextCursor);

/// <summary>Asks for a page that starts after <see cref="Cursor"/>.</summary>
[GenerateSerializer, Immutable, Alias("sc.PageRequest")]
public sealed record PageRequest([property: Id(0)] int Limit, [property: Id(1)] string? Cursor);
