using SocialCommerce.Algorithms.Recommendation;
using SocialCommerce.Grains.Interfaces.Interactions;

namespace SocialCommerce.Grains.Recommendations;

/// <summary>One list as it was shown: to whom, when, made how, and what was on it, the first first.</summary>
/// <param name="Offset">The last row of the interaction log that the user's state contained.</param>
/// <param name="Trace">
/// Of a sample, and on request: everything the list was made of that is not in the interaction log, as
/// <see cref="SuggestionTrace"/>; null otherwise.
/// </param>
public sealed record Impression(
    string ImpressionId,
    string UserId,
    DateTimeOffset At,
    string? RoomId,
    string ModelVersion,
    string Variant,
    long Offset,
    ImmutableArray<ImpressionItem> Items,
    ReadOnlyMemory<byte>? Trace = null);

/// <summary>One product of a list, with its <see cref="CandidateFeatures"/> as they were.</summary>
public readonly record struct ImpressionItem(
    string ProductId, float Score, Retriever Source, bool IsTrial, ReadOnlyMemory<float> Features);

/// <summary>An impression as it stands in the log, and what the user did with it so far.</summary>
/// <param name="Number">Grows with every impression; holes are possible.</param>
public sealed record LoggedImpression(long Number, Impression Impression, ImmutableArray<ImpressionOutcome> Outcomes);

/// <summary>An interaction that names an impression.</summary>
public readonly record struct ImpressionOutcome(string ProductId, InteractionKind Kind, double? Value, DateTimeOffset At);
