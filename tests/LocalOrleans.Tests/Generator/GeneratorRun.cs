using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Orleans.Generator;

namespace SocialCommerce.LocalOrleans.Tests.Generator;

/// <summary>A compilation of two files with the generator at work on it; the second holds what is none of the generator's business.</summary>
internal sealed class GeneratorRun
{
    public const string Usings =
        """
        using System.Collections.Generic;
        using System.Collections.Immutable;
        using System.Threading;
        using System.Threading.Tasks;
        using Orleans;
        using Orleans.Concurrency;
        using Orleans.Runtime;
        namespace Sample;

        """;

    private static readonly MetadataReference[] References =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Select(path => MetadataReference.CreateFromFile(path)),
    ];

    private readonly CSharpCompilation _first;
    private GeneratorDriver _driver = CSharpGeneratorDriver.Create(
        [new GrainGenerator().AsSourceGenerator()],
        driverOptions: new GeneratorDriverOptions(IncrementalGeneratorOutputKind.None, trackIncrementalGeneratorSteps: true));

    private GeneratorRun(string source, string other) => _first = CSharpCompilation.Create(
        "Sample",
        [CSharpSyntaxTree.ParseText(source), CSharpSyntaxTree.ParseText(other)],
        References,
        new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));

    public static (Compilation Output, IReadOnlyList<Diagnostic> Findings) Once(string source)
    {
        var run = new GeneratorRun(source, "");
        run._driver.RunGeneratorsAndUpdateCompilation(run._first, out var output, out var findings);
        return (output, findings);
    }

    /// <summary>Runs, exchanges the files, runs again, and tells what the second run did.</summary>
    public static GeneratorRunResult Edit(string source, string edited, string other = "", string editedOther = "")
    {
        var run = new GeneratorRun(source, other);
        run._driver = run._driver.RunGenerators(run._first);
        var second = run._first;
        foreach (var (index, text) in new[] { (0, edited), (1, editedOther) })
        {
            // The tree of a file that nobody touched stays the same object, as in an editor.
            if (second.SyntaxTrees[index].ToString() != text)
            {
                second = second.ReplaceSyntaxTree(second.SyntaxTrees[index], CSharpSyntaxTree.ParseText(text));
            }
        }

        return run._driver.RunGenerators(second).GetRunResult().Results[0];
    }
}
