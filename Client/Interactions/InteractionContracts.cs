namespace SocialCommerce.Client.Interactions;

/// <summary>What a user did with a product.</summary>
public enum InteractionKind
{
    Unknown = 0,
    View = 1,
    Click = 2,
    Like = 3,
    Share = 4,
    Cart = 5,
    Purchase = 6,
    Rating = 7,
    Dismiss = 8,
}

/// <summary>An interaction to record. With an event id of one's own it can be sent again without counting twice.</summary>
public sealed record Interaction(
    string ProductId,
    InteractionKind Kind,
    string? EventId = null,
    string? RoomId = null,
    double? Value = null,
    DateTimeOffset? At = null,
    string? ImpressionId = null);

public sealed record InteractionBatch(IReadOnlyList<Interaction> Items);

public sealed record InteractionResults(IReadOnlyList<InteractionResult> Results);

/// <summary>Status: recorded, duplicate, unknownProduct or invalid.</summary>
public sealed record InteractionResult(string Status, long? Offset = null);
