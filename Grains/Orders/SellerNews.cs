using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using SocialCommerce.Grains.Interfaces.Operations.Webhooks;
using SocialCommerce.Grains.Interfaces.Orders;

namespace SocialCommerce.Grains.Orders;

/// <summary>
/// What a seller's programs are told of an order: its part of it as it stood after the step that they are told of, and nothing
/// of the buyer or of other sellers. Pure, so that a repetition says the same.
/// </summary>
internal static class SellerNews
{
    private const int IdBytes = 16;

    public static MerchantEvent Of(string orderId, OrderState state, OrderTask task)
    {
        var revision = RevisionOf(state, task);
        var order = OrderSnapshots.Of(orderId, state, revision);
        var part = order.Parts.First(part => part.SellerId == task.TargetId);
        var news = new SellerOrderNews(
            orderId,
            NameOf(part.Status),
            [.. order.Lines.Where(line => line.SellerId == task.TargetId).Select(line => new SellerLineNews(
                line.LineId, line.ProductId, line.Title, line.Quantity, line.Shipped, line.Refunded, line.Total))],
            part.Total,
            part.Refunded,
            revision);
        var at = revision == 0 ? order.CreatedAt : state.Events[revision - 1].At;
        var json = JsonSerializer.Serialize(news, SellerNewsJson.Default.SellerOrderNews);
        return new MerchantEvent(IdOf(orderId, task), task.Detail!, orderId, at, json);
    }

    // The step that made it necessary; the newest when that is not known.
    private static int RevisionOf(OrderState state, OrderTask task)
    {
        if (task.Quantity > 0)
        {
            return Math.Min(task.Quantity, state.Events.Length);
        }

        var kind = task.Detail switch
        {
            "order.paid" => OrderEventKind.PaymentSucceeded,
            "order.cancelled" => OrderEventKind.Cancelled,
            "order.refunded" => OrderEventKind.RefundSucceeded,
            _ => OrderEventKind.Unknown,
        };
        for (var index = state.Events.Length - 1; index >= 0; index--)
        {
            var step = state.Events[index];
            if (step.Kind == kind && (task.Reference is null || step.Reference == task.Reference))
            {
                return index + 1;
            }
        }

        return state.Events.Length;
    }

    private static string IdOf(string orderId, OrderTask task) =>
        "oe_" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{orderId}\n{task.Id}")).AsSpan(0, IdBytes));

    // As everywhere on the wire.
    private static string NameOf(OrderStatus status) => JsonNamingPolicy.CamelCase.ConvertName(status.ToString());
}

internal sealed record SellerOrderNews(
    string OrderId, string Status, ImmutableArray<SellerLineNews> Lines, Money Total, Money Refunded, long Revision);

internal sealed record SellerLineNews(
    string LineId, string ProductId, string Title, int Quantity, int Shipped, int Refunded, Money Total);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(SellerOrderNews))]
internal sealed partial class SellerNewsJson : JsonSerializerContext;
