namespace SocialCommerce.Grains.Interfaces.Common;

/// <summary>An amount in the currency's minor unit (fen, cents). Currency is an ISO 4217 code.</summary>
[GenerateSerializer, Immutable, Alias("sc.Money")]
public readonly record struct Money([property: Id(0)] long AmountMinor, [property: Id(1)] string Currency);
