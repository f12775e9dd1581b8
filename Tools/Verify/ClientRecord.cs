using System.Text.Json;
using System.Text.Json.Serialization;
using SocialCommerce.Tools.Input;

namespace SocialCommerce.Tools.Verify;

/// <summary>One line of what a client wrote down: that it was about to ask, or what became of it.</summary>
/// <param name="At">Milliseconds since the client began, by its own clock.</param>
/// <param name="Key">The Idempotency-Key.</param>
/// <param name="OrderId">Whose step it is; of placing, what the answer says.</param>
/// <param name="State">The status of the order that the answer tells.</param>
/// <param name="Hash">Of the body of the answer.</param>
internal sealed record ClientRecord(
    long At,
    string Client,
    string BuyerId,
    string Key,
    ClientOp Op,
    ClientOutcome Outcome,
    IReadOnlyList<ClientItem>? Items = null,
    string? OrderId = null,
    int? Status = null,
    string? Code = null,
    string? State = null,
    long? TotalMinor = null,
    string? Hash = null)
{
    public static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    /// <exception cref="InputFormatException">A line is no record.</exception>
    public static IEnumerable<ClientRecord> Read(string file)
    {
        foreach (var line in TextLines.Read(file))
        {
            yield return Parse(file, line);
        }
    }

    private static ClientRecord Parse(string file, NumberedLine line)
    {
        try
        {
            return JsonSerializer.Deserialize<ClientRecord>(line.Text, Json) is { Client: not null, BuyerId: not null, Key: not null } record
                ? record
                : throw new InputFormatException(file, line.Number, "is no record of a client");
        }
        catch (JsonException exception)
        {
            throw new InputFormatException(file, line.Number, exception.Message);
        }
    }
}

/// <param name="PriceVersion">The price that the buyer confirmed; null when any will do.</param>
internal sealed record ClientItem(string ProductId, int Quantity, long? PriceVersion = null);

internal enum ClientOp
{
    Place = 0,
    Pay = 1,
    Cancel = 2,
    Refund = 3,
    Ship = 4,
    Deliver = 5,
}

internal enum ClientOutcome
{
    /// <summary>About to ask.</summary>
    Attempt = 0,
    Ok = 1,

    /// <summary>Refused for certain: nothing was done.</summary>
    Fail = 2,

    /// <summary>No answer, or one that does not say.</summary>
    Unknown = 3,
}
