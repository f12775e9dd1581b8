using System.CommandLine;
using System.IO.Compression;
using System.Text;
using System.Text.Json;
using SocialCommerce.Tools.Evaluate;

namespace SocialCommerce.Tools.Tests.Evaluate;

public sealed class EvaluateCommandTests : IDisposable
{
    private const string Users = "u1 a b c d\nu2 a b c d\nu3 a b c\nu4 a b c d\n";
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("evaluate-tests-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void Split_TinyFiles_LastLineIsJsonWithTheContractsKeys()
    {
        var (exitCode, output, error) = Run("split", "--train", Text("train", Users), "--test", Text("test", "u3 d"), "--json");

        Assert.Equal((0, ""), (exitCode, error));
        using var json = JsonDocument.Parse(output.TrimEnd().Split('\n')[^1]);
        string[] keys =
        [
            "recall@20", "ndcg@20", "precision@20", "hr@10", "hr@20", "ndcg@10", "mrr@20", "events", "eventsPerSecond",
            "auc", "gini@20", "novelty@20", "diversity@20", "coverage@20", "recall@20.interval.low", "recall@20.items.tail",
            "recall@20.users.low", "exposure@20.items.head",
        ];
        Assert.All(keys, key => Assert.True(json.RootElement.TryGetProperty(key, out _), key));
        Assert.Equal(1, json.RootElement.GetProperty("recall@20").GetDouble());
        Assert.Equal(0.05, json.RootElement.GetProperty("precision@20").GetDouble());
        Assert.Equal(15, json.RootElement.GetProperty("events").GetInt64());
    }

    [Fact]
    public void Split_GzipWithoutExtension_GivesTheSameAsPlain()
    {
        var plain = Run("split", "--train", Text("train", Users), "--test", Text("test", "u3 d"));
        var packed = Run("split", "--train", Gzip("packed", Users), "--test", Text("test", "u3 d"));

        Assert.Equal(0, packed.ExitCode);
        Assert.Equal(WithoutSpeed(plain.Output), WithoutSpeed(packed.Output));
    }

    [Fact]
    public void Sessions_And_LeaveOneOut_Run()
    {
        var train = Text("train", "a b c\na b c\n");

        Assert.Equal(0, Run("sessions", "--train", train, "--test", Text("test", "a b\n")).ExitCode);
        Assert.Equal(0, Run("leave-one-out", "--train", Text("histories", Users)).ExitCode);
    }

    [Fact]
    public void Sessions_EachModelAndAllTogether_ReportWhatRanked()
    {
        var train = Text("train", string.Concat(Enumerable.Range(0, 60).Select(start => $"i{start % 12} i{(start + 1) % 12} i{(start + 2) % 12}\n")));
        var test = Text("test", "i3 i4 i5\n");

        AssertModels("incremental", "weight.incremental");
        AssertModels("sasrec", "weight.sasrec");
        AssertModels("all", "weight.incremental", "weight.sasrec");

        void AssertModels(string models, params string[] weights)
        {
            var run = Run("sessions", "--train", train, "--test", test, "--models", models, "--json");
            using var json = JsonDocument.Parse(run.Output.TrimEnd().Split('\n')[^1]);
            Assert.Equal(weights, json.RootElement.EnumerateObject().Select(key => key.Name).Where(key => key.StartsWith("weight.", StringComparison.Ordinal)));
            var alone = json.RootElement.EnumerateObject().Select(key => key.Name).Where(key => key.StartsWith("alone.", StringComparison.Ordinal));
            Assert.Equal(weights.Length > 1 ? 8 : 0, alone.Count());
            Assert.True(json.RootElement.GetProperty("trainingSeconds").GetDouble() >= 0);
            Assert.Equal(180, json.RootElement.GetProperty("events").GetInt64());
            Assert.Equal(1, json.RootElement.GetProperty("hr@10").GetDouble());
        }
    }

    [Fact]
    public void UnknownModel_IsRefused() =>
        AssertRefused(Run("leave-one-out", "--train", Text("histories", Users), "--models", "oracle"), "--models");

    [Theory]
    [InlineData("neighbours", "by-item")]
    [InlineData("batch", "interleaved")]
    [InlineData("online", "popular-first")]
    [InlineData("users,ials", "reversed")]
    public void Split_ModelsAndOrder_ReportEachWeight(string models, string order)
    {
        var (exitCode, output, error) = Run(
            "split", "--train", Text("train", Users), "--test", Text("test", "u3 d"), "--models", models, "--order", order, "--json");

        Assert.Equal((0, ""), (exitCode, error));
        using var json = JsonDocument.Parse(output.TrimEnd().Split('\n')[^1]);
        Assert.Contains(json.RootElement.EnumerateObject(), property => property.Name.StartsWith("weight.", StringComparison.Ordinal));
        Assert.Equal(15, json.RootElement.GetProperty("events").GetInt64());
    }

    [Theory]
    [InlineData("nonsense", "nonsense")]
    [InlineData("friends", "--social")]
    public void Split_ModelThatIsNotThere_IsRefused(string models, string named) =>
        AssertRefused(
            Run("split", "--train", Text("train", Users), "--test", Text("test", "u3 d"), "--models", models), named);

    [Fact]
    public void Split_Folds_ReportsMeanAndDeviationWithoutATestFile()
    {
        var run = Run("split", "--train", Text("train", Users), "--folds", "2", "--models", "neighbours", "--json");

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        using var json = JsonDocument.Parse(run.Output.TrimEnd().Split('\n')[^1]);
        Assert.InRange(json.RootElement.GetProperty("recall@20.foldMean").GetDouble(), 0.1, 1);
        Assert.True(json.RootElement.TryGetProperty("recall@20.foldDeviation", out _));
    }

    [Fact]
    public void Split_AttackAndNoise_ReportExposureAndLoss()
    {
        var run = Run(
            "split", "--train", Text("train", Users), "--test", Text("test", "u3 d"), "--models", "neighbours",
            "--attack", "segment", "--attack-size", "0.5", "--targets", "1", "--noise", "0.5", "--json");

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        using var json = JsonDocument.Parse(run.Output.TrimEnd().Split('\n')[^1]);
        string[] keys = ["attack.recallWithout", "attack.recallWith", "exposure.head.lift", "noise.loss"];
        Assert.All(keys, key => Assert.True(json.RootElement.TryGetProperty(key, out _), key));
    }

    [Fact]
    public void Split_Curves_AreWrittenAsSvg()
    {
        var file = Path.Combine(_folder.FullName, "curves.svg");
        var run = Run("split", "--train", Text("train", Users), "--test", Text("test", "u3 d"), "--models", "neighbours", "--curves", file);

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Contains("recall@k", File.ReadAllText(file), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--folds", "1")]
    [InlineData("--attack", "flattery")]
    [InlineData("--attack-size", "2")]
    public void OptionOutOfRange_IsRefusedByTheParser(string option, string value) =>
        Assert.NotEqual(0, Run("split", "--train", "x", option, value).ExitCode);

    [Fact]
    public void MissingFile_NamesTheFileAndExitsWithTwo()
    {
        var missing = Path.Combine(_folder.FullName, "nowhere.txt");

        AssertRefused(Run("split", "--train", missing, "--test", missing), missing);
    }

    [Fact]
    public void CorruptLine_NamesFileAndLine()
    {
        var train = Text("train", "u1 a b\n\nu2 a \u0000\u0001;drop\n");

        AssertRefused(Run("split", "--train", train, "--test", Text("test", "u1 c")), $"{train}:3:");
    }

    [Fact]
    public void SessionTestWithoutLabel_NamesTheLine()
    {
        var test = Text("test", "a b\nc\n");

        AssertRefused(Run("sessions", "--train", Text("train", "a b\n"), "--test", test), $"{test}:2:");
    }

    [Fact]
    public void SocialLineOfThreeFields_NamesTheLine()
    {
        var social = Text("social", "u1 u2\nu1 u2 u3\n");

        var run = Run("split", "--train", Text("train", Users), "--test", Text("test", "u3 d"), "--social", social);

        AssertRefused(run, $"{social}:2:");
    }

    [Fact]
    public void TruncatedGzip_IsRefused()
    {
        var file = Gzip("train", string.Concat(Enumerable.Range(0, 5_000).Select(number => $"u{number} a{number * 7} b\n")));
        var bytes = File.ReadAllBytes(file);
        File.WriteAllBytes(file, bytes[..(bytes.Length / 2)]);

        AssertRefused(Run("split", "--train", file, "--test", Text("test", "u3 d")), file);
    }

    [Fact]
    public void MissingTest_IsRefused()
    {
        AssertRefused(Run("split", "--train", Text("train", Users)), "--test");
    }

    [Theory]
    [InlineData("0")]
    [InlineData("1001")]
    public void TopOutOfRange_IsRefusedByTheParser(string top)
    {
        Assert.NotEqual(0, Run("split", "--train", "x", "--top", top).ExitCode);
    }

    [DataFact]
    public void Split_LastFm_ReachesRecallOfTwentyTwoPercent()
    {
        var folder = "lastfm";
        var run = Run(
            "split", "--json",
            "--train", SharedData.PathOf($"{folder}/train.txt.gz"), "--test", SharedData.PathOf($"{folder}/test.txt.gz"));

        using var json = JsonDocument.Parse(run.Output.TrimEnd().Split('\n')[^1]);
        Assert.InRange(json.RootElement.GetProperty("recall@20").GetDouble(), 0.22, 0.30);
    }

    [DataFact]
    public void LeaveOneOut_Beauty_IncrementalPartReachesHitRateOfEightPercent()
    {
        var run = Run("leave-one-out", "--json", "--models", "incremental", "--train", SharedData.PathOf("beauty/sequences.txt.gz"));

        using var json = JsonDocument.Parse(run.Output.TrimEnd().Split('\n')[^1]);
        Assert.InRange(json.RootElement.GetProperty("hr@10").GetDouble(), 0.08, 0.12);
    }

    private static void AssertRefused((int ExitCode, string Output, string Error) run, string named)
    {
        Assert.Equal(2, run.ExitCode);
        Assert.Contains(named, run.Error, StringComparison.Ordinal);
        Assert.Single(run.Error.TrimEnd().Split('\n'));
    }

    private static string[] WithoutSpeed(string output) =>
        [.. output.Split('\n').Where(line => !line.StartsWith("eventsPerSecond", StringComparison.Ordinal))];

    private static (int ExitCode, string Output, string Error) Run(string protocol, params string[] arguments)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var exitCode = EvaluateCommand.Build()
            .Parse(["--protocol", protocol, .. arguments])
            .Invoke(new InvocationConfiguration { Output = output, Error = error });
        return (exitCode, output.ToString(), error.ToString());
    }

    private string Text(string name, string content)
    {
        var file = Path.Combine(_folder.FullName, name);
        File.WriteAllText(file, content);
        return file;
    }

    private string Gzip(string name, string content)
    {
        var file = Path.Combine(_folder.FullName, name);
        using var stream = new GZipStream(File.Create(file), CompressionLevel.Optimal);
        stream.Write(Encoding.UTF8.GetBytes(content));
        return file;
    }
}
