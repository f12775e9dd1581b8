using BenchmarkDotNet.Attributes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using SocialCommerce.Silo.Engine;

namespace SocialCommerce.Benchmarks;

/// <summary>Question: what does a call to an idle grain cost beside a plain asynchronous method?</summary>
[InProcess, MemoryDiagnoser]
public class EngineBenchmarks
{
    private readonly PingTarget _plain = new();
    private IHost _host = null!;
    private IPingGrain _grain = null!;

    [GlobalSetup]
    public async Task StartAsync()
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Logging.SetMinimumLevel(LogLevel.None);
        builder.UseOrleans(static silo => silo.UseOneProcess());
        _host = builder.Build();
        await _host.StartAsync();
        _grain = _host.Services.GetRequiredService<IGrainFactory>().GetGrain<IPingGrain>(0);
        await _grain.PingAsync(0);
    }

    [GlobalCleanup]
    public async Task StopAsync()
    {
        await _host.StopAsync();
        _host.Dispose();
    }

    [Benchmark(Baseline = true)]
    public Task<int> PlainMethod() => _plain.PingAsync(1_000);

    [Benchmark]
    public Task<int> GrainCall() => _grain.PingAsync(1_000);

    [Benchmark]
    public Task<int> GrainCallThatAwaits() => _grain.PingLaterAsync(1_000);

    private sealed class PingTarget
    {
        private int _calls;

        public Task<int> PingAsync(int value) => Task.FromResult(value + (_calls++ & 1));
    }
}
