namespace SocialCommerce.Client.Recommendations;

/// <summary>What the shop thinks its user likes.</summary>
public sealed record Taste(
    bool Personalised, IReadOnlyList<Interest> Interests, IReadOnlyList<RemovedInterest> Removed, DateTimeOffset? ForgottenAt = null);

/// <summary>Kind: category, brand or product. Name: of a category or brand; the id of a product.</summary>
public sealed record Interest(string Kind, string Name, string Title, double Weight, InterestReason Because, string? ImageUrl = null);

/// <summary>The strongest act, the time of the last, and the products it comes from.</summary>
public sealed record InterestReason(string Act, DateTimeOffset At, IReadOnlyList<InterestSource> Products);

public sealed record InterestSource(string ProductId, string Title);

public sealed record RemovedInterest(string Kind, string Name, string Title, DateTimeOffset At);
