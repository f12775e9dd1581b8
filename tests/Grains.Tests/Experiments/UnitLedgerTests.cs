using System.Globalization;
using System.Text.Json;
using SocialCommerce.Grains.Common;
using SocialCommerce.Grains.Experiments;
using SocialCommerce.Grains.Interfaces.Experiments;
using SocialCommerce.Grains.Interfaces.Interactions;
using SocialCommerce.Silo.Storage;
using static SocialCommerce.Grains.Tests.Experiments.ExperimentSamples;

namespace SocialCommerce.Grains.Tests.Experiments;

public sealed class UnitLedgerTests
{
    [Fact]
    public void Apply_RowsAfterTheExposure_CountByKind()
    {
        var ledger = Open(ExperimentUnit.User, Unit("u-1", 1));
        ledger.Apply(Row(1, "u-1", InteractionKind.Click, Now.AddSeconds(1)));
        ledger.Apply(Row(2, "u-1", InteractionKind.Purchase, Now.AddSeconds(2)));
        ledger.Apply(Row(3, "u-1", InteractionKind.Dismiss, Now.AddSeconds(3)));
        ledger.Apply(Row(4, "u-1", InteractionKind.View, Now.AddSeconds(4)));

        Assert.Equal(new UnitCounts(1, 1, 3), ledger.Find("u-1")!.During);
    }

    [Fact]
    public void Apply_RowsBeforeTheExposureOrOfStrangers_CountForNobody()
    {
        var ledger = Open(ExperimentUnit.User, Unit("u-1", 0));
        ledger.Apply(Row(1, "u-1", InteractionKind.Click, Now));
        ledger.Apply(Row(2, "u-2", InteractionKind.Click, Now.AddSeconds(1)));

        Assert.Equal(default, ledger.Find("u-1")!.During);
        Assert.Null(ledger.Find("u-2"));
        Assert.Equal(2, ledger.Applied(3));
    }

    [Fact]
    public void Apply_SameRowsAgainAfterARestart_CountOnce()
    {
        var ledger = Open(ExperimentUnit.User, Unit("u-1", 0));
        var rows = Enumerable.Range(1, 20).Select(index => Row(index, "u-1", InteractionKind.Click, Now.AddSeconds(index))).ToList();
        rows.Take(12).ToList().ForEach(ledger.Apply);

        var restored = new UnitLedger(ledger.Export());
        rows.ForEach(restored.Apply);
        rows.ForEach(restored.Apply);

        Assert.Equal(20, restored.Find("u-1")!.During.Clicks);
    }

    [Fact]
    public void Apply_RowsOfRooms_CountForTheRoomWhoeverDidThem()
    {
        var ledger = Open(ExperimentUnit.Room, Unit("r-1", 0));
        ledger.Apply(Row(1, "u-1", InteractionKind.Click, Now.AddSeconds(1), "r-1"));
        ledger.Apply(Row(1, "u-2", InteractionKind.Click, Now.AddSeconds(1), "r-1", partition: 4));
        ledger.Apply(Row(2, "r-1", InteractionKind.Click, Now.AddSeconds(1)));

        Assert.Equal(2, ledger.Find("r-1")!.During.Clicks);
    }

    [Fact]
    public void Enrol_SameUnitTwice_TheFirstStays()
    {
        var ledger = Open(ExperimentUnit.User, Unit("u-1", 0), Unit("u-1", 1));

        Assert.Equal(0, ledger.Find("u-1")!.Variant);
        Assert.Equal([0.75, 0.25], ledger.Export().Expected);
    }

    [Fact]
    public void Sum_UnitsOfBothVariants_AreWhatTheyDid()
    {
        var ledger = Open(ExperimentUnit.User, Unit("u-1", 0), Unit("u-2", 1), Unit("u-3", 1));
        ledger.SetBefore("u-2", new UnitCounts(4, 0, 5));
        ledger.Apply(Row(1, "u-2", InteractionKind.Click, Now.AddSeconds(1)));
        ledger.Apply(Row(2, "u-2", InteractionKind.Click, Now.AddSeconds(2)));
        ledger.Apply(Row(3, "u-3", InteractionKind.Click, Now.AddSeconds(3)));

        var sums = ledger.Sum().Variants;

        var clicks = sums[1].Metrics.Single(metric => metric.Metric == ExperimentMetric.ClickThrough);
        Assert.Equal(2, clicks.Converted);
        Assert.Equal(new OutcomeSums(Count: 2, SumX: 4, SumY: 3, SumXX: 16, SumXY: 8, SumYY: 5), clicks.WithBefore);
        Assert.Equal(new OutcomeSums(Count: 2, SumX: 3, SumY: 3, SumXX: 5, SumXY: 5, SumYY: 5), clicks.WithSize);
        Assert.Equal(1, sums[0].Metrics[0].WithBefore.Count);
        Assert.Equal(3, sums.Sum(variant => variant.ExpectedUnits), 9);
    }

    [Fact]
    public void Export_AsManyUnitsAsThereMayBe_FitsIntoTheStateOfAGrain()
    {
        var busy = new UnitCounts(1_000_000, 1_000_000, 1_000_000);
        var state = new ExperimentLedgerState
        {
            Unit = ExperimentUnit.User,
            Units = [.. Enumerable.Range(0, IExperimentLedgerGrain.UnitsMax).Select(number =>
                new UnitRecord(number.ToString("D64", CultureInfo.InvariantCulture), 1, Now, busy, busy))],
        };

        var stored = JsonSerializer.SerializeToUtf8Bytes(state, GrainJson.Default.ExperimentLedgerState);

        Assert.InRange(stored.Length, 1, new SqliteStoreOptions().StateBytesMax);
        var read = JsonSerializer.Deserialize(stored, GrainJson.Default.ExperimentLedgerState)!;
        Assert.Equal<UnitRecord>(state.Units, read.Units);
    }

    [Fact]
    public void Entry_WrittenAndRead_IsTheSameUnit()
    {
        var unit = Unit("u-1:a_b", 1);

        var (read, shares) = EnrolmentEntry.Read(EnrolmentEntry.Write(unit, [1 / 3.0, 2 / 3.0]));

        Assert.Equal(unit, read);
        Assert.Equal<double>([1 / 3.0, 2 / 3.0], shares);
    }

    private static UnitRecord Unit(string unitId, int variant) => new(unitId, variant, Now, Before: null, During: default);

    private static UnitLedger Open(ExperimentUnit kind, params UnitRecord[] units)
    {
        var ledger = new UnitLedger(new ExperimentLedgerState { Unit = kind, Expected = [0, 0] });
        foreach (var unit in units)
        {
            ledger.Enrol(unit, [0.75, 0.25]);
        }

        return ledger;
    }
}
