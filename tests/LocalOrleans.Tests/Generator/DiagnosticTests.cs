using Microsoft.CodeAnalysis;

namespace SocialCommerce.LocalOrleans.Tests.Generator;

/// <summary>Each rule, by code that breaks it and nothing else, at the name that breaks it.</summary>
public sealed class DiagnosticTests
{
    private const string Key = "IGrainWithStringKey";
    private const string Message = """[GenerateSerializer, Immutable, Alias("m")] public sealed record Message""";
    private const string Internal = "[GenerateSerializer, Immutable] internal";

    [Theory]
    [InlineData("LOCAL001", "Now", $"internal interface IBad : {Key} {{ int Now(); }}")]
    [InlineData("LOCAL001", "Now", $"internal interface IBad : {Key} {{ void Now(); }}")]
    [InlineData("LOCAL001", "Now", $"internal interface IBad : {Key} {{ IAsyncEnumerable<int> Now(); }}")]
    [InlineData("LOCAL002", "IBad", $"internal interface IBad<T> : {Key} {{ Task Now(); }}")]
    [InlineData("LOCAL002", "Now", $"internal interface IBad : {Key} {{ Task Now<T>(); }}")]
    [InlineData("LOCAL002", "Now", $"internal interface IBad : {Key} {{ Task Now(in int value); }}")]
    [InlineData("LOCAL002", "Now", $"internal interface IBad : {Key} {{ Task Now(ref int value); }}")]
    [InlineData("LOCAL002", "Now", $"internal interface IBad : {Key} {{ Task Now(out int value); }}")]
    [InlineData("LOCAL002", "IBad", $"class C {{ private interface IBad : {Key} {{ Task Now(); }} }}")]
    [InlineData("LOCAL004", "Now", $"internal interface IBad : {Key} {{ int Now {{ get; }} }}")]
    [InlineData("LOCAL004", "Now", $"internal interface IBad : {Key} {{ event System.Action Now; }}")]
    [InlineData("LOCAL004", "Now", "internal interface IBad : IGrainObserver { Task Now { get; } }")]
    [InlineData("LOCAL005", "IBad", "internal interface IBad : IGrain { Task Now(); }")]
    [InlineData("LOCAL010", "Now", $"internal interface IBad : {Key} {{ [OneWay] Task<int> Now(); }}")]
    [InlineData("LOCAL010", "Now", $"internal interface IBad : {Key} {{ [ResponseTimeout(\"soon\")] Task Now(); }}")]
    [InlineData("LOCAL011", "BadGrain", $"internal interface IGood : {Key}; internal sealed class BadGrain<T> : Grain, IGood;")]
    [InlineData("LOCAL011", "BadGrain", "class C { private sealed partial class BadGrain : Grain, IRemindable { Task IRemindable.ReceiveReminder(string n, TickStatus s) => Task.CompletedTask; } private sealed partial class BadGrain : IRemindable; }")]
    [InlineData("LOCAL011", "BadGrain", $"internal interface IGood : {Key}; class C {{ private sealed class BadGrain : Grain, IGood; }}")]
    public void Grain_ThatCannotWork_IsAnError(string rule, string place, string source) => AssertFound(rule, place, source);

    [Theory]
    [InlineData("IBad", $"public interface IBad : {Key} {{ [Alias(\"n\")] Task Now(); }}")]
    [InlineData("IBad", "public interface IBad : IGrainObserver;")]
    [InlineData("Now", $"[Alias(\"b\")] public interface IBad : {Key} {{ Task Now(); }}")]
    [InlineData("Bad", "[GenerateSerializer] public sealed record Bad([property: Id(0)] int A);")]
    [InlineData("Bad", "[GenerateSerializer] public enum Bad { Unknown = 0 }")]
    public void PublicName_WithoutAlias_IsFound(string place, string source) => AssertFound("LOCAL003", place, source);

    [Theory]
    [InlineData("Bad", $"{Internal} record Bad([property: Id(0)] int A);")]
    [InlineData("Bad", $"{Internal} record struct Bad([property: Id(0)] int A) {{ [Id(1)] public int B {{ get; init; }} }}", "LOCAL006", "A")]
    [InlineData("A", $"{Internal} sealed class Bad {{ [Id(0)] public int A {{ get; set; }} }}")]
    [InlineData("A", $"{Internal} sealed class Bad {{ [Id(0)] public int A {{ get; private set; }} }}")]
    [InlineData("_a", $"{Internal} sealed class Bad {{ [Id(0)] internal int _a; }}")]
    [InlineData("A", $"{Internal} sealed record Bad([property: Id(0)] List<int> A);")]
    [InlineData("A", $"{Internal} sealed record Bad([property: Id(0)] IReadOnlyList<int> A);")]
    [InlineData("A", $"{Internal} sealed record Bad([property: Id(0)] int[] A);")]
    [InlineData("A", $"{Internal} sealed record Bad([property: Id(0)] object A);")]
    [InlineData("A", $"{Internal} sealed record Bad([property: Id(0)] System.ReadOnlyMemory<byte> A);")]
    [InlineData("A", $"{Internal} sealed record Bad([property: Id(0)] ImmutableArray<int[]> A);")]
    [InlineData("A", $"{Internal} sealed record Bad([property: Id(0)] ImmutableArray<int>.Builder A);")]
    [InlineData("A", $"internal sealed class Other; {Internal} sealed record Bad([property: Id(0)] Other A);")]
    public void ImmutableType_ThatCanChange_IsFound(string place, string source, params string[] more) =>
        AssertFound("LOCAL006", place, source, more);

