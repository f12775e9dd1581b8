using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using SocialCommerce.Grains.Common;
using SocialCommerce.Grains.Experiments;
using SocialCommerce.Grains.Interactions;
using SocialCommerce.Grains.Inventory;
using SocialCommerce.Grains.Marketing;
using SocialCommerce.Grains.Operations;
using SocialCommerce.Grains.Operations.Webhooks;
using SocialCommerce.Grains.Orders.Carts;
using SocialCommerce.Grains.Orders.Payments;
using SocialCommerce.Grains.Products;
using SocialCommerce.Grains.Recommendations;
using SocialCommerce.Grains.Rooms;
using SocialCommerce.Grains.Rooms.Figures;
using SocialCommerce.Grains.Rooms.Selling;
using SocialCommerce.Grains.Users;

namespace SocialCommerce.Grains.Tests.Common;

public sealed class GrainJsonTests
{
    public static TheoryData<string> Types() => [.. PersistedSamples.All.Select(sample => sample.GetType().Name)];

    [Theory]
    [MemberData(nameof(Types))]
    public void Snapshot_OfTheFirstRelease_ReadsAsWhatWasWritten(string name)
    {
        var stored = File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "Snapshots", name + ".json"));
        var sample = Sample(name);

        var read = JsonSerializer.Deserialize(stored, sample.GetType(), GrainJson.Default);

        Assert.Equal(Serialize(sample), Serialize(read!));
    }

    [Theory]
    [MemberData(nameof(Types))]
    public void Sample_HasEveryMember_SoThatNoneIsLostUnnoticed(string name)
    {
        using var document = JsonDocument.Parse(Serialize(Sample(name)));
        var written = document.RootElement.EnumerateObject().Select(member => member.Name).ToHashSet();
        var stored = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Snapshots", name + ".json"), Encoding.UTF8);
        using var snapshot = JsonDocument.Parse(stored);

        Assert.Superset(snapshot.RootElement.EnumerateObject().Select(member => member.Name).ToHashSet(), written);
    }

    [Fact]
    public void StoredTypes_AllHaveASnapshot()
    {
        var stored = typeof(GrainJson).GetCustomAttributesData()
            .Where(attribute => attribute.AttributeType == typeof(JsonSerializableAttribute))
            .Select(attribute => ((Type)attribute.ConstructorArguments[0].Value!).Name);

        Assert.Equal(PersistedSamples.All.Select(sample => sample.GetType().Name).Order(), stored.Order());
    }

    [Fact]
    public void UserState_RoundTrip_IsTheSameToTheLastBit()
    {
        var taste = new UserTaste();
        var random = new Random(1);
        for (var offset = 1; offset <= 200; offset++)
        {
            taste.Apply(offset, Interactions.RandomRows.Interaction(random, offset, 90), $"category-{offset % 5}", Vector(random));
        }

        var state = new UserState { UserName = "ann", Taste = taste.Export() };
        var read = RoundTrip(state);

        Assert.Equal(state.Taste.History.Packed!.Entries(), read.Taste!.History.Packed!.Entries());
        Assert.Equal(state.Taste.History.Packed.Seen, read.Taste.History.Packed.Seen);
        Assert.Equal(state.Taste.Affinity.Weights, read.Taste.Affinity.Weights);
        Assert.Equal(state.Taste.Embedding, read.Taste.Embedding);
        Assert.Equal(taste.ListRecent(50).Select(item => item.ProductId), new UserTaste(read.Taste).ListRecent(50).Select(item => item.ProductId));
    }

    [Fact]
    public void PackedFloats_SpecialValues_AreExact()
    {
        float[] vector = [0, -0f, float.Epsilon, float.MaxValue, float.NaN, float.NegativeInfinity, 1 / 3f];

        var read = RoundTrip(new ProductState { Embedding = vector });

        Assert.Equal(vector.Select(BitConverter.SingleToInt32Bits), read.Embedding.Select(BitConverter.SingleToInt32Bits));
    }

    /// <summary>Members are only ever added, so a payload that lacks all of them must read like a state that is new.</summary>
    [Fact]
    public void Payload_WithoutMembers_ReadsAsAFreshState()
    {
        AssertFresh(new UserState());
        AssertFresh(new ProductState());
        AssertFresh(new TrendState());
        AssertFresh(new TrialState());
        AssertFresh(new RoomState());
        AssertFresh(new RoomPolicyState());
        AssertFresh(new ModerationState());
        AssertFresh(new PartitionState());
        AssertFresh(new AccountState());
        AssertFresh(new SessionState());
        AssertFresh(new OwnerState());
        AssertFresh(new OperationMemory());
        AssertFresh(new ModelsState());
        AssertFresh(new ExperimentState());
        AssertFresh(new ExperimentLedgerState());
        AssertFresh(new ExperimentDirectoryState());
        AssertFresh(new DealState());
        AssertFresh(new VoucherState());
        AssertFresh(new SimulatedPayment());
        AssertFresh(new WebhookState());
        AssertFresh(new PromotionsState());
        AssertFresh(new CartState());
        AssertFresh(new StockState());
        AssertFresh(new StockAlertsState());
        AssertFresh(new RoomFiguresState());
    }

    [Fact]
    public void Payload_WithUnknownMembers_IsReadByAnOlderProgram()
    {
        var read = JsonSerializer.Deserialize("{\"checkpoint\":7,\"added\":{\"later\":[1]}}", GrainJson.Default.PartitionState);

        Assert.Equal(7, read!.Checkpoint);
    }

    private static void AssertFresh<T>(T fresh)
        where T : class
    {
        var read = (T)JsonSerializer.Deserialize("{}", typeof(T), GrainJson.Default)!;

        Assert.Equal(Encoding.UTF8.GetString(Serialize(fresh)), Encoding.UTF8.GetString(Serialize(read)));
    }

    private static object Sample(string name) => PersistedSamples.All.Single(sample => sample.GetType().Name == name);

    private static byte[] Serialize(object value) => JsonSerializer.SerializeToUtf8Bytes(value, value.GetType(), GrainJson.Default);

    private static T RoundTrip<T>(T value)
        where T : class => (T)JsonSerializer.Deserialize(Serialize(value), typeof(T), GrainJson.Default)!;

    private static float[] Vector(Random random) => [.. Enumerable.Range(0, 32).Select(_ => random.NextSingle() - 0.5f)];
}
