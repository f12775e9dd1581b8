namespace SocialCommerce.Grains.Common;

/// <summary>
/// Named values of many megabytes that do not belong into grain state, such as trained models. A value becomes readable
/// when its write has answered, whole or not at all, whatever is killed in between.
/// </summary>
public interface IBlobStore
{
    /// <summary>Writes a value, replacing what had the name. One writer per name at a time.</summary>
    Task WriteAsync(string name, ReadOnlyMemory<byte> content, CancellationToken cancellationToken);

    /// <summary>The value, or null when there is none.</summary>
    Task<byte[]?> ReadAsync(string name, CancellationToken cancellationToken);

    /// <summary>Removes a value; one that is not there is no error.</summary>
    Task DeleteAsync(string name, CancellationToken cancellationToken);
}
