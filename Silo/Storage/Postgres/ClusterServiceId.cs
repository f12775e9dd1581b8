namespace SocialCommerce.Silo.Storage;

/// <summary>Whose rows are ours in the tables that Orleans' providers share between services.</summary>
internal sealed record ClusterServiceId(string Id);
