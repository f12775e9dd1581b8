using System.CommandLine;
using System.Text.Json;
using SocialCommerce.Grains.Interfaces.Inventory;
using SocialCommerce.Tools.Verify;

namespace SocialCommerce.Tools.Tests.Verify;

/// <summary>Each invariant is broken once, and that one is reported and no other.</summary>
public sealed class OrderCheckerTests : IDisposable
{
    private readonly SampleStore _store = new();
    private readonly List<ClientRecord> _history = [.. Bought("u_1", "o_1", 2, "paid"), .. Bought("u_2", "o_2", 1), .. Bought("u_3", "o_3", 1), .. Bought("u_4", "o_4", 3, "paid")];

    public void Dispose() => _store.Dispose();

    [Fact]
    public void Check_WhereAllIsWell_FindsNothing()
    {
        var verdict = Check();

        Assert.True(verdict.IsSound, verdict.ToText());
        Assert.Equal((4, 0), (verdict.Orders, verdict.Unfinished));
        Assert.All(verdict.Findings, finding => Assert.True(finding.Checked > 0, finding.Invariant));
    }

    [Theory]
    [InlineData("""{"kind":2,"at":"2026-01-01T00:00:04Z","id":"x","quantity":6,"expiresAt":"2026-01-01T00:17:00Z"}""", "reserved more than there was")]
    [InlineData("""{"kind":3,"at":"2026-01-01T00:00:04Z","id":"x","quantity":1,"sold":1}""", "sold what nobody held")]
    [InlineData("""{"kind":5,"at":"2026-01-01T00:00:04Z","id":"o_3","quantity":2}""", "expired more than was held")]
    [InlineData("""{"kind":6,"at":"2026-01-01T00:00:04Z","id":"c","quantity":-6}""", "lost what nobody had")]
    [InlineData("""{"kind":15,"at":"2026-01-01T00:00:04Z","id":"x","quantity":1,"token":"2"}""", "took over what nobody held")]
    [InlineData("""{"kind":15,"at":"2026-01-01T00:00:04Z","id":"o_3","quantity":1}""", "took over as the same attempt")]
    [InlineData("""{"kind":99,"at":"2026-01-01T00:00:04Z","id":"o_3","quantity":1}""", "did what nobody knows")]
    public void Check_UnitsThatDoNotAddUp_IsI1(string movement, string why)
    {
        _store.Move(movement);

        Assert.True(Broken() is ["I1"], why);
    }

    [Fact]
    public void Check_HoldThatALaterAttemptTookOver_IsWell()
    {
        _store.Move("""
            {"kind":15,"at":"2026-01-01T00:00:04Z","id":"o_3","quantity":2,"buyerId":"u_3","token":"2"},
            {"kind":15,"at":"2026-01-01T00:00:04Z","id":"o_3","quantity":1,"buyerId":"u_3","token":"3"}
            """);

        Assert.True(Check().IsSound, Check().ToText());
    }

    /// <summary>The checker has rules of its own, and a ledger that learns a word must teach it to the checker.</summary>
    [Fact]
    public void MovementKind_NamesWhatTheLedgerDoes() => Assert.Equal(
        Enum.GetValues<StockMovementKind>().Select(kind => ($"{kind}", (int)kind)), Enum.GetValues<MovementKind>().Select(kind => ($"{kind}", (int)kind)));

    [Fact]
    public void Check_SnapshotThatIsNotTheLedgers_IsI1()
    {
        _store.Execute("UPDATE grain_state SET payload = CAST(replace(CAST(payload AS TEXT), '\"sold\":4', '\"sold\":3') AS BLOB) WHERE state_name = 'stock'");

        Assert.Equal(["I1"], Broken());
    }

    [Fact]
    public void Check_AcknowledgedOrderThatIsNotThere_IsI2()
    {
        _history.AddRange(Bought("u_5", "o_5", 1));

        Assert.Equal(["I2"], Broken());
    }

    [Fact]
    public void Check_OrderThatNobodyAskedFor_IsI2()
    {
        _history.RemoveAll(record => record.BuyerId == "u_3");

        Assert.Equal(["I2"], Broken());
    }

    [Fact]
    public void Check_OrderOfAnAttemptWhoseOutcomeIsUnknown_IsWell()
    {
        _history.RemoveAll(record => record.BuyerId == "u_3" && record.Outcome == ClientOutcome.Ok);
        _history.Add(new ClientRecord(2, "c", "u_3", "k-o_3", ClientOp.Place, ClientOutcome.Unknown));

        Assert.True(Check().IsSound, Check().ToText());
    }

