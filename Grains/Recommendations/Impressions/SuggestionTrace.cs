using System.Text.Json;
using System.Text.Json.Serialization;
using SocialCommerce.Algorithms.Recommendation;

namespace SocialCommerce.Grains.Recommendations;

/// <summary>
/// Everything one list was made of that the interaction log does not tell, and the list itself: what other grains said,
/// what the user had been shown, and the user's embedding (the log has it before each row, rounded).
/// </summary>
internal sealed record SuggestionTrace
{
    public ImmutableDictionary<string, double> Parameters { get; set; } = ImmutableDictionary<string, double>.Empty;

    public int Limit { get; set; }

    public ImmutableArray<string> Exclude { get; set; } = [];

    public float[] Vector { get; set; } = [];

    /// <summary>The interest in categories, when the user removed some; the log tells it otherwise.</summary>
    public HeavyHittersSnapshot<string>? Affinity { get; set; }

    /// <summary>The last row of the log that the user had forgotten then.</summary>
    public long ForgottenUpTo { get; set; }

    /// <summary>Which trained ranker scored; null when none did.</summary>
    public string? Scorer { get; set; }

    public ImmutableArray<TracedProposal> Proposals { get; set; } = [];

    public ImmutableArray<ExplorationArm> Arms { get; set; } = [];

    public ImmutableArray<TracedDismissal> Dismissed { get; set; } = [];

    public ImmutableArray<TracedCard> Cards { get; set; } = [];

    public ImmutableArray<TracedSuggestion> Answer { get; set; } = [];

    public byte[] Pack() => JsonSerializer.SerializeToUtf8Bytes(this, TraceJson.Default.SuggestionTrace);

    /// <exception cref="JsonException">It is no trace.</exception>
    public static SuggestionTrace Unpack(ReadOnlySpan<byte> packed) =>
        JsonSerializer.Deserialize(packed, TraceJson.Default.SuggestionTrace)!;
}

/// <summary>A <see cref="Proposal"/> in parallel arrays.</summary>
internal sealed record TracedProposal(Retriever Retriever, string? Source, int Position, string[] Items, float[] Weights)
{
    public static TracedProposal Of(Proposal proposal)
    {
        var (items, weights) = TracedWeights.Split(proposal.Items.Span);
        return new TracedProposal(proposal.Retriever, proposal.Source, proposal.Position, items, weights);
    }

    public Proposal ToProposal() => new(Retriever, Source, Position, TracedWeights.Join(Items, Weights));
}

/// <summary>A <see cref="DismissedProduct"/> in parallel arrays.</summary>
internal sealed record TracedDismissal(
    string ProductId, string? Category, float[] Embedding, string[] Neighbours, float[] Weights)
{
    public static TracedDismissal Of(DismissedProduct dismissed) => new(
        dismissed.ProductId, dismissed.Category, dismissed.Embedding.ToArray(), [.. dismissed.Neighbours.Keys],
        [.. dismissed.Neighbours.Values]);

    public DismissedProduct ToDismissed() => new(
        ProductId, Category, Embedding,
        TracedWeights.Join(Neighbours, Weights).ToDictionary(entry => entry.Key, entry => entry.Weight, StringComparer.Ordinal));
}

/// <summary>A card as the ranker saw it, and what the user remembered of the product.</summary>
internal sealed record TracedCard(
    string ProductId,
    string Category,
    double Degree,
    bool IsAvailable,
    float[] Embedding,
    string SellerId,
    DateTimeOffset CreatedAt,
    bool IsProtected,
    int Shown,
    DateTimeOffset ShownAt,
    float AudienceFactor = 1)
{
    public static TracedCard Of(CandidateCard card, ShownProduct? shown) => new(
        card.ProductId, card.Category, card.Degree, card.IsAvailable, card.Embedding.ToArray(), card.SellerId,
        card.CreatedAt, card.IsProtected, shown?.Count ?? 0, shown?.At ?? default, card.AudienceFactor);

    public CandidateCard ToCard() => new(
        ProductId, Category, Degree, IsAvailable, Embedding, SellerId, CreatedAt, IsProtected, AudienceFactor);

    public ShownProduct? ToShown() => Shown == 0 ? null : new ShownProduct(Shown, ShownAt, Retriever.Unknown, IsTrial: false);
}

/// <summary>One line of the answer.</summary>
internal sealed record TracedSuggestion(string ProductId, float Score, bool IsTrial, ImmutableArray<Reason> Reasons)
{
    public static TracedSuggestion Of(RankedSuggestion ranked) =>
        new(ranked.ProductId, ranked.Score, ranked.IsTrial, [.. ranked.Reasons]);

    public bool IsSame(TracedSuggestion other) =>
        (ProductId, Score, IsTrial) == (other.ProductId, other.Score, other.IsTrial) && Reasons.SequenceEqual(other.Reasons);
}

/// <summary>Weighted keys as parallel arrays, of which the weights are packed.</summary>
internal static class TracedWeights
{
    public static (string[] Keys, float[] Weights) Split(ReadOnlySpan<Weighted<string>> entries)
    {
        var keys = new string[entries.Length];
        var weights = new float[entries.Length];
        for (var index = 0; index < entries.Length; index++)
        {
            (keys[index], weights[index]) = (entries[index].Key, entries[index].Weight);
        }

        return (keys, weights);
    }

    public static Weighted<string>[] Join(string[] keys, float[] weights) =>
        [.. keys.Zip(weights, static (key, weight) => new Weighted<string>(key, weight))];
}

/// <summary>How traces are stored.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    Converters = [typeof(PackedFloatArrayConverter)])]
[JsonSerializable(typeof(SuggestionTrace))]
internal sealed partial class TraceJson : JsonSerializerContext;
