using SocialCommerce.Grains.Interfaces.Inventory;
using SocialCommerce.Grains.Inventory;

namespace SocialCommerce.Grains.Tests.Orders.Simulation;

/// <summary>The rule of settling, right or with a fault.</summary>
internal static class PlantedStock
{
    private static int _again;

    public static StockDecision Settle(PlantedBug bug, StockBook book, SettleStock command, DateTimeOffset now)
    {
        var over = book.FindOver(command.ReservationId);
        return bug switch
        {
            // Whatever is released once more is put onto the shelf once more.
            PlantedBug.ReleaseTwice when over is not null && command.Released > 0 => Gain(command.Released, now),

            // Whatever is sold once more is taken from the shelf once more.
            PlantedBug.ConfirmNotIdempotent when over is { Sold: > 0 } && command.Sold > 0 && book.Available >= command.Sold =>
                Gain(-command.Sold, now),
            PlantedBug.SellWithoutHold when command.Sold > 0 && book.FindHold(command.ReservationId) is null && over is null or { Sold: 0 } =>
                StockOutcome.Done,
            _ => StockRules.Settle(book, command, now),
        };
    }

    private static StockDecision Gain(int quantity, DateTimeOffset now) => new(
        StockOutcome.Done, new StockMovement(StockMovementKind.Corrected, now, $"planted-{Interlocked.Increment(ref _again)}", quantity));
}
