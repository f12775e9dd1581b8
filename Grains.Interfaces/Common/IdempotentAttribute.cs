namespace SocialCommerce.Grains.Interfaces.Common;

/// <summary>
/// A call that may be made again when nobody knows whether it arrived: it only reads, or its command carries an id that
/// the grain counts once, or its second time finds everything as the first left it and answers the same.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class IdempotentAttribute : Attribute;
