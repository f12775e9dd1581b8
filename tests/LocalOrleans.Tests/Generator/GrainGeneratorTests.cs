using Microsoft.CodeAnalysis;

namespace SocialCommerce.LocalOrleans.Tests.Generator;

public sealed class GrainGeneratorTests
{
    [Fact]
    public void Interface_OfEveryKindOfMethod_GetsAProxyThatCompilesWithoutWarning()
    {
        var (output, findings) = GeneratorRun.Once(GeneratorRun.Usings +
            """
            [Alias("s.IBase")]
            public interface IBase : IGrainWithStringKey { [Alias("t")] Task<string?> Text(string? text, ImmutableArray<int?> numbers); }
            [Alias("s.IFull")]
            public interface IFull : IBase, IRemindable
            {
                [Alias("p")] Task Plain();
                [Alias("q"), ReadOnly] ValueTask<(int A, string B)> Pair(int @class, CancellationToken cancellationToken = default);
                [Alias("l"), AlwaysInterleave, ResponseTimeout("00:00:05")] ValueTask Later();
                [Alias("o"), OneWay] Task Tell(string call);
            }
            public sealed class Outer { internal interface INested : IGrainObserver { void Saw(int index); Task Said(string target); } }
            internal sealed class FullGrain : Grain, IFull
            {
                public Task<string?> Text(string? text, ImmutableArray<int?> numbers) => Task.FromResult(text);
                public Task Plain() => Task.CompletedTask;
                public ValueTask<(int A, string B)> Pair(int @class, CancellationToken cancellationToken) => default;
                public ValueTask Later() => default;
                public Task Tell(string call) => Task.CompletedTask;
                public Task ReceiveReminder(string reminderName, Orleans.Runtime.TickStatus status) => Task.CompletedTask;
            }
            """);

        Assert.Empty(findings);
        Assert.Empty(output.GetDiagnostics().Where(diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning));
        Assert.NotNull(output.GetTypeByMetadataName("OrleansGenerated.Proxy_Sample_IFull"));
        Assert.NotNull(output.GetTypeByMetadataName("OrleansGenerated.Proxy_Sample_Outer_INested"));
        Assert.Contains("builder.AddGrain(typeof(global::Sample.FullGrain))",
            output.SyntaxTrees.Last().ToString(), StringComparison.Ordinal);
    }
}
