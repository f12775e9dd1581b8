namespace SocialCommerce.Tools.Cluster;

/// <summary>The cluster cannot be had; the message says why, for whoever asked for it.</summary>
internal sealed class ClusterException(string message) : Exception(message);