    [Fact]
    public void Check_OrderOfAnAttemptThatWasRefused_IsI2()
    {
        _history.RemoveAll(record => record.BuyerId == "u_3" && record.Outcome == ClientOutcome.Ok);
        _history.Add(new ClientRecord(2, "c", "u_3", "k-o_3", ClientOp.Place, ClientOutcome.Fail, Status: 409, Code: "sold-out"));

        Assert.Equal(["I2"], Broken());
    }

    [Fact]
    public void Check_OrderWhosePaymentWasDeclined_StandsAndIsWell()
    {
        Decline("u_3", "o_3");

        Assert.True(Check().IsSound, Check().ToText());
    }

    [Theory]
    [InlineData("u_4", "o_4")]
    [InlineData("u_3", "o_9")]
    public void Check_OrderWhosePaymentWasDeclined_PaidOrNotThere_IsI2(string buyerId, string orderId)
    {
        Decline(buyerId, orderId);

        Assert.Equal(["I2"], Broken());
    }

    [Fact]
    public void Check_PaymentThatWasAcknowledgedAndIsNotThere_IsI2()
    {
        _history.Add(new ClientRecord(3, "c", "u_3", "pay", ClientOp.Pay, ClientOutcome.Ok, OrderId: "o_3", State: "paid", Hash: "h"));

        Assert.Equal(["I2"], Broken());
    }

    [Theory]
    [InlineData("o_1", "other")]
    [InlineData("o_2", "h")]
    public void Check_KeyThatIsAnsweredAnotherWay_IsI3(string orderId, string hash)
    {
        _history.Add(new ClientRecord(3, "c", "u_1", "k-o_1", ClientOp.Place, ClientOutcome.Ok, OrderId: orderId, Hash: hash));

        Assert.Contains("I3", Broken());
        Assert.DoesNotContain(Broken(), invariant => invariant is not ("I3" or "I11"));
    }

    [Fact]
    public void Check_PaidOrderWithoutItsUnits_IsI4()
    {
        _store.Order("o_6", "u_6", 1, Paid);
        _store.Charge("o_6", 100);
        _store.Execute("INSERT INTO interaction VALUES ('u_6', 'o_6:1', 'p_1', 6, 1)");
        _history.AddRange(Bought("u_6", "o_6", 1));

        Assert.Equal(["I4"], Broken());
    }

    [Fact]
    public void Check_PaidOrderWhoseUnitsAreStillToBeSold_IsWell()
    {
        _store.Move(Reserved("o_6"));
        _store.Order("o_6", "u_6", 1, Paid, """{"id":"sell:p_1","kind":1,"targetId":"p_1","quantity":1},{"id":"purchases","kind":10,"targetId":"u_6"}""");
        _store.Charge("o_6", 100);
        _history.AddRange(Bought("u_6", "o_6", 1));

        Assert.True(Check().IsSound, Check().ToText());
    }

    [Fact]
    public void Check_ExpiredOrderThatStillHoldsUnits_IsI4()
    {
        _store.Move(Reserved("o_6"));
        _store.Order("o_6", "u_6", 1, """{"kind":7,"at":"2026-01-01T00:15:00Z"}""");
        _history.AddRange(Bought("u_6", "o_6", 1));

        Assert.Equal(["I4"], Broken());
    }

    [Fact]
    public void Check_UnitsSoldToNoOrder_IsI4()
    {
        _store.Move(Reserved("o_6"));
        _store.Move("""{"kind":3,"at":"2026-01-01T00:00:05Z","id":"o_6","quantity":1,"sold":1}""");

        Assert.Equal(["I4"], Broken());
    }

    [Theory]
    [InlineData("o_1", 200)] // Charged twice.
    [InlineData("o_2", 100)] // Charged and cancelled.
    [InlineData("o_3", 100)] // Charged and not paid.
    [InlineData("o_9", 100)] // Charged for nothing.
    public void Check_MoneyThatNobodyKnowsOf_IsI4(string orderId, long amount)
    {
        _store.Charge(orderId, amount);

        Assert.Equal(["I4"], Broken());
    }

    [Theory]
    [InlineData("DELETE FROM interaction WHERE event_id = 'o_1:1'")]
    [InlineData("INSERT INTO interaction VALUES ('u_1', 'o_1:1', 'p_1', 6, 2)")]
    [InlineData("INSERT INTO interaction VALUES ('u_3', 'o_3:1', 'p_1', 6, 1)")]
    [InlineData("INSERT INTO interaction VALUES ('u_3', 'o_9:1', 'p_1', 6, 1)")]
    [InlineData("UPDATE interaction SET value = 1 WHERE event_id = 'o_4:1'")]
    [InlineData("UPDATE sale SET amount_minor = 1 WHERE order_id = 'o_2'")]
    [InlineData("DELETE FROM sale WHERE order_id = 'o_3'")]
    public void Check_PurchasesAndSalesThatAreNotTheLines_IsI5(string sql)
    {
        _store.Execute(sql);

        Assert.Equal(["I5"], Broken());
    }

