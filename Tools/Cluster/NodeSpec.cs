namespace SocialCommerce.Tools.Cluster;

/// <summary>One process of the cluster, as it is started and started again.</summary>
/// <param name="Url">Where its health answers; for an Api also where everybody reaches it.</param>
internal sealed record NodeSpec(
    string Name,
    NodeKind Kind,
    string Program,
    IReadOnlyList<string> Arguments,
    IReadOnlyDictionary<string, string> Environment,
    Uri Url);

internal enum NodeKind
{
    Silo = 0,
    Api = 1,
}
