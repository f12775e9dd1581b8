namespace SocialCommerce.Grains.Operations;

/// <summary>Writes one chain of audit records for the grain that owns it.</summary>
internal sealed class AuditTrail(IChainLog log, string chain)
{
    private readonly ChainWriter _chain = new(log, chain);

    /// <inheritdoc cref="ChainWriter.IsBroken"/>
    public bool IsBroken => _chain.IsBroken;

    public Task LoadAsync(CancellationToken cancellationToken) => _chain.LoadAsync(cancellationToken);

    /// <summary>Durable when it answers.</summary>
    public Task AppendAsync(AuditRecord record) => _chain.AppendAsync(AuditChain.Write(record));

    public Task<IReadOnlyList<ChainEntry>> ReadBackAsync(long before, int limit, CancellationToken cancellationToken) =>
        _chain.ReadBackAsync(before, limit, cancellationToken);

    public Task<IReadOnlyList<ChainEntry>> ReadAsync(long after, int limit, CancellationToken cancellationToken) =>
        _chain.ReadAsync(after, limit, cancellationToken);

    /// <inheritdoc cref="ChainWriter.VerifyAsync"/>
    public Task<(long Sound, long? Broken)> VerifyAsync(CancellationToken cancellationToken) => _chain.VerifyAsync(cancellationToken);
}