    [Fact]
    public void Check_UnitsThatCameBackTwice_IsI5()
    {
        _store.Move("""{"kind":9,"at":"2026-01-01T00:00:05Z","id":"rf_2","quantity":1,"ofId":"o_4"}""");

        Assert.Equal(["I5"], Broken());
    }

    [Fact]
    public void Check_BuyerWithMoreThanOneCanHave_IsI8()
    {
        _store.Move("""{"kind":2,"at":"2026-01-01T00:00:04Z","id":"x","quantity":2,"expiresAt":"2026-01-01T00:17:00Z","buyerId":"u_1"}""");

        Assert.Equal(["I8"], Broken());
    }

    [Theory]
    [InlineData("UPDATE audit_entry SET hash = zeroblob(32) WHERE sequence = 2")]
    [InlineData("UPDATE audit_entry SET hash = zeroblob(32) WHERE sequence = 4")]
    [InlineData("UPDATE customer_order SET checksum = checksum + 1 WHERE order_id = 'o_1'")]
    public void Check_RowThatIsNotAsItWasWritten_IsI10(string sql)
    {
        _store.Execute(sql);

        Assert.Equal(["I10"], Broken());
    }

    [Fact]
    public void Check_PriceThatWasNotConfirmed_IsI11()
    {
        _history.AddRange(Bought("u_7", "o_7", 1, priceVersion: 2));
        _store.Move(Reserved("o_7"));
        _store.Order("o_7", "u_7", 1, "");

        Assert.Equal(["I11"], Broken());
    }

    [Fact]
    public void Check_LinesThatDoNotComeToTheTotal_IsI11()
    {
        _history.AddRange(Bought("u_7", "o_7", 1));
        _store.Move(Reserved("o_7"));
        _store.Order("o_7", "u_7", 1, "", total: 99);

        Assert.Equal(["I11"], Broken());
    }

    [Fact]
    public void Run_OnFiles_PrintsTheVerdict()
    {
        var file = Path.Combine(_store.Path, "history.ndjson");
        File.WriteAllLines(file, _history.Select(record => JsonSerializer.Serialize(record, ClientRecord.Json)));

        Assert.Equal((0, "0 violations"), Run(file));
        _store.Charge("o_3", 100);
        Assert.Equal((1, "1 violations"), Run(file));
        File.AppendAllText(file, "no json");
        Assert.Equal((2, ""), Run(file));
    }

    private void Decline(string buyerId, string orderId)
    {
        _history.RemoveAll(record => record.BuyerId == buyerId && record.Outcome == ClientOutcome.Ok);
        _history.Add(new ClientRecord(
            2, "c", buyerId, $"k-{orderId}", ClientOp.Place, ClientOutcome.Fail, OrderId: orderId, Status: 422, Code: "payment-declined"));
    }

    private const string Paid = """{"kind":2,"at":"2026-01-01T00:00:02Z","reference":"sim_o_6","amount":{"amountMinor":100,"currency":"CNY"},"lines":[]}""";

    private (int ExitCode, string Violations) Run(string file)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var exitCode = VerifyOrdersCommand.Build().Parse(["--data", _store.Path, "--history", file])
            .Invoke(new InvocationConfiguration { Output = output, Error = error });
        return (exitCode, output.ToString().Split('\n')[0].Split(": ")[^1].TrimEnd());
    }

    private Verdict Check() => OrderChecker.Check(_history, StoreFacts.Read(_store.Path));

    private IReadOnlyList<string> Broken() =>
        [.. Check().Findings.Where(finding => finding.Violations.Count > 0).Select(finding => finding.Invariant)];

    private static string Reserved(string orderId) =>
        $$"""{"kind":2,"at":"2026-01-01T00:00:04Z","id":"{{orderId}}","quantity":1,"expiresAt":"2026-01-01T00:17:00Z","buyerId":"u_9"}""";

    private static IEnumerable<ClientRecord> Bought(string buyerId, string orderId, int quantity, string state = "reserved", long priceVersion = 1) =>
    [
        new(0, "c", buyerId, $"k-{orderId}", ClientOp.Place, ClientOutcome.Attempt, [new ClientItem("p_1", quantity, priceVersion)]),
        new(1, "c", buyerId, $"k-{orderId}", ClientOp.Place, ClientOutcome.Ok, OrderId: orderId, Status: 201, State: state, TotalMinor: null, Hash: "h"),
    ];
}
