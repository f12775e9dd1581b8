using System.Collections.Immutable;
using Orleans.Runtime;
using Orleans.Runtime.Local;
using SocialCommerce.Grains.Interfaces.Operations;
using SocialCommerce.Silo.Operations;

namespace SocialCommerce.Silo.Engine;

/// <summary>The engine is in this process, so it is simply looked at.</summary>
internal sealed class EngineFiguresSource(EngineView engine, TimeProvider clock) : IEngineFigures
{
    private const int MailboxesShown = 15;

    /// <summary>A look at so many activations may be taken every second; at more, as much more seldom.</summary>
    private const int LooksPerSecond = 200_000;

    private EngineFigures? _last;
    private DateTimeOffset _nextAt;

    public string EngineName => SiloEngine.Name;

    public string SiloName { get; } = $"{Environment.MachineName}:{Environment.ProcessId}";

    public Task<EngineFigures> ReadAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        if (_last is null || now >= _nextAt)
        {
            _last = Read();
            _nextAt = now + TimeSpan.FromSeconds(engine.ActivationCount / LooksPerSecond);
        }

        return Task.FromResult(_last);
    }

    public GrainPresence Find(GrainName grain) => engine.Find(GrainNames.IdOf(grain)) is { } found
        ? new GrainPresence(IsActive: true, found.Waiting, found.Running)
        : new GrainPresence(IsActive: false, null, null);

    private EngineFigures Read()
    {
        var counts = new Dictionary<GrainType, long>();
        var busy = new List<ActivationLook>();
        var waiting = 0L;
        foreach (var look in engine.Activations)
        {
            counts[look.GrainId.Type] = counts.GetValueOrDefault(look.GrainId.Type) + 1;
            waiting += look.Waiting;
            if (look.Waiting > 0)
            {
                busy.Add(look);
            }
        }

        var longest = busy.OrderByDescending(static look => look.Waiting).Take(MailboxesShown)
            .Select(static look => new Mailbox(GrainNames.Of(look.GrainId), look.Waiting, look.Running));
        return new EngineFigures(
            [
                .. counts.Select(static entry => new ActivationCount(GrainNames.TypeOf(entry.Key), entry.Value))
                    .OrderByDescending(static entry => entry.Count),
            ],
            new MailboxFigures(waiting, [.. longest]));
    }
}
