using System.Text.Json;

namespace SocialCommerce.Grains.Operations;

/// <summary>Audit records as entries of a chain. Pure.</summary>
internal static class AuditChain
{
    /// <summary>The entry that follows another.</summary>
    public static ChainEntry Next(string chain, ChainEntry previous, AuditRecord record) =>
        HashChain.Next(chain, previous, Write(record));

    public static byte[] Write(AuditRecord record) => JsonSerializer.SerializeToUtf8Bytes(record, GrainJson.Default.AuditRecord);

    public static AuditRecord Read(ChainEntry entry) =>
        JsonSerializer.Deserialize(entry.Payload.Span, GrainJson.Default.AuditRecord)
        ?? throw new InvalidDataException($"Audit entry {entry.Sequence} is stored as null.");
}
