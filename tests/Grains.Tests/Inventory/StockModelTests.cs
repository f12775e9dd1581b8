using FsCheck;
using FsCheck.Fluent;
using SocialCommerce.Grains.Interfaces.Inventory;

namespace SocialCommerce.Grains.Tests.Inventory;

/// <summary>
/// The rules beside an oracle: whatever is asked, in whatever order and time, both answer the same and show the same level,
/// and the ledger alone, read from any snapshot on, makes the same stock.
/// </summary>
public sealed class StockModelTests
{
    private const int Cases = 100_000;

    [Fact]
    public void Rules_AnySequence_AreTheOracle() =>
        Prop.ForAll<DoNotSize<uint>[], byte>((steps, opening) => Run([.. steps.Select(step => step.Item)], opening % 20))
            .Check(Config.QuickThrowOnFailure.WithMaxTest(Cases).WithEndSize(80));

    private static bool Run(uint[] steps, int opening)
    {
        var (stock, oracle) = (new BookOfRecord(opening), new StockOracle(opening));
        for (var index = 0; index < steps.Length; index++)
        {
            var step = new Step(steps[index], index);
            stock.Now += TimeSpan.FromSeconds(step.Pause);
            var (answer, expected) = (step.Ask(stock), step.Ask(oracle, stock.Now));
            if (answer != expected || stock.Level() != oracle.Level(stock.Now))
            {
                return false;
            }
        }

        stock.Book.CheckAll();
        var cut = steps.Length == 0 ? 0 : (int)(steps[0] % (uint)(stock.Movements.Count + 1));
        return BookOfRecord.Describe(stock.Replay(cut)) == BookOfRecord.Describe(stock.Book);
    }

    /// <summary>One command, its parts taken from the bits of a number.</summary>
    private readonly struct Step(uint bits, int number)
    {
        private int Kind => (int)(bits % 16);

        // Much happens at one moment, so that holds live through a good part of it.
        public int Pause => Math.Max(0, (int)((bits >> 4) % 16) - 9);

        private string Id => $"r-{(bits >> 8) % 3}";

        private string? Buyer => (bits >> 11) % 4 is var buyer && buyer == 3 ? null : $"u-{buyer}";

        private int Quantity => (int)((bits >> 13) % 9) - 1;

        private int Other => (int)((bits >> 17) % 5);

        private int Seconds => 1 + (int)((bits >> 20) % 40);

        // Some commands come twice.
        private string Command => (bits >> 26) % 4 == 0 ? "c-again" : $"c-{number}";

        private StockAdjustment Adjustment => (StockAdjustment)(1 + ((bits >> 28) % 3));

        private string? Token => (bits >> 23) % 8 is var token && token > 2 ? null : $"t-{token}";

        private int? BuyerMax => (bits >> 30) == 0 ? null : 1 + Other;

        public StockOutcome Ask(BookOfRecord stock) => Kind switch
        {
            < 6 => stock.Reserve(Id, Quantity, Seconds, Buyer, Token),
            < 10 => stock.Settle(Id, Quantity, Other, Token),
            10 => stock.Extend(Id, Seconds, Token),
            < 13 => stock.Return(Command, Quantity, IsNamed ? Id : null, Other % 2 == 0),
            < 15 => stock.Adjust(Command, Adjustment, Quantity),
            _ => stock.SetPolicy(new StockPolicy(BuyerMax)),
        };

        public StockOutcome Ask(StockOracle oracle, DateTimeOffset now)
        {
            switch (Kind)
            {
                case < 6:
                    return oracle.Reserve(Id, Quantity, Seconds, Buyer, Token, now);
                case < 10:
                    return oracle.Settle(Id, Quantity, Other, Token, now);
                case 10:
                    return oracle.Extend(Id, Seconds, Token, now);
                case < 13:
                    return oracle.Return(Command, Quantity, IsNamed ? Id : null, Other % 2 == 0);
                case < 15:
                    return oracle.Adjust(Command, Adjustment, Quantity, now);
                default:
                    oracle.LimitBuyers(BuyerMax);
                    return StockOutcome.Done;
            }
        }

        private bool IsNamed => Other < 4;
    }
}