    [Theory]
    [InlineData("text", "Task Now(string[] text)")]
    [InlineData("text", "Task Now(IEnumerable<string> text)")]
    [InlineData("text", "Task Now(ImmutableArray<List<string>> text)")]
    [InlineData("Now", "Task<List<int>> Now()")]
    [InlineData("Now", "ValueTask<int[]> Now()")]
    [InlineData("state", "Task Now(State state)")]
    public void Call_ThatCarriesWhatMayChange_IsFound(string place, string method) => AssertFound(
        "LOCAL007", place,
        $"internal interface IBad : {Key} {{ {method}; }} [GenerateSerializer] internal sealed class State {{ [Id(0)] public int A {{ get; set; }} }}");

    [Theory]
    [InlineData("B", "([property: Id(0)] int A, [property: Id(0)] int B)")]
    [InlineData("B", "([property: Id(0)] int A, int B)")]
    [InlineData("B", "([property: Id(0)] int A) { public int B { get; init; } }")]
    [InlineData("_b", "([property: Id(0)] int A) { private readonly int _b = A; }")]
    public void Id_MissingOrTaken_IsFound(string place, string record) => AssertFound("LOCAL008", place, $"{Message}{record};");

    [Theory]
    [InlineData("Two", """[Alias("a")] internal sealed class One; [Alias("a")] internal sealed class Two;""")]
    [InlineData("Two", $"[Alias(\"a\")] internal interface IOne : {Key}; [Alias(\"a\")] internal enum Two {{ }}")]
    [InlineData("Two", $"internal interface IOne : {Key} {{ [Alias(\"a\")] Task One(); [Alias(\"a\")] Task Two(); }}")]
    public void Alias_Taken_IsFound(string place, string source) => AssertFound("LOCAL009", place, source);

    [Fact]
    public void Everything_ThatIsRight_IsLeftAlone()
    {
        var (_, findings) = GeneratorRun.Once(GeneratorRun.Usings +
            $$"""
            {{Message}}(
                [property: Id(0)] string? A, [property: Id(1)] ImmutableArray<Kind> B, [property: Id(2)] (int, System.Guid?) C,
                [property: Id(3)] ImmutableDictionary<string, Message> D, [property: Id(4)] System.Uri E, [property: Id(5)] decimal F)
            {
                public int Length => B.Length;
            }
            [GenerateSerializer, Alias("k")] public enum Kind { Unknown = 0 }
            [GenerateSerializer, Immutable, Alias("o")] public sealed record Of<T>([property: Id(0)] T Value);
            [Alias("w")] public interface IWatcher : IGrainObserver { [Alias("s")] void Saw(Message message); }
            [Alias("g")] public partial interface IGood : IGrainWithIntegerKey
            {
                [Alias("w")] Task Watch(IWatcher watcher, IGood other, CancellationToken cancellationToken = default);
                [Alias("r"), ResponseTimeout("00:00:05")] ValueTask<Of<Message>> Read(StreamId stream, System.TimeSpan time);
            }
            public partial interface IGood : IRemindable;
            public abstract class Base<T> : Grain, IGrain;
            [GenerateSerializer, Alias("st")] public sealed record State { [Id(0)] public List<int> Changes { get; set; } = []; }
            """);

        Assert.Empty(findings);
    }

    private static void AssertFound(string rule, string place, string source, params string[] more)
    {
        var code = GeneratorRun.Usings + source;
        var (_, findings) = GeneratorRun.Once(code);

        Assert.Equal([rule, .. more.Where((_, index) => index % 2 == 0)], findings.Select(finding => finding.Id));
        Assert.Equal(
            [place, .. more.Where((_, index) => index % 2 == 1)],
            findings.Select(finding => code.Substring(finding.Location.SourceSpan.Start, finding.Location.SourceSpan.Length)));
        Assert.All(findings, finding => Assert.Contains(place.TrimStart('_'), finding.GetMessage(), StringComparison.Ordinal));
    }
}
