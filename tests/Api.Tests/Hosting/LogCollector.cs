using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace SocialCommerce.Api.Tests.Hosting;

/// <summary>Keeps what is logged, so that a test can look for what must not be there.</summary>
public sealed class LogCollector : ILoggerProvider
{
    private readonly ConcurrentQueue<LogLine> _lines = new();

    public IReadOnlyCollection<LogLine> Lines => _lines;

    /// <summary>Not those of Orleans' streams: on a busy machine a read of a queue takes too long now and then, and is tried again.</summary>
    public IEnumerable<LogLine> Errors => _lines.Where(static line => line.Level >= LogLevel.Error
        && !line.Category.StartsWith("Orleans.Streams.", StringComparison.Ordinal)
        && !line.Category.StartsWith("Orleans.Providers.", StringComparison.Ordinal));

    public ILogger CreateLogger(string categoryName) => new Collector(categoryName, _lines);

    public void Dispose()
    {
    }

    private sealed class Collector(string category, ConcurrentQueue<LogLine> lines) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            lines.Enqueue(new LogLine(logLevel, category, $"{formatter(state, exception)} {exception}"));
    }
}

public sealed record LogLine(LogLevel Level, string Category, string Text);
