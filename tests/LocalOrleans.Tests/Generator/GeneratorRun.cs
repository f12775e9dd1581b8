using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Orleans.Generator;

namespace SocialCommerce.LocalOrleans.Tests.Generator;

/// <summary>A compilation with the generator at work on it.</summary>
internal sealed class GeneratorRun
{
    private static readonly MetadataReference[] References =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Select(path => MetadataReference.CreateFromFile(path)),
    ];

    private GeneratorDriver _driver = CSharpGeneratorDriver.Create(
        [new GrainGenerator().AsSourceGenerator()],
        driverOptions: new GeneratorDriverOptions(IncrementalGeneratorOutputKind.None, trackIncrementalGeneratorSteps: true));

    public static (Compilation Output, IReadOnlyList<Diagnostic> Findings) Once(string source)
    {
        var run = new GeneratorRun();
        run._driver = run._driver.RunGeneratorsAndUpdateCompilation(Compile(source), out var output, out var findings);
        return (output, findings);
    }

    /// <summary>Runs over one source after the other and tells what became of the interfaces in the last.</summary>
    public static IReadOnlyList<IncrementalStepRunReason> Twice(string first, string second)
    {
        var run = new GeneratorRun();
        var compilation = Compile(first);
        run._driver = run._driver.RunGenerators(compilation);
        var edited = compilation.ReplaceSyntaxTree(compilation.SyntaxTrees[0], CSharpSyntaxTree.ParseText(second));
        run._driver = run._driver.RunGenerators(edited);
        var steps = run._driver.GetRunResult().Results[0].TrackedSteps[GrainGenerator.InterfacesStep];
        return [.. steps.SelectMany(step => step.Outputs).Select(output => output.Reason)];
    }

    private static CSharpCompilation Compile(string source) => CSharpCompilation.Create(
        "Sample",
        [CSharpSyntaxTree.ParseText(source)],
        References,
        new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));
}
