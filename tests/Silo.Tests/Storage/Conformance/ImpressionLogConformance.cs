using SocialCommerce.Algorithms.Recommendation;
using SocialCommerce.Grains.Interactions;
using SocialCommerce.Grains.Interfaces.Interactions;
using SocialCommerce.Grains.Recommendations;

namespace SocialCommerce.Silo.Tests.Storage;

/// <summary>What statistics, training and recomputation rely on, whatever keeps the impressions.</summary>
public abstract class ImpressionLogConformance
{
    protected static readonly ImpressionOptions Bounds = new() { KeptMax = 10, TracesMax = 3 };

    private static readonly DateTimeOffset Now = new(2026, 1, 2, 3, 4, 5, 678, TimeSpan.Zero);

    protected abstract IImpressionLog Impressions { get; }

    protected abstract IInteractionLog Interactions { get; }

    protected abstract Task ReopenAsync();

    [StoreFact]
    public async Task Append_ThenReadAfterReopening_IsTheSame()
    {
        var features = new float[CandidateFeatures.Count];
        features[CandidateFeatures.Blend] = 1;
        features[CandidateFeatures.History] = 0.25f;
        var written = Make(1) with
        {
            RoomId = "r-1",
            Items = [new ImpressionItem("p-1", 0.1f, Retriever.Sequence, true, features), new ImpressionItem("p-茶", -2, Retriever.Users, false, features)],
        };
        await AppendAsync(written);
        await ReopenAsync();

        var read = Assert.Single(await Impressions.ReadAfterAsync(0, 10, default)).Impression;

        Assert.Equal(written with { Items = [] }, read with { Items = [] });
        Assert.Equal(
            written.Items.Select(item => (item.ProductId, item.Score, item.Source, item.IsTrial)),
            read.Items.Select(item => (item.ProductId, item.Score, item.Source, item.IsTrial)));
        Assert.All(read.Items, item => Assert.Equal(features, item.Features.ToArray()));
    }

    [StoreFact]
    public async Task ReadAfter_PageByPage_MeetsEachOnceInOrder()
    {
        await AppendAsync(Make(1), Make(2));
        await AppendAsync(Make(3));

        var first = await Impressions.ReadAfterAsync(0, 2, default);
        var rest = await Impressions.ReadAfterAsync(first[^1].Number, 2, default);

        Assert.Equal(["i-1", "i-2", "i-3"], first.Concat(rest).Select(entry => entry.Impression.ImpressionId));
        Assert.Empty(await Impressions.ReadAfterAsync(rest[^1].Number, 2, default));
    }

    [StoreFact]
    public async Task ReadAfter_InteractionsThatNameAnImpression_AreItsOutcomes()
    {
        await AppendAsync(Make(1), Make(2));
        await Interactions.AppendAsync(
            [
                Row("u", "e-1", "p-1", InteractionKind.Click, "i-1"), Row("u", "e-2", "p-1", InteractionKind.Rating, "i-1", 4),
                Row("stranger", "e-3", "p-1", InteractionKind.Click, "i-1"), Row("u", "e-4", "p-9", InteractionKind.Click, null),
            ],
            default);

        var read = await Impressions.ReadAfterAsync(0, 10, default);

        Assert.Equal<ImpressionOutcome>(
            [new ImpressionOutcome("p-1", InteractionKind.Click, null, Now), new ImpressionOutcome("p-1", InteractionKind.Rating, 4, Now)],
            read[0].Outcomes);
        Assert.Empty(read[1].Outcomes);
    }

    [StoreFact]
    public async Task ReadTraced_AmongMany_AnswersThoseWithATrace()
    {
        await AppendAsync(Make(1), Make(2) with { Trace = new byte[] { 1, 2, 3 } }, Make(3));

        var traced = Assert.Single(await Impressions.ReadTracedAsync(0, 10, default));

        Assert.Equal("i-2", traced.Impression.ImpressionId);
        Assert.Equal([1, 2, 3], traced.Impression.Trace!.Value.ToArray());
        Assert.Empty(await Impressions.ReadTracedAsync(traced.Number, 10, default));
    }

    [StoreFact]
    public async Task Append_BeyondTheBounds_ForgetsTheOldest()
    {
        for (var number = 1; number <= 30; number++)
        {
            await AppendAsync(Make(number) with { Trace = new byte[] { 7 } });
        }

        var kept = await Impressions.ReadAfterAsync(0, 100, default);
        var traced = await Impressions.ReadTracedAsync(0, 100, default);

        Assert.Equal(Enumerable.Range(21, 10).Select(number => $"i-{number}"), kept.Select(entry => entry.Impression.ImpressionId));
        Assert.Equal(["i-28", "i-29", "i-30"], traced.Select(entry => entry.Impression.ImpressionId));
    }

    private Task AppendAsync(params Impression[] impressions) => Impressions.AppendAsync(impressions, default);

    private static Impression Make(int number) => new(
        $"i-{number}", "u", Now, RoomId: null, "model", "default", number,
        [new ImpressionItem("p-1", 1, Retriever.Similar, IsTrial: false, new float[CandidateFeatures.Count])]);

    private static LogEntry Row(
        string userId, string eventId, string productId, InteractionKind kind, string? impressionId, double? value = null) =>
        new(userId, new Interaction(eventId, productId, kind, Now, Value: value, ImpressionId: impressionId), "category", Now);
}
