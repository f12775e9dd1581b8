using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using Orleans;
using Orleans.Runtime;
using SocialCommerce.Grains.Interfaces.Operations;
using SocialCommerce.Grains.Operations;

namespace SocialCommerce.Api.Tests.Operations.Idempotency;

/// <summary>What may go wrong when an answer is stored.</summary>
internal enum StoreFault
{
    None = 0,
    ReminderFails = 1,
    WriteFails = 2,

    /// <summary>The write lands, and nobody is told.</summary>
    WriteUnknown = 3,
}

/// <summary>
/// The grain of one key around the real process, over a store that can fail. A write that fails drops the activation, as the
/// real one does.
/// </summary>
internal sealed class KeyedGrain(TimeProvider clock, PlantedFault planted) : IIdempotencyGrain, IOperationStore
{
    private OperationProcess? _active;
    private OperationMemory _memory = new();

    public OperationMemory Memory => _memory;

    /// <summary>What goes wrong with the next answer.</summary>
    public StoreFault Next { get; set; }

    /// <summary>When somebody comes back to forget; null when nobody does.</summary>
    public DateTimeOffset? RemindAt { get; private set; }

    private OperationProcess Process => _active ??= new OperationProcess(this, clock);

    public Task<OperationState> BeginAsync(BeginOperation command, CancellationToken cancellationToken = default) => Task.FromResult(Process.Begin(
        planted == PlantedFault.BodyIgnored ? command with { Fingerprint = "same" } : command));

    public async Task<OperationState> CompleteAsync(CompleteOperation command, CancellationToken cancellationToken = default)
    {
        if (planted == PlantedFault.AnswerNotStored)
        {
            Process.Abandon(command.AttemptId);
            return new OperationState(OperationStatus.Completed, command.Answer);
        }

        if (planted == PlantedFault.LastAnswerWins)
        {
            _memory = new OperationMemory();
        }

        var told = planted == PlantedFault.BodyIgnored ? command with { Fingerprint = "same" } : command;
        var isStuck = planted == PlantedFault.FailedAttemptStays && Next == StoreFault.ReminderFails;
        return isStuck ? throw Fail() : await Process.CompleteAsync(told);
    }

    public Task AbandonAsync(string attemptId, CancellationToken cancellationToken = default)
    {
        Process.Abandon(attemptId);
        return Task.CompletedTask;
    }

    /// <summary>The activation is lost, and with it what it knew of attempts.</summary>
    public void Drop() => _active = null;

    public Task TickAsync()
    {
        if (planted == PlantedFault.EarlyReminderForgets)
        {
            return ClearAsync();
        }

        return Process.ForgetAsync();
    }

    public Task RemindAsync(TimeSpan after)
    {
        if (Next == StoreFault.ReminderFails)
        {
            return Task.FromException(Fail());
        }

        RemindAt = clock.GetUtcNow() + after;
        return Task.CompletedTask;
    }

    public Task SaveAsync(OperationMemory next)
    {
        if (ReferenceEquals(next, _memory))
        {
            return Task.CompletedTask;
        }

        if (Next is not StoreFault.WriteFails)
        {
            _memory = next;
        }

        if (Next is StoreFault.None)
        {
            return Task.CompletedTask;
        }

        Drop();
        return Task.FromException(Fail());
    }

    public Task ClearAsync()
    {
        (_memory, RemindAt) = (new OperationMemory(), null);
        Drop();
        return Task.CompletedTask;
    }

    private OrleansException Fail()
    {
        Next = StoreFault.None;
        return new OrleansException("The store could not write.");
    }
}

/// <summary>Finds the grain of a key, and no other.</summary>
[SuppressMessage("Performance", "CA1852", Justification = "The proxy that is made derives from it.")]
internal class KeyedGrains : DispatchProxy
{
    private Func<string, KeyedGrain>? _find;

    public static IGrainFactory Make(Func<string, KeyedGrain> find)
    {
        var made = Create<IGrainFactory, KeyedGrains>();
        ((KeyedGrains)(object)made)._find = find;
        return made;
    }

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) => _find!((string)args![0]!);
}
