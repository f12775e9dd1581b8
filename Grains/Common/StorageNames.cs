namespace SocialCommerce.Grains.Common;

/// <summary>Names under which grain storage is registered.</summary>
public static class StorageNames
{
    public const string Commerce = "commerce";
}
