using System.ComponentModel.DataAnnotations;
using SocialCommerce.Grains.Interfaces.Rooms;

namespace SocialCommerce.Grains.Rooms;

/// <summary>Keyword rules of the whole shop. Every room has them besides its own; a room's own allow-rules may except words from them.</summary>
public sealed class ModerationOptions : IValidatableObject
{
    public const string SectionName = "Moderation";

    /// <summary>Action to terms, such as <c>Block</c> to a list of them.</summary>
    public Dictionary<KeywordAction, List<string>> Rules { get; set; } = [];

    /// <summary>The same as rooms have them.</summary>
    public ImmutableArray<KeywordRule> ListRules() =>
        [.. Rules.SelectMany(static action => action.Value.Select(term => new KeywordRule(term, action.Key)))];

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext) =>
        ModerationLimits.Check(ListRules()).Select(static error => new ValidationResult($"{error.Field} {error.Message}", [nameof(Rules)]));
}
