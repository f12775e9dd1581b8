using Microsoft.CodeAnalysis;

namespace SocialCommerce.LocalOrleans.Tests.Generator;

public sealed class GrainGeneratorTests
{
    private const string Usings =
        """
        using System.Collections.Generic;
        using System.Threading;
        using System.Threading.Tasks;
        using Orleans;
        using Orleans.Concurrency;
        namespace Sample;

        """;

    [Fact]
    public void Interface_OfEveryKindOfMethod_GetsAProxyThatCompilesWithoutWarning()
    {
        var (output, findings) = GeneratorRun.Once(Usings +
            """
            [Alias("s.IBase")]
            public interface IBase : IGrainWithStringKey { Task<string?> Text(string? text, List<int?> numbers); }
            [Alias("s.IFull")]
            public interface IFull : IBase, IRemindable
            {
                Task Plain();
                [ReadOnly] ValueTask<(int A, string B)> Pair(int @class, CancellationToken cancellationToken = default);
                [AlwaysInterleave, ResponseTimeout("00:00:05")] ValueTask Later();
                [OneWay] Task Tell(string call);
            }
            public sealed class Outer { internal interface INested : IGrainObserver { void Saw(int index); Task Said(string target); } }
            internal sealed class FullGrain : Grain, IFull
            {
                public Task<string?> Text(string? text, List<int?> numbers) => Task.FromResult(text);
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

    [Theory]
    [InlineData("LOCAL001", "internal interface IBad : IGrainWithStringKey { int Now(); }")]
    [InlineData("LOCAL001", "internal interface IBad : IGrainWithStringKey { void Now(); }")]
    [InlineData("LOCAL001", "internal interface IBad : IGrainWithStringKey { int Now { get; } }")]
    [InlineData("LOCAL002", "internal interface IBad<T> : IGrainWithStringKey { Task Now(); }")]
    [InlineData("LOCAL002", "internal interface IBad : IGrainWithStringKey { Task Now<T>(); }")]
    [InlineData("LOCAL002", "internal interface IBad : IGrainWithStringKey { Task Now(in int value); }")]
    [InlineData("LOCAL002", "class C { private interface IBad : IGrainWithStringKey { Task Now(); } }")]
    [InlineData("LOCAL003", "public interface IBad : IGrainWithStringKey { Task Now(); }")]
    [InlineData("LOCAL003", "[GenerateSerializer] public sealed record Bad(int A);")]
    public void Source_ThatCannotWork_IsFoundOut(string rule, string source)
    {
        var (_, findings) = GeneratorRun.Once(Usings + source);

        Assert.Equal([rule], findings.Select(finding => finding.Id));
        Assert.NotEqual(0, findings[0].Location.GetLineSpan().StartLinePosition.Line);
    }

    [Fact]
    public void Edit_ElsewhereInTheFile_LeavesTheInterfacesAsTheyWere()
    {
        const string Interface = "internal interface IOne : IGrainWithStringKey { Task Now(); }\n";

        var reasons = GeneratorRun.Twice(Usings + Interface + "class C { int a; }", Usings + Interface + "class C { int b; }");

        Assert.All(reasons, reason => Assert.True(reason is IncrementalStepRunReason.Unchanged or IncrementalStepRunReason.Cached));
        Assert.NotEmpty(reasons);
    }

    [Fact]
    public void Edit_OfAnInterface_WritesItAnew()
    {
        var reasons = GeneratorRun.Twice(
            Usings + "internal interface IOne : IGrainWithStringKey { Task Now(); }",
            Usings + "internal interface IOne : IGrainWithStringKey { Task Later(); }");

        Assert.Equal([IncrementalStepRunReason.Modified], reasons);
    }
}
