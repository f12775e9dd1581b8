using System.Globalization;

namespace SocialCommerce.Tools.Simulate.Faults;

/// <summary>
/// The disk fails under a server that has buyers: one call, the first to the hundredth of a kind, or for a while all of them.
/// Nobody restarts the server; it is to come back by itself.
/// </summary>
internal sealed class DiskErrors(FaultOptions options, FaultReport report, TimeProvider clock) : IFaultRun
{
    /// <summary>Of so many faults of a kind one lasts.</summary>
    private const int LastingEvery = 10;

    /// <summary>Threads count for themselves, and readers are many.</summary>
    private const int ReadNthMax = 5;

    private static readonly TimeSpan LastFor = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan ReachMax = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan ReadReachMax = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan GiveUpAfter = TimeSpan.FromSeconds(60);

    private readonly string _error = options.Fault == FaultKind.Eio ? "EIO" : "ENOSPC";

    /// <summary>How many faults there are in all: the first so many calls of each kind.</summary>
    public int Total => Kinds.Count * options.Count;

    // Nothing but a write finds a disk full.
    private IReadOnlyList<string> Kinds => options.Fault == FaultKind.Eio ? [WritePoint.Writes, WritePoint.Syncs, WritePoint.Reads] : [WritePoint.Writes];

    public async Task RunAsync(FaultShop shop, int first, int count, CancellationToken cancellationToken)
    {
        shop.Traffic.Start(cancellationToken);
        for (var number = first; number < first + count; number++)
        {
            var (calls, nth) = (Kinds[number % Kinds.Count], 1 + (number / Kinds.Count));
            var isLasting = nth % LastingEvery == 0;
            var isRead = calls == WritePoint.Reads;
            var when = string.Create(CultureInfo.InvariantCulture, $"{(isRead ? 1 + (nth % ReadNthMax) : nth)}{(isLasting ? "+" : string.Empty)}");
            await FailAsync(shop, new Injection(calls, StoreFiles.PathsOf(shop.Directory, StoreFile.All), $"error={_error}", when), isLasting, cancellationToken);
            if (shop.Server.HasExited)
            {
                report.NoteMistake($"{_error} at {calls} {when} ended the server: {shop.Server.Output}");
                shop.ExpectEnd();
                await shop.StartAsync();
            }
        }

        await shop.JudgeAsync();
    }

    private async Task FailAsync(FaultShop shop, Injection injection, bool isLasting, CancellationToken cancellationToken)
    {
        var kind = $"{_error} at {injection.Calls}{(isLasting ? ", lasting" : string.Empty)}";
        using var log = new ScratchFile();
        var strace = await Strace.AttachAsync(shop.Server.Id, injection, log.Path, cancellationToken);
        try
        {
            if (!await strace.Log.WaitForAsync(StraceLog.Injected, injection.Calls == WritePoint.Reads ? ReadReachMax : ReachMax, cancellationToken))
            {
                report.NoteMissed(kind);
                return;
            }

            if (isLasting)
            {
                await Task.Delay(LastFor, clock, cancellationToken);
                await strace.DisposeAsync();
            }

            report.NoteFault(kind);
            var over = clock.GetTimestamp();
            if (await HasReturnedAsync(shop, cancellationToken))
            {
                report.NoteReturn(kind, clock.GetElapsedTime(over));
            }
            else
            {
                report.NoteMistake($"{kind} {injection.When}: no order was accepted for {GiveUpAfter.TotalSeconds} s");
            }
        }
        finally
        {
            await strace.DisposeAsync();
        }
    }

    private static async Task<bool> HasReturnedAsync(FaultShop shop, CancellationToken cancellationToken)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        deadline.CancelAfter(GiveUpAfter);
        try
        {
            await shop.Traffic.ProbeAsync(deadline.Token);
            return true;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return false;
        }
    }
}
