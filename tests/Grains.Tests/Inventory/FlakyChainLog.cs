using Microsoft.Extensions.DependencyInjection;
using SocialCommerce.Grains.Common;

namespace SocialCommerce.Grains.Tests.Inventory;

/// <summary>A chain log that fails when the test says so: before it wrote, or after, when only the answer is lost.</summary>
internal sealed class FlakyChainLog(IChainLog log) : IChainLog
{
    /// <summary>Asked at each append, from any thread.</summary>
    public Func<Failure> Next { get; set; } = () => Failure.None;

    /// <summary>Changes what is read, as somebody who got at the file could.</summary>
    public Func<ChainEntry, ChainEntry> Tamper { get; set; } = entry => entry;

    /// <summary>Holds appends back until the test lets them go.</summary>
    public Task Gate { get; set; } = Task.CompletedTask;

    public static void Use(IServiceCollection services)
    {
        var real = services.Last(descriptor => descriptor.ServiceType == typeof(IChainLog)).ImplementationType!;
        services.AddSingleton<IChainLog>(provider => new FlakyChainLog((IChainLog)ActivatorUtilities.CreateInstance(provider, real)));
    }

    public async Task AppendAsync(string chain, ChainEntry entry, CancellationToken cancellationToken)
    {
        var failure = Next();
        if (failure == Failure.Before)
        {
            throw new IOException("The disk is full.");
        }

        var appending = log.AppendAsync(chain, entry, cancellationToken);
        await Gate;
        await appending;
        if (failure == Failure.After)
        {
            throw new IOException("Nobody knows.");
        }
    }

    public async Task<IReadOnlyList<ChainEntry>> ReadAsync(
        string chain, long afterSequence, int limit, CancellationToken cancellationToken) =>
        [.. (await log.ReadAsync(chain, afterSequence, limit, cancellationToken)).Select(Tamper)];

    public async Task<IReadOnlyList<ChainEntry>> ReadBackAsync(
        string chain, long beforeSequence, int limit, CancellationToken cancellationToken) =>
        [.. (await log.ReadBackAsync(chain, beforeSequence, limit, cancellationToken)).Select(Tamper)];

    public enum Failure
    {
        None,
        Before,
        After,
    }
}
