using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Text.Json;

namespace SocialCommerce.Tools.Serve;

/// <summary>
/// What this process has used so far, for a bench that started it: every line on standard input is answered by one on
/// standard output.
/// </summary>
internal sealed class MeterReport : IDisposable
{
    /// <summary>Begins an answer.</summary>
    public const string Prefix = "meters ";

    private const string StoreMeter = "SocialCommerce.Store";
    private const string ReadsInstrument = "socialcommerce.store.reads";

    private readonly MeterListener _listener = new();
    private long _storeReads;

    private MeterReport()
    {
        _listener.InstrumentPublished = static (instrument, listener) =>
        {
            if (instrument.Meter.Name == StoreMeter && instrument.Name == ReadsInstrument)
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<long>((_, count, _, _) => Interlocked.Add(ref _storeReads, count));
        _listener.Start();
    }

    /// <summary>Answers on a thread of its own until standard input ends.</summary>
    public static MeterReport Start(TextReader input, TextWriter output)
    {
        var report = new MeterReport();
        new Thread(() => report.Answer(input, output)) { IsBackground = true, Name = "meters" }.Start();
        return report;
    }

    public void Dispose() => _listener.Dispose();

    private void Answer(TextReader input, TextWriter output)
    {
        while (input.ReadLine() is not null)
        {
            output.WriteLine(Prefix + JsonSerializer.Serialize(Take(), JsonSerializerOptions.Web));
            output.Flush();
        }
    }

    private ServerMeters Take()
    {
        using var process = Process.GetCurrentProcess();
        return new ServerMeters(
            process.WorkingSet64,
            GC.GetTotalAllocatedBytes(),
            Interlocked.Read(ref _storeReads),
            (long)process.TotalProcessorTime.TotalMilliseconds);
    }
}

/// <summary>What a server process has used since it started.</summary>
/// <param name="RssBytes">Memory that it holds now.</param>
/// <param name="AllocatedBytes">Bytes of managed memory ever allocated; null where that is not counted.</param>
/// <param name="StoreReads">Reads of the store; null where there is none.</param>
/// <param name="ProcessorMs">Processor time in milliseconds.</param>
internal sealed record ServerMeters(long RssBytes, long? AllocatedBytes, long? StoreReads, long ProcessorMs);
