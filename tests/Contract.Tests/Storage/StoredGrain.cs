using Orleans.Concurrency;

namespace SocialCommerce.Contract.Tests.Storage;

[Alias("contract.IStoredGrain")]
public interface IStoredGrain : IGrainWithStringKey
{
    Task<(int Value, bool Exists)> Read();

    Task Write(int value);

    Task Clear();

    /// <summary>Changes the value without writing it.</summary>
    Task Set(int value);

    Task ReadAgain();

    Task<string?> Etag();

    Task<string> Activation();

    Task Leave();
}

[Alias("contract.IFlakyStateGrain")]
public interface IFlakyStateGrain : IStoredGrain
{
    Task WriteWith(int value, CancellationToken cancellationToken);
}

[Alias("contract.ITwoStatesGrain")]
public interface ITwoStatesGrain : IGrainWithStringKey
{
    Task Write(int? first, int? second);

    Task<(int First, int Second)> Read();

    Task Leave();
}

[GenerateSerializer, Alias("contract.StoredValue")]
internal sealed class StoredValue
{
    [Id(0)]
    public int Value { get; set; } = -1;
}

internal abstract class StoredGrainBase(IPersistentState<StoredValue> storage) : Grain, IStoredGrain
{
    public Task<(int Value, bool Exists)> Read() => Task.FromResult((storage.State.Value, storage.RecordExists));

    public Task Write(int value)
    {
        storage.State.Value = value;
        return storage.WriteStateAsync();
    }

    public Task Clear() => storage.ClearStateAsync();

    public Task Set(int value)
    {
        storage.State.Value = value;
        return Task.CompletedTask;
    }

    public Task ReadAgain() => storage.ReadStateAsync();

    public Task<string?> Etag() => Task.FromResult(storage.Etag);

    public Task<string> Activation() => Task.FromResult(GrainContext.ActivationId.ToString());

    public Task Leave()
    {
        DeactivateOnIdle();
        return Task.CompletedTask;
    }

    protected Task Store(int value, CancellationToken cancellationToken)
    {
        storage.State.Value = value;
        return storage.WriteStateAsync(cancellationToken);
    }
}

internal sealed class StoredGrain([PersistentState("value", "state")] IPersistentState<StoredValue> storage) : StoredGrainBase(storage);

/// <summary>Keeps its state in a storage that fails when the test says so.</summary>
internal sealed class FlakyStateGrain([PersistentState("value", "flaky")] IPersistentState<StoredValue> storage)
    : StoredGrainBase(storage), IFlakyStateGrain
{
    public Task WriteWith(int value, CancellationToken cancellationToken) => Store(value, cancellationToken);
}

internal sealed class TwoStatesGrain(
    [PersistentState("first", "state")] IPersistentState<StoredValue> first,
    [PersistentState("value", "state")] IPersistentState<StoredValue> second) : Grain, ITwoStatesGrain
{
    public async Task Write(int? newFirst, int? newSecond)
    {
        if (newFirst is { } value)
        {
            first.State = new StoredValue { Value = value };
            await first.WriteStateAsync();
        }

        if (newSecond is { } other)
        {
            second.State = new StoredValue { Value = other };
            await second.WriteStateAsync();
        }
    }

    public Task<(int First, int Second)> Read() => Task.FromResult((first.State.Value, second.State.Value));

    public Task Leave()
    {
        DeactivateOnIdle();
        return Task.CompletedTask;
    }
}

[Alias("contract.IOddStateGrain")]
public interface IOddStateGrain : IGrainWithStringKey
{
    Task<string> Ask();
}

/// <summary>Asks its state before there is any.</summary>
internal sealed class HastyGrain : Grain, IOddStateGrain
{
    private readonly string _answer;

    public HastyGrain([PersistentState("value", "state")] IPersistentState<StoredValue> storage)
    {
        try
        {
            _answer = storage.RecordExists.ToString();
        }
        catch (InvalidOperationException)
        {
            _answer = "not loaded";
        }
    }

    public Task<string> Ask() => Task.FromResult(_answer);
}

/// <summary>Touches its state from a thread that is not its own.</summary>
internal sealed class TrespassingGrain([PersistentState("value", "state")] IPersistentState<StoredValue> storage) : Grain, IOddStateGrain
{
    public Task<string> Ask() => Task.Run(() =>
    {
        try
        {
            return storage.State.Value.ToString();
        }
        catch (InvalidOperationException)
        {
            return "refused";
        }
    });
}

internal sealed class HomelessGrain([PersistentState("value", "nowhere")] IPersistentState<StoredValue> storage) : Grain, IOddStateGrain
{
    public Task<string> Ask() => Task.FromResult(storage.State.Value.ToString());
}

[Alias("contract.IBusyWriterGrain")]
public interface IBusyWriterGrain : IGrainWithStringKey
{
    Task<string> WriteSideBySide(int count);
}

/// <summary>Starts many writes at once, as a reentrant grain may.</summary>
[Reentrant]
internal sealed class BusyWriterGrain([PersistentState("value", "flaky")] IPersistentState<StoredValue> storage) : Grain, IBusyWriterGrain
{
    public async Task<string> WriteSideBySide(int count)
    {
        List<Task> writes = [];
        for (var value = 1; value <= count; value++)
        {
            storage.State.Value = value;
            writes.Add(storage.WriteStateAsync());
        }

        await Task.WhenAll(writes);
        await storage.ReadStateAsync();
        return $"{storage.State.Value}";
    }
}

[Alias("contract.IStateCallerGrain")]
public interface IStateCallerGrain : IGrainWithStringKey
{
    Task<string> WriteThrough(IStoredGrain grain, int value);
}

internal sealed class StateCallerGrain : Grain, IStateCallerGrain
{
    public async Task<string> WriteThrough(IStoredGrain grain, int value)
    {
        if (value > 0)
        {
            await grain.Write(value);
        }

        return GrainContext.ActivationId.ToString();
    }
}
