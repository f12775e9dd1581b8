using System.Collections.Concurrent;
using System.Threading.Channels;

namespace SocialCommerce.Contract.Tests.Hosting;

/// <summary>Lines that grains write and tests await, and gates that tests open and grains await.</summary>
internal sealed class Journal
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly ConcurrentDictionary<string, TaskCompletionSource> _gates = new();
    private readonly Channel<string> _lines = Channel.CreateUnbounded<string>();

    public void Write(string line) => _lines.Writer.TryWrite(line);

    /// <summary>The next line; a test that waits in vain fails with what it expected.</summary>
    public async Task<string> NextAsync(string expected = "a line")
    {
        using var patience = new CancellationTokenSource(Patience);
        try
        {
            return await _lines.Reader.ReadAsync(patience.Token);
        }
        catch (OperationCanceledException)
        {
            throw new TimeoutException($"No line was written; expected {expected}.");
        }
    }

    public async Task ExpectAsync(params string[] lines)
    {
        foreach (var line in lines)
        {
            Assert.Equal(line, await NextAsync(line));
        }
    }

    public async Task ExpectInAnyOrderAsync(params string[] lines)
    {
        var written = new List<string>();
        while (written.Count < lines.Length)
        {
            written.Add(await NextAsync($"one of {string.Join(", ", lines)} after {string.Join(", ", written)}"));
        }

        Assert.Equal(lines.Order(StringComparer.Ordinal), written.Order(StringComparer.Ordinal));
    }

    public bool IsEmpty => _lines.Reader.Count == 0;

    public Task Gate(string name) => GateOf(name).Task;

    public void Open(string name) => GateOf(name).TrySetResult();

    private TaskCompletionSource GateOf(string name) =>
        _gates.GetOrAdd(name, static _ => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
}
