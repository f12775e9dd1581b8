using SocialCommerce.Algorithms.Evaluation;
using SocialCommerce.Tools.Input;

namespace SocialCommerce.Tools.Evaluate;

/// <summary>The split protocol: every retriever that is asked for, blended by weights that an inner hold-out fits.</summary>
internal sealed class SplitRun(EvaluateOptions options, TimeProvider time, IEvaluationProgress progress)
{
    private static readonly Dictionary<string, SplitSource> Names = new()
    {
        ["neighbours"] = SplitSource.Neighbours,
        ["users"] = SplitSource.Users,
        ["factors"] = SplitSource.Factors,
        ["ials"] = SplitSource.Als,
        ["friends"] = SplitSource.Friends,
        ["batch"] = SplitSource.Batch,
    };

    private static readonly Dictionary<string, SplitSource[]> Groups = new()
    {
        [EvaluateOptions.AllModels] = [SplitSource.Neighbours, SplitSource.Users, SplitSource.Als],
        ["online"] = [SplitSource.Neighbours, SplitSource.Users, SplitSource.Factors],
    };

    /// <summary>What can be asked for beside <see cref="EvaluateOptions.AllModels"/>; several are separated by commas.</summary>
    public static IReadOnlyList<string> Models { get; } = ["online", .. Names.Keys];

    /// <summary>Orders of events, by the names of the command line.</summary>
    public static IReadOnlyDictionary<string, EventOrder> Orders { get; } = new Dictionary<string, EventOrder>
    {
        ["interleaved"] = EventOrder.Interleaved,
        ["by-user"] = EventOrder.ByUser,
        ["by-item"] = EventOrder.ByItem,
        ["reversed"] = EventOrder.Reversed,
        ["popular-first"] = EventOrder.PopularFirst,
    };

    public EvaluationResult Run(SplitDataset dataset)
    {
        var settings = new SplitEnsembleOptions(
            Sources(hasFriends: dataset.Social.Count > 0), Orders[options.Order], options.Top, options.Seed);
        var result = new SplitEnsemble(settings, time, progress.Phase<long>).Run(dataset);
        var rate = result.Recording > TimeSpan.Zero ? result.Events / result.Recording.TotalSeconds : 0;
        return new EvaluationResult(result.Metrics, result.Events, rate)
        {
            Details =
            [
                ("trainingSeconds", result.Training.TotalSeconds),
                .. result.Sources.Select(source => ($"weight.{NameOf(source.Source)}", source.Weight)),
                .. result.Sources.Where(_ => result.Sources.Count > 1)
                    .Select(source => ($"alone.{NameOf(source.Source)}", source.ValueAlone)),
            ],
        };
    }

    private static string NameOf(SplitSource source) => Names.Single(name => name.Value == source).Key;

    private IReadOnlyList<SplitSource> Sources(bool hasFriends)
    {
        var sources = new List<SplitSource>();
        foreach (var name in options.Models.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (Groups.TryGetValue(name, out var group))
            {
                sources.AddRange(group);
                sources.AddRange(hasFriends ? [SplitSource.Friends] : []);
            }
            else
            {
                sources.Add(Names.TryGetValue(name, out var source) ? source : throw Unknown(name));
            }
        }

        if (!hasFriends && sources.Contains(SplitSource.Friends))
        {
            throw new InputFormatException("--social", "needed by the model 'friends'");
        }

        return sources.Count > 0 ? [.. sources.Distinct()] : throw Unknown(options.Models);
    }

    private static InputFormatException Unknown(string name) =>
        new("--models", $"protocol {EvaluationProtocol.Split} has no '{name}'");
}
