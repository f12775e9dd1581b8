namespace SocialCommerce.Grains.Interfaces.Common;

/// <summary>One thing that is wrong with one field of a command. Field is the wire name, camelCase.</summary>
[GenerateSerializer, Immutable, Alias("sc.FieldError")]
public sealed record FieldError([property: Id(0)] string Field, [property: Id(1)] string Message);
