using System.Collections.Immutable;
using SocialCommerce.Grains.Interfaces.Operations;

namespace SocialCommerce.Silo.Operations;

/// <summary>What the engine tells of itself. What it cannot tell is null, never zero. One implementation per engine.</summary>
internal interface IEngineFigures
{
    string EngineName { get; }

    /// <summary>Unique in the cluster.</summary>
    string SiloName { get; }

    Task<EngineFigures> ReadAsync(CancellationToken cancellationToken);

    /// <summary>Whether a grain is active in this silo, and what waits for it.</summary>
    GrainPresence Find(GrainName grain);
}

internal sealed record EngineFigures(ImmutableArray<ActivationCount>? Activations, MailboxFigures? Mailboxes);

internal readonly record struct GrainPresence(bool? IsActive, int? Waiting, int? Running)
{
    public static GrainPresence Unknown => default;
}
