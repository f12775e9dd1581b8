using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using SocialCommerce.Grains.Interfaces.Inventory;
using SocialCommerce.Grains.Interfaces.Operations.Webhooks;

namespace SocialCommerce.Grains.Inventory;

/// <summary>What a seller's programs are told of a stock that runs low. Pure.</summary>
internal static class StockNews
{
    private const int IdBytes = 16;

    /// <summary>Null for what they are not told.</summary>
    public static MerchantEvent? Of(StockAlert alert)
    {
        if (alert.Kind is not (StockAlertKind.Low or StockAlertKind.Out))
        {
            return null;
        }

        var news = new StockLowNews(alert.Sku, alert.Kind == StockAlertKind.Out ? "out" : "low", alert.Available, alert.LowAt);
        var id = SHA256.HashData(Encoding.UTF8.GetBytes($"{alert.Sku}\n{alert.At.UtcTicks}\n{news.Level}"));
        return new MerchantEvent(
            "se_" + Convert.ToHexStringLower(id.AsSpan(0, IdBytes)), WebhookEvents.StockLow, alert.Sku, alert.At,
            JsonSerializer.Serialize(news, StockNewsJson.Default.StockLowNews));
    }
}

/// <param name="Level">"low" or "out".</param>
internal sealed record StockLowNews(string ProductId, string Level, int Available, int? LowAt);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(StockLowNews))]
internal sealed partial class StockNewsJson : JsonSerializerContext;
