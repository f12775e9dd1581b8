using System.Text.Json;

namespace SocialCommerce.Grains.Orders;

/// <summary>An order's state as it is stored.</summary>
internal static class OrderPayload
{
    public static byte[] Write(OrderState state) => JsonSerializer.SerializeToUtf8Bytes(state, GrainJson.Default.OrderState);

    public static OrderState Read(ReadOnlyMemory<byte> payload) =>
        JsonSerializer.Deserialize(payload.Span, GrainJson.Default.OrderState)
        ?? throw new InvalidDataException("An order is stored as null.");
}
