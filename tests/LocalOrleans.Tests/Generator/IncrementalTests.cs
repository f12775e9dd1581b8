using System.Collections;
using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;
using Orleans.Generator;

namespace SocialCommerce.LocalOrleans.Tests.Generator;

/// <summary>An editor runs the generator at every key: what did not change is not worked out again, and nothing keeps old compilations alive.</summary>
public sealed class IncrementalTests
{
    private const string Source = GeneratorRun.Usings +
        """
        [Alias("o")] public interface IOne : IGrainWithStringKey { [Alias("n")] Task<Message?> Now(Message message); }
        [GenerateSerializer, Immutable, Alias("m")] public sealed record Message([property: Id(0)] int A);
        public sealed class OneGrain : Grain, IOne { public Task<Message?> Now(Message message) => Task.FromResult<Message?>(message); }

        """;

    private const string Faults = Source +
        """
        public interface ITwo : IGrain { int Now(int[] a); }
        [GenerateSerializer, Immutable] public sealed record Bad([property: Id(0)] int[] A, int B);
        [Alias("a")] internal sealed class A; [Alias("a")] internal sealed class B;
        internal sealed class TwoGrain<T> : Grain, ITwo { public int Now(int[] a) => 0; }
        """;

    private static readonly string[] Steps =
        [GrainGenerator.InterfacesStep, GrainGenerator.GrainsStep, GrainGenerator.MessagesStep, GrainGenerator.AliasesStep];

    [Fact]
    public void Edit_OfAnotherFile_RunsNothingAgain()
    {
        var result = GeneratorRun.Edit(Faults, Faults, "class C { int a; }", "class C { long b; void M() { } }");

        Assert.All(Steps, step => AssertNothingNew(result.TrackedSteps[step]));
        AssertNothingNew(result.TrackedOutputSteps.SelectMany(step => step.Value));
    }

    [Fact]
    public void Edit_ElsewhereInTheFile_RunsNothingAgain()
    {
        var result = GeneratorRun.Edit(Faults + "class C { int a; }", Faults + "class C { long b; void M() { } }");

        Assert.All(Steps, step => AssertNothingNew(result.TrackedSteps[step]));
        AssertNothingNew(result.TrackedOutputSteps.SelectMany(step => step.Value));
    }

    [Fact]
    public void Edit_ThatMovesTheText_WritesNoProxyAnew()
    {
        var result = GeneratorRun.Edit(Source, Source.Replace("namespace", "// A comment more.\nnamespace", StringComparison.Ordinal));

        Assert.Equal(2, result.GeneratedSources.Length);
        AssertNothingNew(result.TrackedSteps[GrainGenerator.InterfacesStep]);
        AssertNothingNew(result.TrackedOutputSteps.SelectMany(step => step.Value));
    }

    [Fact]
    public void Edit_InsideAMethod_RunsNothingAgain()
    {
        var result = GeneratorRun.Edit(Source, Source.Replace("FromResult<Message?>(message)", "FromResult<Message?>(null)", StringComparison.Ordinal));

        AssertNothingNew(result.TrackedOutputSteps.SelectMany(step => step.Value));
    }

    [Fact]
    public void Edit_OfAnInterface_WritesItAnewAndNoOther()
    {
        const string Other = "internal interface ITwo : IGrainWithStringKey { Task Now(); }\n";

        var result = GeneratorRun.Edit(Source + Other, Source + Other.Replace("Now", "Later", StringComparison.Ordinal));

        var reasons = result.TrackedSteps[GrainGenerator.InterfacesStep].SelectMany(step => step.Outputs).Select(output => output.Reason).ToList();
        Assert.Equal(2, reasons.Count);
        Assert.NotEqual(IncrementalStepRunReason.Modified, reasons[0]);
        Assert.Equal(IncrementalStepRunReason.Modified, reasons[1]);
    }

    [Fact]
    public void Models_HoldNeitherSymbolsNorSyntax()
    {
        var result = GeneratorRun.Edit(Faults, Faults);

        var models = Steps.SelectMany(step => result.TrackedSteps[step]).SelectMany(step => step.Outputs).Select(output => output.Value).ToList();
        var reached = new HashSet<object>(ReferenceEqualityComparer.Instance);
        models.ForEach(model => Follow(model, reached));

        Assert.Equal(6, result.Diagnostics.Select(diagnostic => diagnostic.Id).Distinct().Count(id => id is not "LOCAL003"));
        Assert.Contains(reached, value => value is Finding);
        Assert.Contains(reached, value => value is MethodModel);
        Assert.DoesNotContain(reached, value => value is ISymbol or SyntaxNode or SyntaxTree or SyntaxReference or Location or Compilation
            or SemanticModel or SourceText);
    }

    private static void AssertNothingNew(IEnumerable<IncrementalGeneratorRunStep> steps)
    {
        var reasons = steps.SelectMany(step => step.Outputs).Select(output => output.Reason).ToList();

        Assert.NotEmpty(reasons);
        Assert.All(reasons, reason => Assert.True(reason is IncrementalStepRunReason.Unchanged or IncrementalStepRunReason.Cached, $"{reason}"));
    }

    private static void Follow(object? value, HashSet<object> reached)
    {
        if (value is null or string || value.GetType().IsPrimitive || value.GetType().IsEnum || !reached.Add(value))
        {
            return;
        }

        foreach (var element in value is IEnumerable elements ? elements : Array.Empty<object>())
        {
            Follow(element, reached);
        }

        for (var type = value.GetType(); type is not null && type != typeof(object); type = type.BaseType)
        {
            foreach (var field in type.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
            {
                Follow(field.GetValue(value), reached);
            }
        }
    }
}
